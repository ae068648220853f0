/** The region is data: the code names no city. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT_FOLDER } from '../fixtures/served-product.ts'

const CODE = ['client', 'server', 'data', 'scripts']
const TEXTS = /\.(?:tsx?|mjs|css|html|svg|sql|json)$/
/** Its names, those of its counties and lake, its codes, its area code, places in it. */
const CITY =
  /济宁|Jining|任城|兖州|微山|鱼台|金乡|嘉祥|汶上|泗水|梁山|曲阜|邹城|南四湖|\b3708|0537|\b116\.[4-7]\d|\b35\.[2-6]\d/i

/** A comment may take its example from somewhere. */
const COMMENTS = /\/\*[\s\S]*?\*\/|(?<![:'"])\/\/.*/g

/** Where a published figure is from. */
const CITATION = /2024/

const namesIn = (path: string): string[] =>
  readFileSync(join(PROJECT_FOLDER, path), 'utf8')
    .replace(COMMENTS, '')
    .split('\n')
    .filter((line) => CITY.test(line))
    .filter((line) => !(path === 'data/standards.ts' && CITATION.test(line)))
    .map((line) => `${path}: ${line.trim()}`)

const filesOf = (folder: string): string[] =>
  readdirSync(join(PROJECT_FOLDER, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXTS.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name).slice(PROJECT_FOLDER.length))

test('the city of the demonstration stands in seeds and tests alone', () => {
  const files = ['package.json', ...CODE.flatMap(filesOf)]
  expect(files.length).toBeGreaterThan(500)
  expect(files.flatMap(namesIn)).toEqual([])
})
