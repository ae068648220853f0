/** Log files: lines that come to stand in them, a new file for each day, and what cannot be written. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { openLogFiles } from '../../server/log-files.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const silent = pino({ level: 'silent' })
const linesOf = (path: string): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

test('say when, and hold one line for each event; the access log is made where it is wanted', async () => {
  const folder = join(temporaryFolder(), 'logs')
  for (const isAccessLogged of [false, true]) {
    const logs = openLogFiles(folder, isAccessLogged, silent)
    logs.securityLog.info({ event: 'personal-reading', id: '1' })
    logs.accessLog?.info({ path: '/api' })
    await logs.close()
    expect(existsSync(join(folder, 'access.log'))).toBe(isAccessLogged)
  }
  const lines = linesOf(join(folder, 'security.log'))
  expect(lines).toMatchObject([{ event: 'personal-reading' }, { event: 'personal-reading' }])
  expect(Object.keys(lines[0]!)).toEqual(['level', 'time', 'event', 'id'])
  expect(lines[0]!.time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
  expect(linesOf(join(folder, 'access.log'))).toMatchObject([{ path: '/api' }])
  expect(statSync(join(folder, 'security.log')).mode & 0o077).toBe(0)
})

test('of yesterday are put aside at the next start', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'security.log')
  writeFileSync(path, '{"event":"of yesterday"}\n')
  const yesterday = Date.now() / 1000 - 86_400
  utimesSync(path, yesterday, yesterday)
  const logs = openLogFiles(folder, false, silent)
  logs.securityLog.info({ event: 'of today' })
  await logs.close()
  expect(linesOf(path)).toMatchObject([{ event: 'of today' }])
  const [aside] = readdirSync(folder).filter((name) => /^\d{8}-.*security\.log$/.test(name))
  expect(linesOf(join(folder, aside!))).toMatchObject([{ event: 'of yesterday' }])
})

test('that are large are put aside, and the oldest go', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'security.log'), 'x'.repeat(20 * 1024 * 1024))
  const older = Array.from({ length: 210 }, (_, i) =>
    join(folder, `20260101-0000-${i}-security.log`),
  )
  for (const path of older) writeFileSync(path, '')
  writeFileSync(join(folder, 'security.log.files'), `${older.join('\n')}\n`)
  const logs = openLogFiles(folder, false, silent)
  logs.securityLog.info({ event: 'now' })
  await logs.close()
  expect(linesOf(join(folder, 'security.log'))).toMatchObject([{ event: 'now' }])
  expect(readdirSync(folder).filter((name) => /^\d{8}-.*security\.log$/.test(name))).toHaveLength(
    200,
  )
})

test('that cannot be written refuse the start, and later cost lines and nothing else', async () => {
  const folder = temporaryFolder()
  const inTheWay = join(folder, 'file')
  writeFileSync(inTheWay, '')
  expect(() => openLogFiles(join(inTheWay, 'logs'), false, silent)).toThrow(/ENOTDIR|EEXIST/)

  const told: string[] = []
  const logger = pino({}, { write: (line) => void told.push(line) })
  const logs = openLogFiles(join(folder, 'logs'), false, logger)
  // A folder of that name stands in for a disk that takes nothing any more.
  rmSync(join(folder, 'logs', 'security.log'))
  mkdirSync(join(folder, 'logs', 'security.log'))
  for (let i = 0; i < 100; i++) logs.securityLog.info({ event: 'lost' })
  await expect.poll(() => told.length).toBe(1)
  expect(told[0]).toContain('security.log')
  logs.securityLog.info({ event: 'lost' })
  await logs.close()
  expect(told).toHaveLength(1)
})
