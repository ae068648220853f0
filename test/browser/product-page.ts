/** The built page of the running product in a real browser, watched for errors and strangers. */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'

const SCREENSHOT_FOLDER = fileURLToPath(new URL('./screenshots', import.meta.url))

/** Software rendering, and none of the calls home that a browser makes by itself. */
const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The headless shell would set letters on whole pixels otherwise, on paper too.
  '--font-render-hinting=none',
  // A page lives for seconds: what V8 compiles with its costlier compilers beside it is hardly run.
  '--js-flags=--no-turbofan --no-maglev',
]
/** The map is drawn in software; the page around it is put together without a detour over that. */
const WITH_WEBGL = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
]
const WITHOUT_WEBGL = ['--disable-gpu', '--disable-3d-apis']

const KEPT_BY_THE_PAGE = 'cookies,local_storage,indexeddb,service_workers,cache_storage'

/** Pictures are for people, and take a tenth of the time. */
const hasPictures = Boolean(process.env.SCREENSHOTS)

/** A first coverage takes seconds of a machine alone, and minutes of one that does much else. */
const PATIENCE_MILLISECONDS = 120_000

/** The product of this file's tests, over its own copy of the default data: no file sees what another writes. */
let own: Promise<ServedProduct> | undefined

const serveOwn = async (): Promise<ServedProduct> => {
  const product = await serveProduct(copyOfDefaultData(), ['server/main.ts'])
  // The question of the first run is asked where a test wants it.
  await fetch(`${product.origin}/api/first-run`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ choice: 'look' }),
  })
  return product
}

afterAll(async () => (await own)?.stop())

export const DESKTOP = { width: 1280, height: 720 }
export const TABLET = { width: 820, height: 1180 }
export const WALL = { width: 3840, height: 2160 }

export interface ProductPage {
  page: Page
  /** Everything the browser complained about so far, and every request to another host. */
  complaints: string[]
}

interface WindowOptions extends BrowserContextOptions {
  /**
   * Whether the map puts its colours on the canvas, for tests that look at it: half of the time of
   * all others would go into pixels that no one sees. Everything before is as ever: tiles, shaders,
   * buffers, what is found under the pointer.
   */
  draws?: boolean
}

export interface Products {
  /** Such as `http://127.0.0.1:8787`. */
  readonly origin: string
  /** Opens the page at an address such as `/#…` in a window of its own, as if for the first time. */
  open(address: string, options?: WindowOptions): Promise<ProductPage>
  /**
   * Goes to an address such as `/#…` in the page that was opened last, by an earlier test; opens one
   * where there is none. Loading page and map once more takes seconds that prove nothing.
   */
  goOn(address: string): Promise<ProductPage>
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

/** Leaves the canvas of every map as it is. */
const drawNothing = (): void => {
  const nothing = (): void => undefined
  Object.assign(WebGL2RenderingContext.prototype, { drawArrays: nothing, drawElements: nothing })
}

const ownBrowser = (webgl: boolean): LaunchOptions => {
  const executablePath = process.env.BROWSER_PATH
  if (!executablePath)
    throw new Error('BROWSER_PATH names no browser; `npm test` finds or installs one')
  return { executablePath, args: [...BROWSER_FLAGS, ...(webgl ? WITH_WEBGL : WITHOUT_WEBGL)] }
}

/**
 * A browser for the tests of a file or a group, on the product of that file. @param webgl false is
 * a machine whose browser cannot draw the map @param launch another browser @param originOf another
 * product, by the time that it is asked for
 */
export const productsForTests = ({
  webgl = true,
  launch = async () => ownBrowser(webgl),
  originOf,
}: {
  webgl?: boolean
  launch?: () => Promise<LaunchOptions>
  originOf?: () => string
} = {}): Products => {
  let browser: Browser
  let origin = ''
  /** By their options: what the browser has loaded and compiled once serves the next test too. */
  const contexts = new Map<string, BrowserContext>()
  const contextWith = async (windowOptions: WindowOptions): Promise<BrowserContext> => {
    const key = JSON.stringify(windowOptions)
    const known = contexts.get(key)
    if (known) return known
    const { draws = hasPictures, ...options } = windowOptions
    const context = await browser.newContext({
      viewport: DESKTOP,
      locale: 'zh-CN',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    })
    context.setDefaultTimeout(PATIENCE_MILLISECONDS)
    if (webgl && !draws) await context.addInitScript(drawNothing)
    contexts.set(key, context)
    return context
  }
  beforeAll(async () => {
    own ??= originOf ? undefined : serveOwn()
    origin = originOf?.() ?? (await own!).origin
    mkdirSync(SCREENSHOT_FOLDER, { recursive: true })
    browser = await chromium.launch(await launch())
  })
  /** Pages of tests that are over: closed when a test opens one of its own. */
  let left: Page[] = []
  let last: ProductPage | undefined
  afterEach(async ({ task }) => {
    left = [...contexts.values()].flatMap((context) => context.pages())
    if (task.result?.state !== 'fail') return
    // It may have left the browser without a connection, and its page in any state.
    for (const context of contexts.values()) await context.setOffline(false)
    last = undefined
  })
  afterAll(() => browser?.close())
  const open: Products['open'] = async (address, options = {}) => {
    for (const page of left.splice(0)) await page.close()
    const context = await contextWith(options)
    const page = await context.newPage()
    const complaints = watch(page, origin)
    // What an earlier test left in the browser is gone, but for files that it would load anew.
    const devTools = await context.newCDPSession(page)
    await devTools.send('Storage.clearDataForOrigin', { origin, storageTypes: KEPT_BY_THE_PAGE })
    await page.goto(origin + address)
    last = { page, complaints }
    return last
  }
  return {
    get origin() {
      return origin
    },
    open,
    async goOn(address) {
      if (!last || last.page.isClosed()) return open(address)
      const { page } = last
      left = left.filter((each) => each !== page)
      await page.evaluate((url) => location.assign(url), address)
      return last
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

/** Saves what the page shows, where `SCREENSHOTS=1` asks for pictures. */
export const screenshot = async (page: Page, name: string): Promise<void> => {
  if (hasPictures) await page.screenshot({ path: `${SCREENSHOT_FOLDER}/${name}.png` })
}

/**
 * A map of roads, water and symbols stands on the canvas: its picture takes many times the bytes of a
 * canvas that is empty or of one colour, which PNG packs into next to nothing.
 */
export const expectMapDrawn = async (page: Page): Promise<void> => {
  const picture = await page.locator('.map-canvas canvas').screenshot({ animations: 'disabled' })
  expect(picture.byteLength).toBeGreaterThan(100_000)
}

/** No serious or critical finding of axe on the page as it stands. */
export const expectAccessible = async (page: Page): Promise<void> => {
  // The page has no frames, and only what is wrong is asked for: a third of the time otherwise.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    )
  expect(grave).toEqual([])
}
