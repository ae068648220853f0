/** Reads the hand-written facts that the resources start from. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

const factsFile = (name: string): URL => new URL(`../../facts/${name}`, import.meta.url)

/** Rows of a table, checked. @throws ZodError that names the row and column of a bad value. */
export const readTable = <T>(name: string, row: z.ZodType<T>): T[] => {
  const records: unknown = parse(readFileSync(factsFile(name), 'utf8'), {
    columns: true,
    skip_empty_lines: true,
  })
  return z.array(row).parse(records)
}

/** Features of a GeoJSON file, checked. @throws ZodError that names what is wrong. */
export const readFeatures = <T>(name: string, feature: z.ZodType<T>): T[] => {
  const content: unknown = JSON.parse(readFileSync(factsFile(name), 'utf8'))
  return z.object({ features: z.array(feature) }).parse(content).features
}

/** A number that may be left empty in a table. */
export const optionalNumber = z
  .string()
  .transform((text) => (text === '' ? null : Number(text)))
  .pipe(z.number().nullable())
