/** One load on a phone: what is tapped without a connection is sent once when it is back. */
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { JPEG } from '../fixtures/small-pictures.ts'
import { orderedForPhones } from './order-for-phones.ts'
import { expectAccessible, productsForTests, screenshot } from './product-page.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const LEAST_TARGET_PIXELS = 44
const PATIENCE = { timeout: 60_000 }

/** The connection between the phones and the product: as it should be, away, or away once it has been asked. */
let connection: 'up' | 'down' | 'deaf' = 'up'
let product: ServedProduct
const between = createServer((asked, answer) => {
  if (connection === 'down') return asked.socket.destroy()
  const { method, headers, url } = asked
  const onward = request(product.origin + url, { method, headers }, (told) => {
    if (connection === 'deaf' && method === 'POST') {
      connection = 'up'
      return asked.socket.destroy()
    }
    answer.writeHead(told.statusCode!, told.headers)
    return told.pipe(answer)
  })
  return asked.pipe(onward)
})
beforeAll(async () => {
  product = await serveProduct(copyOfDefaultData(), ['server/main.ts'])
  between.listen(0, '127.0.0.1')
  await once(between, 'listening')
})
afterAll(async () => {
  between.closeAllConnections()
  between.close()
  await product?.stop()
})

const products = productsForTests({
  webgl: false,
  originOf: () => `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
})

type Order = Awaited<ReturnType<typeof orderedForPhones>>
const stepsOf = async ({ read }: Order): Promise<string[]> =>
  (await read()).events.map(({ step }) => step)

/** What is waited for: the page asks again by itself every ten seconds. */
const nothingWaits = (page: Page) =>
  expect.poll(() => page.locator('p.waiting').count(), PATIENCE).toBe(0)

let order: Order
beforeAll(async () => {
  order = await orderedForPhones(product.origin)
})

describe('a phone', () => {
  test('keeps what is tapped without a connection, over a reload too, and sends it once', async () => {
    const { page } = await products.open(order.path, PHONE)
    await page.getByRole('heading', { name: `${order.number}—01` }).waitFor(PATIENCE)
    connection = 'down'
    await page.getByLabel('姓名').fill('演示保管员')
    await page.getByRole('button', { name: '开始装车' }).tap()
    await page.getByText(/开始装车：.* 登记，等待发送/).waitFor()
    await page.getByText('连接中断').waitFor(PATIENCE)
    await screenshot(page, 'phone-offline-zh')
    // Opened again from what the browser has: the link is on paper, the connection away.
    await page.goto('about:blank')
    await page.goto(products.origin + order.path)
    await page.getByText(/开始装车：.* 登记，等待发送/).waitFor()
    expect(await page.getByLabel('姓名').inputValue()).toBe('演示保管员')
    await page.getByRole('button', { name: '装车完成，出发' }).tap()
    await page.getByText(/发车：.* 登记，等待发送/).waitFor()
    expect(await stepsOf(order)).toEqual(['create', 'approve'])
    connection = 'up'
    await nothingWaits(page)
    expect(await stepsOf(order)).toEqual(['create', 'approve', 'load', 'depart'])
  })

  test('sends a step again whose answer was lost, and it is taken once', async () => {
    const { page } = await products.goOn(order.path)
    connection = 'deaf'
    await page.getByRole('button', { name: '到达', exact: true }).tap()
    await expect.poll(() => stepsOf(order), PATIENCE).toContain('arrive')
    await page.getByRole('button', { name: '按清点数签收' }).waitFor()
    await nothingWaits(page)
    expect(connection).toBe('up')
    expect((await stepsOf(order)).filter((step) => step === 'arrive')).toHaveLength(1)
  })

  test('counts line by line, and takes a photo', async () => {
    const { page } = await products.goOn(order.path)
    await page.getByLabel('编织袋 损坏').fill('41')
    await page.getByText('最多可有').waitFor()
    await page.getByLabel('编织袋 实收').fill('35')
    await page.getByLabel('编织袋 损坏').fill('2')
    await page.getByText('缺少 3').waitFor()
    await expectAccessible(page)
    await screenshot(page, 'phone-count-zh')
    const targets = await page
      .locator('button, summary, label.quiet, input:not([type=file])')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height).filter(Boolean))
    expect(targets.length).toBeGreaterThan(4)
    expect(Math.min(...targets)).toBeGreaterThanOrEqual(LEAST_TARGET_PIXELS)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.getByRole('button', { name: '按清点数签收' }).tap()
    await nothingWaits(page)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(JPEG) })
    await page.getByText('已留存照片 1 张').waitFor(PATIENCE)
    const whole = await order.read()
    expect(whole.loads[0]!.lines[0]).toMatchObject({ received: 35, damaged: 2, missing: 3 })
    expect(whole.photos).toMatchObject([{ step: 'receive', actor: '演示保管员' }])
  })

  test('en: shows a step that the desk has taken meanwhile as refused, until it is discarded', async () => {
    const other = await orderedForPhones(product.origin)
    const { page } = await products.open(other.path.replace('#', '?lang=en#'), PHONE)
    await page.getByLabel('Your name').fill('Demo keeper')
    connection = 'down'
    await page.getByRole('button', { name: 'Loading' }).tap()
    await page.getByText(/Start loading: tapped .*, waiting to be sent/).waitFor()
    await other.take('load')
    connection = 'up'
    const refused = page.getByText(/Start loading .* was not taken: /)
    await refused.waitFor(PATIENCE)
    await screenshot(page, 'phone-refused-en')
    expect(await page.locator('main').textContent()).not.toMatch(/待|已|请|登记/)
    await page.getByRole('button', { name: 'Discard' }).tap()
    await refused.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Loaded, leaving' }).waitFor()
    expect((await stepsOf(other)).filter((step) => step === 'load')).toHaveLength(1)

    // Less is on the lorry than was promised; what is counted then begins with that, not yet sent.
    connection = 'down'
    const leave = async (loaded: string): Promise<void> => {
      await page.getByText('Less than asked is loaded').tap()
      await page.getByLabel('Sandbag Loaded').fill(loaded)
      await page.getByRole('button', { name: 'Leave with that' }).tap()
      await page.getByText(/Depart: tapped .*, waiting to be sent/).waitFor()
    }
    await page.getByText('Less than asked is loaded').tap()
    await page.getByLabel('Sandbag Loaded').fill('41')
    await page.getByText('at most 40').waitFor()
    await page.getByText('Less than asked is loaded').tap()
    await leave('3')
    await page.getByRole('button', { name: 'Take back' }).tap()
    await page.getByRole('button', { name: 'Loaded, leaving', disabled: false }).waitFor()
    await leave('31')
    await page.getByText('Count and receive').tap()
    await page.getByText('31 bags sent').waitFor()
    expect(await page.getByLabel('Sandbag Received, in all').inputValue()).toBe('31')
    await screenshot(page, 'phone-less-en')
    connection = 'up'
    await nothingWaits(page)
    expect((await other.read()).loads[0]!.lines[0]).toMatchObject({ quantity: 40, shipped: 31 })
  })

  test('says what is wrong with a link that opens nothing', async () => {
    const { page } = await products.open('/load.html#1.AAAAAAAAAAAAAAAAAAAAAA', PHONE)
    await page.getByText('该链接不能打开这一车').waitFor(PATIENCE)
    await page.goto('about:blank')
    await page.goto(`${products.origin}/load.html`)
    await page.getByText('链接不完整').waitFor()
  })
})
