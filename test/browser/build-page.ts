/** Runs once before the browser tests: builds the page and makes the default data. */
import { fileURLToPath } from 'node:url'
import { setup as makeDefaultData } from '../fixtures/global-setup.ts'

const CLIENT_BUILD = fileURLToPath(new URL('../../scripts/client-build.mjs', import.meta.url))

export const setup = async (): Promise<void> => {
  const { ensureClientBuilt } = await import(CLIENT_BUILD)
  ensureClientBuilt()
  await makeDefaultData()
}
