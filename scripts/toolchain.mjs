/**
 * What every command needs before it can do its work: packages installed, Node 24 found. Plain
 * JavaScript that also runs on the machine's own, older Node, because it runs before the install.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const PROJECT_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)))
const MODULES_FOLDER = join(PROJECT_FOLDER, 'node_modules')
const REQUIRED_NODE_MAJOR = 24
const IS_WINDOWS = process.platform === 'win32'
const NODE_PACKAGE = `node-${IS_WINDOWS ? 'win' : process.platform}-${process.arch}`
const PINNED_NODE = join(MODULES_FOLDER, NODE_PACKAGE, 'bin', IS_WINDOWS ? 'node.exe' : 'node')
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

/** npm 10 removes the link to our Node together with the packages of other systems: they name it too. */
const linkNode = () => {
  const link = join(MODULES_FOLDER, '.bin', 'node')
  if (IS_WINDOWS || existsSync(link) || !existsSync(PINNED_NODE)) return
  rmSync(link, { force: true })
  symlinkSync(relative(dirname(link), PINNED_NODE), link)
}

/** Installs the packages of the lock file unless just these are there already. */
export const ensureInstalled = () => {
  const stamp = join(MODULES_FOLDER, '.installed-lock')
  const wanted = lockDigest()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('正在安装依赖 / Installing packages …')
  const [command, ...leading] = npmCommand()
  // Not `npm ci`: it begins by removing all, also the Node that may be running this. Versions and
  // checksums are the lock file's all the same; no package's script is run (`.npmrc`).
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
  linkNode()
  runNode(['scripts/pre-push.mjs'])
  writeFileSync(stamp, wanted)
}

/** The Node whose checksum the lock file has, or the machine's own where that is new enough. */
export const nodePath = () => {
  if (existsSync(PINNED_NODE)) return PINNED_NODE
  if (Number(process.versions.node.split('.')[0]) >= REQUIRED_NODE_MAJOR) return process.execPath
  return fail(
    `需要 Node ${REQUIRED_NODE_MAJOR}：没有可用的 ${NODE_PACKAGE} 包（本系统没有、下载失败或校验和与 package-lock.json 不符）；请自行安装 Node ${REQUIRED_NODE_MAJOR}。`,
    `Node ${REQUIRED_NODE_MAJOR} is needed: there is no usable package ${NODE_PACKAGE} (none for this system, not downloaded, or not of the checksum in package-lock.json); install Node ${REQUIRED_NODE_MAJOR} yourself.`,
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

/**
 * The server, as it is started. V8 by itself lets what is made for one answer pile up to 128 MiB before it looks
 * through it; with 16 answers take no longer (docs/measured.md).
 */
export const SERVER = ['--max-semi-space-size=8', 'server/main.ts']

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
