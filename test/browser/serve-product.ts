/** Runs once before the browser tests: builds the page and serves it over a copy of the default data. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultDataFolder } from '../fixtures/default-data.ts'
import { setup as makeDefaultData } from '../fixtures/global-setup.ts'
import { serveProduct } from '../fixtures/served-product.ts'

const CLIENT_BUILD = fileURLToPath(new URL('../../scripts/client-build.mjs', import.meta.url))

/** Starts the product; what it answers stops it. Workers find its address in their environment. */
export const setup = async (): Promise<() => Promise<void>> => {
  const { ensureClientBuilt } = await import(CLIENT_BUILD)
  ensureClientBuilt()
  await makeDefaultData()
  // What a journey saves must not be there in the next run.
  const folder = mkdtempSync(join(tmpdir(), 'browser-data-'))
  cpSync(defaultDataFolder(), folder, { recursive: true })
  const product = await serveProduct(folder, ['server/main.ts'])
  process.env.PRODUCT_ORIGIN = product.origin
  // The question of the first run is asked where a test wants it.
  await fetch(`${product.origin}/api/first-run`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ choice: 'look' }),
  })
  return async () => {
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
