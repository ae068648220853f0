/** What a browser loads for the first screen, and what comes later, compressed. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const DIST_FOLDER = fileURLToPath(new URL('../../dist', import.meta.url))
const BYTES_PER_KILOBYTE = 1000

const kilobytes = (file: string): number =>
  gzipSync(readFileSync(join(DIST_FOLDER, 'assets', file))).length / BYTES_PER_KILOBYTE

export const measureBundles = (): string[] => {
  const page = readFileSync(join(DIST_FOLDER, 'index.html'), 'utf8')
  const files = readdirSync(join(DIST_FOLDER, 'assets')).filter((name) =>
    /\.(m?js|css)$/.test(name),
  )
  const sized = files
    .map((file) => ({ file, size: kilobytes(file), isFirst: page.includes(file) }))
    .sort((a, b) => Number(b.isFirst) - Number(a.isFirst) || b.size - a.size)
  const first = sized.filter(({ isFirst }) => isFirst).reduce((sum, { size }) => sum + size, 0)
  return [
    `first screen, JavaScript and CSS named by the page: ${first.toFixed(0)} kB gzip`,
    ...sized.map(
      ({ file, size, isFirst }) =>
        `  ${isFirst ? 'first' : 'later'}  ${file}: ${size.toFixed(1)} kB`,
    ),
  ]
}
