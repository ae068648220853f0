/**
 * `npm run import -- <collection|stock|duty-roster|auto> FILE [--crs wgs-84|gcj-02|bd-09] [--set FIELD=VALUE]
 * [--dry-run] [--json] [--yes]`: says what importing a register would do, asks, and does it; through the
 * server that holds the folder where one runs. Exit code 1 where nothing was imported.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Bilingual } from '../data/bilingual.ts'
import { COLLECTIONS, type CollectionId } from '../data/collections.ts'
import { askedLabel, type Import, importTargetSchema } from '../data/imports.ts'
import { localDayOf } from '../data/local-time.ts'
import { deskOf, type HandedIn } from './hand-in.ts'
import { ProblemError } from './http/problem-error.ts'
import { type IssueCode, issueSentence } from './import/registers/issues.ts'
import { REGISTER_SYSTEMS, type RegisterSystem } from './import/registers/judge-system.ts'
import type { ImportReport } from './import/registers/report.ts'
import { runRegister } from './import/registers/run-register.ts'
import { FileRefused } from './import/tables/file-refused.ts'
import { RoadNetwork } from './network/road-network.ts'
import { knownData } from './services/imports/known-data.ts'
import { comparedWith, KEPT, readAs } from './services/imports/read-import.ts'
import { databasePath, networkPath } from './store/data-folder.ts'
import { readNetwork } from './store/network-file.ts'
import { DatabaseProblem, FolderHeld } from './store/problems.ts'
import { openToRead } from './store/store.ts'
import { fileTooLarge, MOST_FILE_BYTES, readInThread } from './worker/table-reader.ts'

const PROJECT_FOLDER = fileURLToPath(new URL('..', import.meta.url))
const EXIT_REFUSED = 1
const EXIT_USAGE = 2

const NAMED: readonly CollectionId[] = [...KEPT, 'distance-posts']

const USAGE: Bilingual = {
  zh: `用法：npm run import -- 集合|stock|duty-roster|auto 文件 [--crs ${REGISTER_SYSTEMS.join('|')}] [--set 字段=值] [--dry-run] [--json] [--yes]。集合：stock（物资台账）、duty-roster（值班表）、${NAMED.join('、')}。`,
  en: `Usage: npm run import -- COLLECTION|stock|duty-roster|auto FILE [--crs ${REGISTER_SYSTEMS.join('|')}] [--set FIELD=VALUE] [--dry-run] [--json] [--yes]. Collections: stock (goods), duty-roster, ${NAMED.join(', ')}.`,
}

const NOT_ASKED: Bilingual = {
  zh: '未写入任何数据：请加上 --yes 确认写入。',
  en: 'Nothing was written: add --yes to have it written.',
}
const LEFT: Bilingual = { zh: '未写入任何数据。', en: 'Nothing was written.' }

const say = ({ zh, en }: Bilingual): void => console.error(`${zh}\n${en}`)

interface Options extends HandedIn {
  readonly isDry: boolean
  readonly isJson: boolean
  /** Written without asking. */
  readonly isSure: boolean
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
        yes: { type: 'boolean', default: false },
        set: { type: 'string', multiple: true, default: [] },
      },
    })
    const [collection = '', file, ...more] = positionals
    const system = systemOf(values.crs)
    const target = importTargetSchema.safeParse(collection)
    const given = values.set.map((each) => /^([^=]+)=(.+)$/s.exec(each))
    const isUnclear = file === undefined || more.length > 0 || given.includes(null)
    if (!target.success || isUnclear || system === undefined) return USAGE
    const defaults = Object.fromEntries(given.map((each) => [each![1]!, each![2]!]))
    return {
      ...{ collection: target.data, file, system },
      defaults: given.length > 0 ? defaults : undefined,
      ...{ isDry: values['dry-run'], isJson: values.json, isSure: values.yes },
    }
  } catch {
    // parseArgs explains itself in English only; the usage sentence covers every mistake.
    return USAGE
  }
}

const dataFolder = (): string => resolve(PROJECT_FOLDER, process.env.DATA_DIR ?? 'var')

