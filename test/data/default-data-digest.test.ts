/** The default data are made again when what makes them changes, and for nothing else. */
import type { Plugin } from 'vite'
import { expect, test } from 'vitest'
import { defaultDataDigest } from '../fixtures/global-setup.ts'

const UNITS = /\/data\/units\.ts$/

const unitsChangedBy = (handler: (code: string) => string): Plugin[] => [
  { name: 'change', transform: { filter: { id: UNITS }, handler } },
]

test('a comment in the units changes nothing, another factor does', async () => {
  const digest = await defaultDataDigest()
  const commented = unitsChangedBy((code) => `/** Another thought. */\n${code}\n// and one more`)
  expect(await defaultDataDigest(commented)).toBe(digest)
  const changed = unitsChangedBy((code) => {
    expect(code).toContain('3.6')
    return code.replaceAll('3.6', '3.7')
  })
  expect(await defaultDataDigest(changed)).not.toBe(digest)
})
