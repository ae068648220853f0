/** Finds a Chromium, Chrome or Edge for the browser tests, or installs one. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { delimiter, join } from 'node:path'
import { packageScript, runNode } from './toolchain.mjs'

/** Variables that name a browser, first one wins. */
const VARIABLES = ['BROWSER_PATH', 'CHROME_PATH', 'CHROMIUM_PATH']

const COMMANDS = [
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
const PLAYWRIGHT_BINARIES = [
  ['chrome-linux', 'chrome'],
  ['chrome-linux64', 'chrome'],
  ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
  ['chrome-win', 'chrome.exe'],
  ['chrome-win64', 'chrome.exe'],
]

const playwrightBrowsers = () => {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? PLAYWRIGHT_FOLDERS[platform()]
  if (!folder || !existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.startsWith('chromium'))
    .flatMap((name) => PLAYWRIGHT_BINARIES.map((parts) => join(folder, name, ...parts)))
}

const onPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => COMMANDS.map((name) => join(folder, name)))

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
    return (
      apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
    )
  }
  return runNode([packageScript('playwright-core', 'cli.js'), 'install', 'chromium']) === 0
}

/** Path of a browser, installed when there is none; `null` when none could be had. */
export const ensureBrowser = () => {
  const found = findBrowser()
  if (found || VARIABLES.some((name) => process.env[name])) return found
  console.log('没有找到浏览器，正在安装 / No browser found, installing one …')
  return installBrowser() ? findBrowser() : null
}
