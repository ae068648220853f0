import { afterEach, expect, it, vi } from 'vitest'
import { lateCode } from '../../../client/form/late-code.ts'

afterEach(() => vi.unstubAllGlobals())

const server = (answer: () => Promise<{ ok: boolean; status: number }>) => {
  const fetch = vi.fn(answer)
  vi.stubGlobal('fetch', fetch)
  return fetch
}
const OK = { ok: true, status: 200 } as const

it('asks for no code while the server is away, and for it once when it is back', async () => {
  const load = vi.fn(async () => 'code')
  const code = lateCode(load)
  server(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(code()).rejects.toThrow('Failed to fetch')
  // a server of another day, which has other files
  server(async () => ({ ok: false, status: 404 }))
  await expect(code()).rejects.toThrow('404')
  expect(load).not.toHaveBeenCalled()
  server(async () => OK)
  await expect(Promise.all([code(), code()])).resolves.toEqual(['code', 'code'])
  expect(load).toHaveBeenCalledOnce()
})

it('needs no server for what has come', async () => {
  server(async () => OK)
  const code = lateCode(async () => 'code')
  await code()
  server(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(code()).resolves.toBe('code')
})

it('asks again after code that failed to come', async () => {
  server(async () => OK)
  const load = vi.fn(async () => 'code').mockRejectedValueOnce(new Error('cut off'))
  const code = lateCode(load)
  await expect(code()).rejects.toThrow('cut off')
  await expect(code()).resolves.toBe('code')
})

it('does not wait for a sign of life where the page begins', async () => {
  const fetch = server(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(lateCode(async () => 'map', { isAtOnce: true })()).resolves.toBe('map')
  expect(fetch).not.toHaveBeenCalled()
})
