/** `npm run import:roads -- FILE.osm.pbf [--clip] [--force] [--incomplete]` */
import { parseArgs } from 'node:util'
import type { Bilingual } from '../../data/bilingual.ts'
import { takeFolder } from '../store/folder-lock.ts'
import { FolderHeld } from '../store/problems.ts'
import type { BuildMessage } from './build-message.ts'
import { countiesOfFolder } from './osm/counties-of-folder.ts'
import { ImportFailure } from './osm/import-failure.ts'
import { importRoads, RoadsElsewhere } from './osm/import-roads.ts'
import type { PassProgress } from './osm/read-roads.ts'
import { reportImport, shortReport } from './osm/report.ts'

const EXIT_FAILURE = 1
const EXIT_USAGE = 2
/** 128 + the number of SIGINT, as shells report it. */
const EXIT_INTERRUPTED = 130
const PER_CENT = 100

const USAGE: Bilingual = {
  zh: '用法：npm run import:roads -- 文件.osm.pbf|文件.osm[.gz] [--clip] [--force] [--incomplete]（--clip 只保留区县范围内的道路，--force 允许导入其他地区，--incomplete 允许导入缺少节点的文件）。',
  en: 'Usage: npm run import:roads -- FILE.osm.pbf|FILE.osm[.gz] [--clip] [--force] [--incomplete] (--clip keeps only roads within the counties, --force accepts another region, --incomplete a file that lacks nodes).',
}

const USE_FORCE: Bilingual = {
  zh: '确要导入请加 --force。',
  en: 'Add --force to import them all the same.',
}

const say = (sentence: Bilingual): void => {
  console.error(`${sentence.zh}\n${sentence.en}`)
}

interface Options {
  file: string
  clip: boolean
  force: boolean
  incomplete: boolean
}

const readOptions = (): Options | null => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        clip: { type: 'boolean', default: false },
        force: { type: 'boolean', default: false },
        incomplete: { type: 'boolean', default: false },
      },
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) return null
    return { file, ...values }
  } catch {
    // parseArgs explains itself in English only; the usage sentence covers every mistake.
    return null
  }
}

/** Tells the service that has started this program, if one has. */
const tell = (message: BuildMessage): void => void process.send?.(message)

const PASSES = 2

/** For a service: each per cent once. */
const toldProgress = (): PassProgress => {
  let told = -1
  return (pass, share) => {
    const percent = Math.floor(((pass - 1 + share) / PASSES) * PER_CENT)
    if (percent === told) return
    told = percent
    tell({ share: percent / PER_CENT })
  }
}

/** One line on stderr that grows on a terminal; in a log, one line per pass. */
const progressLine = (): PassProgress => {
  let shown = ''
  return (pass, share) => {
    const percent = process.stderr.isTTY ? Math.floor(share * PER_CENT) : 0
    const line = `读取 ${pass}/2 Reading ${pass}/2 ${process.stderr.isTTY ? `${percent} %` : '…'}`
    if (line === shown) return
    shown = line
    process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`)
    if (process.stderr.isTTY && share === 1) process.stderr.write('\n')
  }
}

const run = async (options: Options): Promise<number> => {
  const interruption = new AbortController()
  const interrupt = (): void => interruption.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const dataDirectory = process.env.DATA_DIR ?? 'var'
  try {
    // Beside a server, but not while everything is being replaced.
    const lock = await takeFolder(dataDirectory, 'import', { alone: false })
    process.once('exit', lock.release)
    const result = await importRoads({
      ...options,
      dataDirectory,
      counties: await countiesOfFolder(dataDirectory),
      onProgress: process.send ? toldProgress() : progressLine(),
      signal: interruption.signal,
    })
    tell({ built: shortReport(result) })
    console.log(reportImport(result))
    return 0
  } catch (error) {
    if (interruption.signal.aborted) {
      say({ zh: '已中断，未作任何更改。', en: 'Interrupted; nothing was changed.' })
      return EXIT_INTERRUPTED
    }
    if (error instanceof ImportFailure || error instanceof FolderHeld) {
      tell({ refused: error.sentence, isElsewhere: error instanceof RoadsElsewhere })
      say(error.sentence)
      if (error instanceof RoadsElsewhere) say(USE_FORCE)
      return EXIT_FAILURE
    }
    say({
      zh: `导入失败，未作任何更改：${String(error)}`,
      en: `The import failed; nothing was changed: ${String(error)}`,
    })
    return EXIT_FAILURE
  }
}

const options = readOptions()
if (options) {
  process.exitCode = await run(options)
  if (process.connected) process.disconnect()
} else {
  say(USAGE)
  process.exitCode = EXIT_USAGE
}
