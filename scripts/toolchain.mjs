/**
 * What every command needs before it can do its work: packages installed, Node 24 found. Plain
 * JavaScript that also runs on the machine's own, older Node, because it runs before the install.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const PROJECT_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)))
const MODULES_FOLDER = join(PROJECT_FOLDER, 'node_modules')
const REQUIRED_NODE_MAJOR = 24
const PARENT_WATCH_MILLISECONDS = 500

/** Ends the command with a sentence in both languages. */
export const fail = (zh, en) => {
  console.error(`\n✗ ${zh}\n  ${en}`)
  process.exit(1)
}

/** npm as it was called, so that it works without a shell on every system. */
const npmCommand = () =>
  process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']

const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(join(PROJECT_FOLDER, 'package-lock.json')))
    .digest('hex')

/** Installs the packages of the lock file unless just these are there already. */
export const ensureInstalled = () => {
  const stamp = join(MODULES_FOLDER, '.installed-lock')
  const wanted = lockDigest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('正在安装依赖 / Installing packages …')
  const [command, ...leading] = npmCommand()
  // Not `npm ci`: it refuses a lock file that lacks the binaries of a platform nobody here uses,
  // which a registry mirror may not have. The versions are the lock file's all the same.
  const { status } = spawnSync(
    command,
    [...leading, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: PROJECT_FOLDER,
      stdio: 'inherit',
    },
  )
  if (status !== 0)
    fail('依赖安装失败，请检查 npm 源。', 'Installing the packages failed; check the npm registry.')
  writeFileSync(stamp, wanted)
}

/** The pinned Node, or the machine's own where that is new enough. */
export const nodePath = () => {
  const binary = process.platform === 'win32' ? 'node.exe' : 'node'
  const pinned = join(MODULES_FOLDER, 'node', 'bin', binary)
  if (existsSync(pinned)) return pinned
  if (Number(process.versions.node.split('.')[0]) >= REQUIRED_NODE_MAJOR) return process.execPath
  return fail(
    `需要 Node ${REQUIRED_NODE_MAJOR}：npm 未能安装 node 包（安装脚本是否被禁用？）。`,
    `Node ${REQUIRED_NODE_MAJOR} is needed: npm did not install the node package (are install scripts disabled?).`,
  )
}

/** Path of a package's script within node_modules. */
export const packageScript = (...parts) => join(MODULES_FOLDER, ...parts)

/** Compiled code is kept between runs of all that is started here: half of a server's start. */
const programEnvironment = (environment) => ({
  NODE_COMPILE_CACHE: join(MODULES_FOLDER, '.compile-cache'),
  ...process.env,
  ...environment,
})

/** Runs a script on Node 24 to its end and answers its exit code. */
export const runNode = (args, environment = {}) =>
  spawnSync(nodePath(), args, {
    cwd: PROJECT_FOLDER,
    stdio: 'inherit',
    env: programEnvironment(environment),
  }).status ?? 1

/** Runs a script on Node 24, passes signals on, and ends with its exit code. */
export const becomeNode = (args, environment = {}) => {
  const child = startNode(args, environment)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  // npm hands a SIGTERM to its shell only, which dies without telling us: notice that instead.
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== shell) child.kill('SIGTERM')
  }, PARENT_WATCH_MILLISECONDS)
  watch.unref()
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

/** Starts a script on Node 24 beside this process. */
export const startNode = (args, environment = {}) =>
  spawn(nodePath(), args, {
    cwd: PROJECT_FOLDER,
    stdio: 'inherit',
    env: programEnvironment(environment),
  })
