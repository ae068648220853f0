/**
 * `npm run import -- <collection|stock|auto> FILE [--crs wgs-84|gcj-02|bd-09] --dry-run [--json]`: says what
 * importing a register would do. Exit code 1 where the file is refused.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Bilingual } from '../data/bilingual.ts'
import {
  COLLECTIONS,
  type CollectionId,
  isCollectionId,
  LAYER_GROUPS,
  partsOf,
} from '../data/collections.ts'
import { localDayOf } from '../data/local-time.ts'
import { issueSentence } from './import/registers/issues.ts'
import { REGISTER_SYSTEMS, type RegisterSystem } from './import/registers/judge-system.ts'
import type { Imported, ImportReport } from './import/registers/report.ts'
import { type RegisterOptions, runRegister } from './import/registers/run-register.ts'
import { FileRefused } from './import/tables/file-refused.ts'
import { RoadNetwork } from './network/road-network.ts'
import { knownData } from './services/imports/known-data.ts'
import { databasePath, networkPath } from './store/data-folder.ts'
import { readNetwork } from './store/network-file.ts'
import { DatabaseProblem } from './store/problems.ts'
import { openToRead } from './store/store.ts'
import { fileTooLarge, MOST_FILE_BYTES, readInThread } from './worker/table-reader.ts'

const PROJECT_FOLDER = fileURLToPath(new URL('..', import.meta.url))
const EXIT_REFUSED = 1
const EXIT_USAGE = 2

/** What `auto` chooses among: what people keep registers of. */
const KEPT: readonly CollectionId[] = [...LAYER_GROUPS, 'settlements']

const USAGE: Bilingual = {
  zh: `用法：npm run import -- 集合|stock|auto 文件 [--crs ${REGISTER_SYSTEMS.join('|')}] --dry-run [--json]。集合：stock（物资台账）、${KEPT.join('、')}。`,
  en: `Usage: npm run import -- COLLECTION|stock|auto FILE [--crs ${REGISTER_SYSTEMS.join('|')}] --dry-run [--json]. Collections: stock (goods), ${KEPT.join(', ')}.`,
}

const ONLY_DRY: Bilingual = {
  zh: '本命令只作试导入，不写入任何数据：请加上 --dry-run。',
  en: 'This command says what an import would do and writes nothing: add --dry-run.',
}

const say = ({ zh, en }: Bilingual): void => console.error(`${zh}\n${en}`)

interface Options {
  readonly collections: readonly CollectionId[]
  readonly stock: RegisterOptions['stock']
  readonly file: string
  readonly system: RegisterSystem | null
  readonly isJson: boolean
}

/** CGCS2000 equals WGS-84 within centimetres here. */
const systemOf = (name: string | undefined): RegisterSystem | null | undefined => {
  if (name === undefined) return null
  const system = name === 'cgcs-2000' ? 'wgs-84' : name
  return REGISTER_SYSTEMS.find((each) => each === system)
}

const readOptions = (): Options | Bilingual => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        crs: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const [collection = '', file, ...more] = positionals
    const system = systemOf(values.crs)
    const isKnown = collection === 'auto' || collection === 'stock' || isCollectionId(collection)
    if (!isKnown || file === undefined || more.length > 0 || system === undefined) return USAGE
    if (!values['dry-run']) return ONLY_DRY
    const collections = isCollectionId(collection) ? [collection] : KEPT
    const stock = collection === 'stock' ? 'yes' : collection === 'auto' ? 'perhaps' : 'no'
    return { collections, stock, file, system, isJson: values.json }
  } catch {
    // parseArgs explains itself in English only; the usage sentence covers every mistake.
    return USAGE
  }
}

const dataFolder = (): string => resolve(PROJECT_FOLDER, process.env.DATA_DIR ?? 'var')

const reportOf = async ({ collections, stock, file, system }: Options): Promise<ImportReport> => {
  const folder = dataFolder()
  const store = await openToRead(databasePath(folder))
  try {
    if (statSync(file).size > MOST_FILE_BYTES) throw fileTooLarge()
    const fileName = basename(file)
    const table = await readInThread({ bytes: readFileSync(file), name: fileName })
    const graph = readNetwork(networkPath(folder))
    const known = await knownData(store, graph && new RoadNetwork(graph), [
      ...new Set<CollectionId>(['stockpiles', ...collections, ...collections.flatMap(partsOf)]),
    ])
    const resources = collections.map((id) => COLLECTIONS[id])
    const today = localDayOf(new Date())
    return runRegister(table, known, { resources, system, fileName, stock, today })
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { outcome: 'refused', refusal: { code: error.code, sentence: error.sentence } }
  } finally {
    await store.close()
  }
}

const MOST_TOLD = 20

const STATUSES: Readonly<Record<string, Bilingual>> = {
  rowsRead: { zh: '读取', en: 'read' },
  add: { zh: '新增', en: 'added' },
  update: { zh: '变更', en: 'changed' },
  unchanged: { zh: '不变', en: 'unchanged' },
  unplaced: { zh: '待定位', en: 'without a place' },
  reject: { zh: '不导入', en: 'rejected' },
  skip: { zh: '无内容', en: 'skipped' },
}

const summary = ({
  resource,
  counts,
  coordinates,
  defaultsToAskFor,
  rejected,
}: Imported): string => {
  const told = (language: keyof Bilingual): string =>
    Object.entries(counts)
      .map(([key, count]) => `${STATUSES[key]![language]} ${count}`)
      .join(language === 'zh' ? '，' : ', ')
  const asked = defaultsToAskFor.join(', ')
  const lines = rejected.slice(0, MOST_TOLD).map(({ row, column = '', code, value = '' }) => {
    const { zh, en } = issueSentence(code)
    return `  ${row} ${column} ${value}: ${zh} / ${en}`
  })
  return [
    `${resource}：${told('zh')}；坐标系 ${coordinates.system ?? '无'}（未写入任何数据）`,
    `${resource}: ${told('en')}; coordinates ${coordinates.system ?? 'none'} (nothing was written)`,
    ...(asked === '' ? [] : [`缺少的必填字段 / Required fields without a column: ${asked}`]),
    ...lines,
    ...(rejected.length > MOST_TOLD ? [`  … ${rejected.length - MOST_TOLD}`] : []),
  ].join('\n')
}

const run = async (options: Options): Promise<number> => {
  if (!existsSync(options.file)) {
    say({ zh: `没有这个文件：${options.file}`, en: `There is no such file: ${options.file}` })
    return EXIT_REFUSED
  }
  if (!existsSync(databasePath(dataFolder()))) {
    say({
      zh: `${dataFolder()} 中没有数据库：请先启动一次服务（npm start）。`,
      en: `There is no database in ${dataFolder()}: start the service once (npm start).`,
    })
    return EXIT_REFUSED
  }
  const report = await reportOf(options)
  if (options.isJson) console.log(JSON.stringify(report))
  else if (report.outcome === 'imported') console.log(summary(report))
  else say(report.refusal.sentence)
  return report.outcome === 'imported' ? 0 : EXIT_REFUSED
}

const options = readOptions()
if ('zh' in options) {
  say(options)
  process.exitCode = EXIT_USAGE
} else {
  try {
    process.exitCode = await run(options)
  } catch (error) {
    if (!(error instanceof DatabaseProblem)) throw error
    say(error.sentence)
    process.exitCode = EXIT_REFUSED
  }
}
