/** What the built page loads by itself, and what it asks of a browser. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const DIST = 'dist'
/** Every schema of the library carries this name. */
const SCHEMA_LIBRARY = '_zod'
/** Newer than Chromium 100, and not to be had by another syntax. */
const NEWER_CALLS =
  /\.(toSorted|toReversed|toSpliced|isWellFormed)\(|(Object|Map)\.groupBy|Array\.fromAsync|Promise\.withResolvers|AbortSignal\.(any|timeout)/

const read = (file: string): string => readFileSync(join(DIST, file), 'utf8')

/** Scripts that are there before the page is: those it names, and those which they import. */
const firstScripts = (): Set<string> => {
  const found = new Set<string>()
  const visit = (file: string): void => {
    if (found.has(file)) return
    found.add(file)
    for (const [, name] of read(file).matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g))
      visit(`assets/${name}`)
  }
  for (const [, file] of read('index.html').matchAll(/(?:src|href)="\/([^"]+\.js)"/g)) visit(file!)
  return found
}

test('the first screen comes without the schema library', () => {
  const first = firstScripts()
  expect(first.size).toBeGreaterThan(1)
  const withSchemas = globSync('assets/*.js', { cwd: DIST }).filter((file) =>
    read(file).includes(SCHEMA_LIBRARY),
  )
  expect(withSchemas.length).toBeGreaterThan(0)
  expect(withSchemas.filter((file) => first.has(file))).toEqual([])
})

test('neither our code nor a library calls what Chromium 100 has not got', () => {
  const asking = globSync('assets/*.js', { cwd: DIST }).flatMap(
    (file) => NEWER_CALLS.exec(read(file))?.[0] ?? [],
  )
  expect(asking).toEqual([])
})

test('what a browser loads first is there compressed', () => {
  for (const file of ['index.html', ...firstScripts()])
    expect(gunzipSync(readFileSync(join(DIST, `${file}.gz`))).toString()).toBe(read(file))
})
