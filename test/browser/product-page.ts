/** The built page of the running product in a real browser, watched for errors and strangers. */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'

const SCREENSHOT_FOLDER = fileURLToPath(new URL('./screenshots', import.meta.url))

/** Software rendering, and none of the calls home that a browser makes by itself. */
const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const WITH_WEBGL = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader']
const WITHOUT_WEBGL = ['--disable-gpu', '--disable-3d-apis']

const PATIENCE_MILLISECONDS = 60_000

export const DESKTOP = { width: 1280, height: 720 }
export const TABLET = { width: 820, height: 1180 }
export const WALL = { width: 3840, height: 2160 }

export interface ProductPage {
  page: Page
  /** Everything the browser complained about so far, and every request to another host. */
  complaints: string[]
}

export interface Products {
  /** Such as `http://127.0.0.1:8787`. */
  readonly origin: string
  /** Opens the page at an address such as `/#…` in a window of its own. */
  open(address: string, options?: BrowserContextOptions): Promise<ProductPage>
}

const watch = (page: Page, origin: string): string[] => {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`))
  page.on('request', (request) => {
    const url = request.url()
    const isOwn = url.startsWith(origin) || /^(data|blob|about):/.test(url)
    if (!isOwn) complaints.push(`outside request: ${url}`)
  })
  return complaints
}

const ownBrowser = (webgl: boolean): LaunchOptions => {
  const executablePath = process.env.BROWSER_PATH
  if (!executablePath)
    throw new Error('BROWSER_PATH names no browser; `npm test` finds or installs one')
  return { executablePath, args: [...BROWSER_FLAGS, ...(webgl ? WITH_WEBGL : WITHOUT_WEBGL)] }
}

/**
 * A browser for the tests of a file or a group, on the product that is served. @param webgl false is
 * a machine whose browser cannot draw the map @param launch another browser
 */
export const productsForTests = ({
  webgl = true,
  launch = async () => ownBrowser(webgl),
}: {
  webgl?: boolean
  launch?: () => Promise<LaunchOptions>
} = {}): Products => {
  const origin = process.env.PRODUCT_ORIGIN ?? ''
  let browser: Browser
  beforeAll(async () => {
    if (!origin) throw new Error('the product is served by the set-up, which did not run')
    mkdirSync(SCREENSHOT_FOLDER, { recursive: true })
    browser = await chromium.launch(await launch())
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
  })
  afterAll(() => browser?.close())
  return {
    origin,
    async open(address, options = {}) {
      const context = await browser.newContext({
        viewport: DESKTOP,
        locale: 'zh-CN',
        reducedMotion: 'reduce',
        permissions: ['clipboard-read', 'clipboard-write'],
        ...options,
      })
      context.setDefaultTimeout(PATIENCE_MILLISECONDS)
      const page = await context.newPage()
      const complaints = watch(page, origin)
      await page.goto(origin + address)
      return { page, complaints }
    },
  }
}

/** The texts of one language, from pairs of Chinese and English. */
export const textsOf = <
  Pairs extends Readonly<Record<string, readonly [zh: unknown, en: unknown]>>,
>(
  language: 'zh' | 'en',
  pairs: Pairs,
): { readonly [Name in keyof Pairs]: Pairs[Name][number] } =>
  Object.fromEntries(
    Object.entries(pairs).map(([name, [zh, en]]) => [name, language === 'zh' ? zh : en]),
  ) as never

/** Waits until the map has drawn everything it knows. */
export const mapIdle = (page: Page): Promise<unknown> =>
  page.waitForSelector('[data-map-idle="true"]', { timeout: PATIENCE_MILLISECONDS })

export const screenshot = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: `${SCREENSHOT_FOLDER}/${name}.png` })

/** No serious or critical finding of axe on the page as it stands. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    )
  expect(grave).toEqual([])
}
