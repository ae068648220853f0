/** The check before a push: put where git looks for it, unless something speaks against it. */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

let folder: string
let hook: string
beforeEach(() => {
  folder = temporaryFolder()
  hook = join(folder, '.git', 'hooks', 'pre-push')
  cpSync('scripts', join(folder, 'scripts'), { recursive: true })
})

const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' })
const prepare = (environment: Record<string, string> = {}) =>
  execFileSync(process.execPath, ['scripts/pre-push.mjs'], {
    cwd: folder,
    env: { ...process.env, GIT_CONFIG_GLOBAL: join(folder, 'none'), CI: '', ...environment },
  })

test('runs format, types and unit tests in a clone', () => {
  git('init')
  prepare()
  expect(readFileSync(hook, 'utf8')).toMatch(/exec node scripts\/check\.mjs biome types unit\n$/)
})

test('is not there in CI, nor where hooks are kept elsewhere', () => {
  git('init')
  prepare({ CI: 'true' })
  expect(existsSync(hook)).toBe(false)
  git('config', 'core.hooksPath', 'own-hooks')
  prepare()
  expect([existsSync(hook), existsSync(join(folder, 'own-hooks'))]).toEqual([false, false])
})

test('leaves a hook of the user as it is', () => {
  git('init')
  mkdirSync(join(folder, '.git', 'hooks'), { recursive: true })
  writeFileSync(hook, '#!/bin/sh\n')
  prepare()
  expect(readFileSync(hook, 'utf8')).toBe('#!/bin/sh\n')
})

test('does nothing in an unpacked archive', () => {
  prepare()
  expect(existsSync(join(folder, '.git'))).toBe(false)
})
