import { parse } from 'csv-parse/sync'
import { z } from 'zod'

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
export function townProblems(townsCsv: string, published: unknown): string[] {
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
