/**
 * Run after an install: before a push, git checks format, types and unit tests. Not in CI,
 * not outside a clone, and never over hooks of the user's own.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PROJECT_FOLDER } from './toolchain.mjs'

const MARK = '# Written by scripts/pre-push.mjs on npm install; delete this line to keep changes.'
const HOOK = `#!/bin/sh\n${MARK}\nexec node scripts/check.mjs biome types unit\n`

const git = (...args) =>
  spawnSync('git', args, { cwd: PROJECT_FOLDER, encoding: 'utf8' }).stdout?.trim()

const install = () => {
  if (process.env.CI || !existsSync(join(PROJECT_FOLDER, '.git'))) return
  const path = git('rev-parse', '--path-format=absolute', '--git-path', 'hooks/pre-push')
  if (!path || git('config', 'core.hooksPath')) return
  if (existsSync(path) && !readFileSync(path, 'utf8').includes(MARK)) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, HOOK)
  chmodSync(path, 0o755)
}

install()
