/**
 * Finds a Chromium, Chrome or Edge for the browser tests, or installs one. Chromium's headless shell
 * is preferred: the same engine without windows, for two thirds to four fifths of the processor.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { packageScript, runNode } from './toolchain.mjs'

/** Variables that name a browser, first one wins. */
const VARIABLES = ['BROWSER_PATH', 'CHROME_PATH', 'CHROMIUM_PATH']

const COMMANDS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
]

const PLACES = {
  linux: [
    '/usr/bin/chromium',
    '/snap/bin/chromium',
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(
      (path) => join(process.env[variable] ?? '', path),
    ),
  ),
}

/** Where Playwright keeps the browsers that it downloaded itself. */
const PLAYWRIGHT_FOLDERS = {
  linux: join(homedir(), '.cache', 'ms-playwright'),
  darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
}
/** Within the folder of each, whose name has the system and the architecture; the better first. */
const PLAYWRIGHT_BINARIES = [
  ['chrome-headless-shell'],
  ['chrome-headless-shell.exe'],
  ['chrome'],
  ['chrome.exe'],
  ...['Google Chrome for Testing', 'Chromium'].map((name) => [
    `${name}.app`,
    'Contents',
    'MacOS',
    name,
  ]),
]

const foldersIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))

const playwrightBrowsers = () => {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? PLAYWRIGHT_FOLDERS[platform()]
  if (!folder || !existsSync(folder)) return []
  const places = foldersIn(folder)
    .filter((name) => basename(name).startsWith('chromium'))
    .flatMap(foldersIn)
  return PLAYWRIGHT_BINARIES.flatMap((parts) => places.map((place) => join(place, ...parts)))
}

const onPath = () => {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name)))
}

const findBrowser = () => {
  const named = VARIABLES.map((name) => process.env[name]).find(Boolean)
  if (named) return existsSync(named) ? named : null
  return (
    [...onPath(), ...(PLACES[platform()] ?? []), ...playwrightBrowsers()].find(existsSync) ?? null
  )
}

const aptAsRoot = () =>
  platform() === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

const installBrowser = () => {
  if (aptAsRoot()) {
    const apt = (...args) => spawnSync('apt-get', args, { stdio: 'inherit' }).status === 0
    const install = (name) =>
      apt('install', '-y', '--no-install-recommends', name, 'fonts-noto-cjk')
    // Debian has the shell as a package of its own, others have not.
    return apt('update') && (install('chromium-headless-shell') || install('chromium'))
  }
  const playwright = packageScript('playwright-core', 'cli.js')
  return runNode([playwright, 'install', '--only-shell', 'chromium']) === 0
}

/** Path of a browser, installed when there is none; `null` when none could be had. */
export const ensureBrowser = () => {
  const found = findBrowser()
  if (found || VARIABLES.some((name) => process.env[name])) return found
  console.log('没有找到浏览器，正在安装 / No browser found, installing one …')
  return installBrowser() ? findBrowser() : null
}
