import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createTestApp } from '../fixtures/app.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const PAGE = '<!doctype html><title>应急资源一张图</title>'
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(5000))})`

const folder = temporaryFolder()
const dist = join(folder, 'dist')
mkdirSync(join(dist, 'assets'), { recursive: true })
writeFileSync(join(dist, 'index.html'), PAGE)
writeFileSync(join(dist, 'assets', 'main-1a2b.js'), SCRIPT)
writeFileSync(join(dist, '.built-from'), 'not to be served')
writeFileSync(join(folder, 'secret.txt'), 'not to be served')
const app = await createTestApp({}, { clientFolder: dist })
describe('the built client', () => {
  test('the page is asked for anew each time', async () => {
    for (const address of ['/', '/index.html']) {
      const response = await app.get(address)
      expect(response.status).toBe(200)
      expect(response.headers.get('Content-Type')).toMatch('text/html')
      expect(response.headers.get('Cache-Control')).toBe('no-cache')
      expect(await response.text()).toBe(PAGE)
    }
  })

  test('files whose names change with their contents are kept for a year', async () => {
    const response = await app.get('/assets/main-1a2b.js', { 'Accept-Encoding': 'gzip' })
    expect(response.headers.get('Content-Type')).toMatch('text/javascript')
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('Content-Encoding')).toBe('gzip')
  })

  test('what the build has compressed is sent as it is, to whoever takes gzip and to nobody else', async () => {
    const address = '/assets/main-3c4d.js'
    const compressed = gzipSync(SCRIPT, { level: 9 })
    writeFileSync(join(dist, address), SCRIPT)
    writeFileSync(join(dist, `${address}.gz`), compressed)
    const response = await app.get(address, { 'Accept-Encoding': 'gzip, deflate' })
    expect(response.headers.get('Content-Type')).toMatch('text/javascript')
    expect(response.headers.get('Content-Encoding')).toBe('gzip')
    expect(response.headers.get('Vary')).toMatch(/Accept-Encoding/i)
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.equals(compressed)).toBe(true)
    for (const accepted of ['identity', 'gzip;q=0', '']) {
      const plain = await app.get(address, { 'Accept-Encoding': accepted })
      expect(plain.headers.get('Content-Encoding')).toBeNull()
      expect(await plain.text()).toBe(SCRIPT)
    }
  })

  test('another address shows a person the page, and a program that there is nothing', async () => {
    const person = await app.get('/map/jining', { Accept: 'text/html,application/xhtml+xml' })
    expect(person.status).toBe(200)
    expect(await person.text()).toBe(PAGE)
    const program = await app.get('/assets/missing.js', { Accept: '*/*' })
    expect(program.status).toBe(404)
    expect(program.headers.get('Content-Type')).toBe('application/problem+json')
  })

  test('an unknown address of the API is told as one, for persons on a page', async () => {
    const response = await app.get('/api/nothing', { Accept: 'text/html' })
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('没有这个地址')
    const program = await app.get('/api/nothing')
    expect(program.headers.get('Content-Type')).toBe('application/problem+json')
  })

  test.each([
    '/../secret.txt',
    '/.built-from',
    '/%2ebuilt-from',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
  ])('nothing outside its folder, and nothing hidden, is served: %s', async (address) => {
    const response = await app.get(address)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('not to be served')
  })
})

test('a page that has not been built says so in both languages', async () => {
  const { get } = await createTestApp({}, { clientFolder: join(folder, 'nowhere') })
  const text = await (await get('/')).text()
  expect(text).toContain('尚未构建')
  expect(text).toContain('has not been built')
})