const reportOf = async ({
  collection,
  file,
  system,
  defaults = {},
}: Options): Promise<ImportReport> => {
  const { collections, ...kinds } = readAs(collection)
  const folder = dataFolder()
  const store = await openToRead(databasePath(folder))
  try {
    if (statSync(file).size > MOST_FILE_BYTES) throw fileTooLarge()
    const fileName = basename(file)
    const table = await readInThread({ bytes: readFileSync(file), name: fileName })
    const graph = readNetwork(networkPath(folder))
    const network = graph && new RoadNetwork(graph)
    const known = await knownData(store, network, comparedWith(collections))
    const resources = collections.map((id) => COLLECTIONS[id])
    const today = localDayOf(new Date())
    return runRegister(table, known, { resources, system, fileName, today, defaults, ...kinds })
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

/** @param fate what became of it, in words. */
const summary = (report: NonNullable<Import['report']>, fate: Bilingual): string => {
  const { resource, counts, coordinates, defaultsToAskFor, rejected } = report
  const told = (language: keyof Bilingual): string =>
    Object.entries(counts)
      .map(([key, count]) => `${STATUSES[key]![language]} ${count}`)
      .join(language === 'zh' ? '，' : ', ')
  // By the name that --set takes.
  const asked = defaultsToAskFor.map((name) => {
    const { zh, en } = askedLabel(report, name)
    return `  --set ${name}=…  ${zh} / ${en}`
  })
  const lines = rejected.slice(0, MOST_TOLD).map(({ row, column = '', code, value = '' }) => {
    const { zh, en } = issueSentence(code as IssueCode)
    return `  ${row} ${column} ${value}: ${zh} / ${en}`
  })
  return [
    `${resource}：${told('zh')}；坐标系 ${coordinates.system ?? '无'}（${fate.zh}）`,
    `${resource}: ${told('en')}; coordinates ${coordinates.system ?? 'none'} (${fate.en})`,
    ...(asked.length === 0 ? [] : ['缺少的必填字段 / Required fields without a column:', ...asked]),
    ...lines,
    ...(rejected.length > MOST_TOLD ? [`  … ${rejected.length - MOST_TOLD}`] : []),
  ].join('\n')
}

const UNWRITTEN: Bilingual = { zh: '未写入任何数据', en: 'nothing was written' }
const WRITTEN: Bilingual = { zh: '已写入', en: 'written' }

const dryRun = async (options: Options): Promise<number> => {
  const report = await reportOf(options)
  if (options.isJson) console.log(JSON.stringify(report))
  else if (report.outcome === 'imported') {
    console.log(summary(report as unknown as NonNullable<Import['report']>, UNWRITTEN))
  } else say(report.refusal.sentence)
  return report.outcome === 'imported' ? 0 : EXIT_REFUSED
}

/** Whether somebody at the keyboard says yes. */
const isAgreed = async (): Promise<boolean> => {
  if (!process.stdin.isTTY) {
    say(NOT_ASKED)
    return false
  }
  const keyboard = createInterface({ input: process.stdin, output: process.stderr })
  const said = await keyboard.question('写入？/ Write it? [y/N] ')
  keyboard.close()
  return /^(?:y|yes|是|好)$/i.test(said.trim())
}

const importIt = async (options: Options): Promise<number> => {
  const desk = await deskOf(dataFolder())
  const tell = (told: Import, fate: Bilingual): void =>
    console.log(options.isJson ? JSON.stringify(told) : summary(told.report!, fate))
  try {
    const read = await desk.handIn(options)
    if (read.state !== 'staged') {
      say(read.refusal?.sentence ?? LEFT)
      await desk.discard(read.id)
      return EXIT_REFUSED
    }
    if (!options.isSure) {
      tell(read, UNWRITTEN)
      if (!(await isAgreed())) {
        await desk.discard(read.id)
        return EXIT_REFUSED
      }
    }
    try {
      tell(await desk.commit(read.id), WRITTEN)
    } catch (error) {
      await desk.discard(read.id)
      throw error
    }
    return 0
  } finally {
    await desk.close()
  }
}

/** Whether it says itself, in both languages, what is wrong. */
const isExplained = (error: unknown): error is DatabaseProblem | FolderHeld | ProblemError =>
  [DatabaseProblem, FolderHeld, ProblemError].some((each) => error instanceof each)

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
  return options.isDry ? dryRun(options) : importIt(options)
}

const options = readOptions()
if ('zh' in options) {
  say(options)
  process.exitCode = EXIT_USAGE
} else {
  try {
    process.exitCode = await run(options)
  } catch (error) {
    if (!isExplained(error)) throw error
    say(error.sentence)
    process.exitCode = EXIT_REFUSED
  }
}
