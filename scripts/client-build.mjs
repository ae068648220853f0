/** Builds the client unless dist/ was made from just these sources. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { fail, PROJECT_FOLDER, packageScript, runNode } from './toolchain.mjs'

const SOURCES = [
  ...['client', 'data', 'vite.config.ts', 'package-lock.json'],
  ...['scripts/licences.ts', 'scripts/client-build.mjs'],
]
const BUILT = join(PROJECT_FOLDER, 'dist')
const STAMP = join(BUILT, '.built-from')
/** What gzip makes smaller; pictures and fonts are compressed already. */
const COMPRESSIBLE = /\.(js|css|html|svg|txt)$/

const filesUnder = (path) => {
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => filesUnder(join(path, entry.name)))
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
}

const sourceDigest = () => {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesUnder(join(PROJECT_FOLDER, source))) {
      hash.update(file.slice(PROJECT_FOLDER.length)).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}

/** Once here, not anew for everyone who opens the page: a quarter of a second of the server each time. */
const compressBuilt = () => {
  for (const file of filesUnder(BUILT).filter((path) => COMPRESSIBLE.test(path)))
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }))
}

export const ensureClientBuilt = () => {
  const wanted = sourceDigest()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  console.log('正在构建网页 / Building the page …')
  const build = [packageScript('vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn']
  // Whoever asks may be a test, and React would be built as for one: twice as slow.
  const status = runNode(build, { NODE_ENV: 'production' })
  if (status !== 0)
    fail('网页构建失败，见上面的信息。', 'Building the page failed; see the messages above.')
  compressBuilt()
  writeFileSync(STAMP, wanted)
}
