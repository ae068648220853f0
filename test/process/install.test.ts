/** The Node that comes as a package: used when it is the one of the lock file, and not otherwise. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const NAME = `node-${process.platform}-${process.arch}`
const ARCHIVE = `${NAME}-24.0.0.tgz`
const ENVIRONMENT = { ...process.env, CI: 'true', npm_execpath: '' }

/** A clone with that one package, which says what it is; the lock has this checksum of it. */
const clone = (checksumOf: (archive: Buffer) => Buffer): string => {
  const folder = temporaryFolder()
  cpSync('scripts', join(folder, 'scripts'), { recursive: true })
  cpSync('.npmrc', join(folder, '.npmrc'))
  const source = join(folder, 'source')
  mkdirSync(join(source, 'bin'), { recursive: true })
  const brought = { name: NAME, version: '24.0.0', bin: { node: 'bin/node' } }
  const scripts = { install: 'echo run > ../../install-script-was-run' }
  writeFileSync(join(source, 'package.json'), JSON.stringify({ ...brought, scripts }))
  writeFileSync(join(source, 'bin', 'node'), '#!/bin/sh\necho the Node that was brought\n')
  chmodSync(join(source, 'bin', 'node'), 0o755)
  execFileSync('npm', ['pack', './source'], { cwd: folder, env: ENVIRONMENT, stdio: 'ignore' })
  const file = `file:${ARCHIVE}`
  const digest = createHash('sha512').update(checksumOf(readFileSync(join(folder, ARCHIVE))))
  const packages = {
    '': { optionalDependencies: { [NAME]: file } },
    [`node_modules/${NAME}`]: {
      ...brought,
      resolved: file,
      integrity: `sha512-${digest.digest('base64')}`,
      optional: true,
      hasInstallScript: true,
    },
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(packages['']))
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ lockfileVersion: 3, requires: true, packages }),
  )
  writeFileSync(
    join(folder, 'install.mjs'),
    `import { ensureInstalled, nodePath } from './scripts/toolchain.mjs'
    ensureInstalled()
    console.log(nodePath())`,
  )
  return folder
}

const installed = (folder: string): string =>
  execFileSync(process.execPath, ['install.mjs'], {
    cwd: folder,
    env: ENVIRONMENT,
    encoding: 'utf8',
  })
    .trimEnd()
    .split('\n')
    .at(-1)!

test('the Node of the lock file is used and linked, and its install script is not run', () => {
  const folder = clone((archive) => archive)
  expect(installed(folder)).toBe(join(folder, 'node_modules', NAME, 'bin', 'node'))
  const linked = execFileSync(join(folder, 'node_modules', '.bin', 'node'), { encoding: 'utf8' })
  expect(linked).toBe('the Node that was brought\n')
  expect(existsSync(join(folder, 'install-script-was-run'))).toBe(false)
})

test('a Node that is not the one of the lock file is never there to be used', () => {
  const folder = clone((archive) => Buffer.concat([archive, Buffer.from('!')]))
  expect(installed(folder)).toBe(process.execPath)
  expect(existsSync(join(folder, 'node_modules', NAME))).toBe(false)
})
