/** The dispatcher: from a flood work to a confirmed order in few taps, whatever the connection does. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { A4_UPRIGHT } from '../../client/print/paper.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { expectNothingCut, expectOnEveryPage, printed } from './printed-pages.ts'
import {
  DESKTOP,
  expectAccessible,
  mapIdle,
  type Products,
  productsForTests,
  screenshot,
  TABLET,
  textsOf,
} from './product-page.ts'

const TEXTS = {
  sendHere: ['调拨到这里', 'Send goods here'],
  items: [
    ['编织袋', '排水泵', '冲锋舟/橡皮艇'],
    ['Sandbag', 'Drainage pump', 'Rescue boat'],
  ],
  there: [/全部可在/, /Everything can be there/],
  who: ['申请人', 'Ordered by'],
  confirm: ['确认并预留', 'Confirm and reserve'],
  again: [/不是重复/, /This is no repeat/],
  actor: ['经办人', 'Done by'],
  steps: [
    ['电话批准', '开始装车', '发车'],
    ['Approve by phone', 'Start loading', 'Depart'],
  ],
  received: ['全部收到', 'All received'],
  byLine: ['分项清点', 'Count line by line'],
  counted: [/^累计实收/, /^Received in all/],
  damaged: [/^累计损坏/, /^Damaged in all/],
  submit: ['按清点数登记：签收', 'Enter as counted: Receive'],
  atSite: [/办结前须登记用完、退回或移交/, /Before it is closed: say what was used/],
  close: ['办结', 'Close'],
  undo: ['撤销“签收”', 'Undo “Receive”'],
  why: ['撤销上一步的原因', 'Reason: Undo the last step'],
  doUndo: ['撤销上一步', 'Undo the last step'],
  losses: [/有缺损/, /with losses/],
  papers: [/书面手续还剩/, /papers due within/],
  unknown: [/尚不知道是否已经确认/, /not known whether this was confirmed/],
} as const

const CHINESE = textsOf('zh', TEXTS)

const QUANTITIES = ['8000', '3', '2'] as const
const MOST_TAPS = 8
const LEAST_TARGET_PIXELS = 44
const WORK = 'open=flood-works/SK-370881-001'
/** Software rendering on a busy machine takes its time. */
const PATIENCE = { timeout: 60_000 }

const CAP_MESSAGE = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>B-1</identifier>
<sender>bureau@example.org</sender><sent>2026-07-01T08:00:00+08:00</sent><status>Exercise</status>
<msgType>Alert</msgType><scope>Public</scope><info><language>zh-CN</language><category>Met</category>
<event>暴雨</event><urgency>Immediate</urgency><severity>Extreme</severity><certainty>Likely</certainty>
<headline>暴雨红色预警</headline><area><areaDesc>任城区</areaDesc>
<polygon>35.3,116.5 35.3,116.7 35.5,116.7 35.5,116.5 35.3,116.5</polygon></area></info></alert>`

/** Taps that are counted, and typing that is not. */
const hand = (page: Page) => {
  let taps = 0
  return {
    get taps() {
      return taps
    },
    async tap(name: string | RegExp): Promise<void> {
      taps++
      await page.getByRole('button', { name, exact: true }).click()
    },
  }
}

/** Fills the plan from an opened flood work up to the answer. */
const planned = async (page: Page, language: 'zh' | 'en') => {
  const texts = textsOf(language, TEXTS)
  const fingers = hand(page)
  await fingers.tap(texts.sendHere)
  for (const [index, item] of texts.items.entries()) {
    await fingers.tap(`+ ${item}`)
    await page.keyboard.type(QUANTITIES[index]!)
  }
  await page.getByText(texts.there).waitFor(PATIENCE)
  return fingers
}

/** The tests of this file order for one work again and again: each says that it is no repeat. */
const sayAgain = async (page: Page, language: 'zh' | 'en'): Promise<void> => {
  const texts = textsOf(language, TEXTS)
  const { orders } = await page.evaluate(
    async () => (await fetch('/api/transfers?limit=1')).json() as Promise<{ orders: unknown[] }>,
  )
  if (orders.length > 0) await page.getByRole('switch', { name: texts.again }).click(PATIENCE)
}

/** From an opened flood work. */
const followAnOrder = (products: Products, language: 'zh' | 'en'): void => {
  const texts = textsOf(language, TEXTS)

  test(`${language}: an order of three items takes few taps, and is followed to its receipt`, async () => {
    const { page, complaints } = await products.open(`/#lang=${language}&${WORK}`, {
      viewport: language === 'zh' ? TABLET : { width: TABLET.height, height: TABLET.width },
      hasTouch: true,
    })
    const fingers = await planned(page, language)
    await page.getByLabel(texts.who).fill('演示调度员')
    await expectAccessible(page)
    await screenshot(page, `dispatcher-plan-${language}`)
    await sayAgain(page, language)
    await fingers.tap(texts.confirm)
    await page
      .getByText(/济防调〔\d{4}〕\d{4}/)
      .first()
      .waitFor(PATIENCE)
    expect(fingers.taps).toBeLessThanOrEqual(MOST_TAPS)

    await page.getByLabel(texts.actor).fill('演示负责人')
    for (const step of texts.steps) await fingers.tap(step)
    await page.getByRole('button', { name: texts.received, exact: true }).waitFor(PATIENCE)
    await page.getByText(texts.papers).waitFor()
    const heights = await page
      .locator('.thumb-panel .buttons button')
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height))
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(LEAST_TARGET_PIXELS)
    await expectAccessible(page)
    await screenshot(page, `dispatcher-order-${language}`)

    await fingers.tap(texts.byLine)
    // A number that cannot be read is no count: the narrow panel once left no room for it.
    const damaged = page.getByLabel(texts.damaged).first()
    expect((await damaged.boundingBox())?.width).toBeGreaterThanOrEqual(LEAST_TARGET_PIXELS)
    const received = page.getByLabel(texts.counted).first()
    await received.fill('0')
    await damaged.fill('1')
    await fingers.tap(texts.submit)
    await page.getByText(texts.losses).first().waitFor(PATIENCE)
    // Nothing is closed over goods at the site, and the button says so.
    await page.getByText(texts.atSite).waitFor()
    expect(await page.getByRole('button', { name: texts.close, exact: true }).isDisabled()).toBe(
      true,
    )
    await expectAccessible(page)
    await screenshot(page, `dispatcher-counted-${language}`)
    await fingers.tap(texts.undo)
    await page.getByLabel(texts.why).fill('演示：点错了')
    await fingers.tap(texts.doUndo)
    await page.getByRole('button', { name: texts.received, exact: true }).waitFor(PATIENCE)
    expect(complaints).toEqual([])
  })
}

describe('where no map is drawn', () => {
  const products = productsForTests({ webgl: false })

  followAnOrder(products, 'en')

  test('names and numbers are whole in the drawer and on the printed order, masked elsewhere', async () => {
    const { page, complaints } = await products.open(`/#${WORK}`, { viewport: TABLET })
    const asked: (string | undefined)[] = []
    page.on('request', async (request) => {
      if (request.url().endsWith('/personal')) asked.push((await request.allHeaders()).referer)
    })
    const whole = page.locator('.feature-drawer a[href^="tel:0537-0"]')
    await page.reload()
    await expect.poll(() => whole.count(), PATIENCE).toBe(3)
    // What a browser says over plain http, where it says nothing else.
    expect(asked).toEqual([`${products.origin}/`])
    const paper = await printed(page, A4_UPRIGHT)
    expect(paper.count).toBe(1)
    if (paper.texts) expect(paper.texts.join('').match(/0537-0\d+/g)).toHaveLength(3)
    expectOnEveryPage(paper.texts, [DEMONSTRATION_NOTICE.zh, '责任人'])
    await expectNothingCut(page, A4_UPRIGHT)
    await page.setViewportSize(TABLET)

    await planned(page, 'zh')
    await page.getByLabel(CHINESE.who).fill('演示调度员')
    await page.getByText('接收人、重要程度').first().click()
    await page.getByLabel('联系电话').fill('13800001234')
    await sayAgain(page, 'zh')
    await page.getByRole('button', { name: CHINESE.confirm, exact: true }).click()
    await page.getByText('138****1234').first().waitFor(PATIENCE)
    const sheet = page.locator('.print-document')
    expect(await sheet.textContent()).not.toContain('13800001234')
    await page.getByRole('button', { name: '打印调拨单' }).click()
    await expect.poll(() => sheet.textContent(), PATIENCE).toContain('13800001234')
    expect(complaints).toEqual([])

    await page.route('**/personal', (route) => route.abort('connectionreset'))
    await page.goto('about:blank')
    await page.goto(`${products.origin}/#${WORK}`)
    await page.getByText('姓名和电话只能显示脱敏内容').waitFor(PATIENCE)
    expect(await whole.count()).toBe(0)
    await page.locator('.feature-drawer').getByText('0537-****').first().waitFor()
  })

  test('a connection lost while confirming loses nothing and promises nothing twice', async () => {
    const { page } = await products.open(`/#${WORK}`, { viewport: TABLET })
    await planned(page, 'zh')
    await page.getByLabel(CHINESE.who).fill('演示调度员')
    const count = async (): Promise<number> => {
      const answer = await fetch(`${products.origin}/api/transfers`)
      return ((await answer.json()) as { orders: unknown[] }).orders.length
    }
    const before = await count()
    // The request arrives and is carried out; its answer is lost on the way.
    let isLost = true
    await page.route('**/api/transfers', async (route) => {
      if (!isLost || route.request().method() !== 'POST') return route.continue()
      await route.fetch()
      await route.abort('connectionreset')
    })
    await sayAgain(page, 'zh')
    await page.getByRole('button', { name: CHINESE.confirm, exact: true }).click()
    await page.getByText(CHINESE.unknown).waitFor(PATIENCE)
    expect(await count()).toBe(before + 1)
    await page.reload()
    await page.getByText(CHINESE.unknown).waitFor(PATIENCE)
    isLost = false
    await page.getByRole('button', { name: '立即重发' }).click()
    await page
      .getByText(/济防调〔\d{4}〕\d{4}/)
      .first()
      .waitFor(PATIENCE)
    expect(await count()).toBe(before + 1)
  })

  test('a plan left behind by a reload is there when another work asks for goods', async () => {
    const { page } = await products.open(`/#${WORK}`, { viewport: TABLET })
    await planned(page, 'zh')
    // A page of its own in the same browser, as after the tablet was switched off and on.
    const later = await page.context().newPage()
    await page.close()
    await later.goto(`${products.origin}/#open=flood-works/SK-370881-002`)
    await later.getByRole('button', { name: CHINESE.sendHere, exact: true }).click()
    await later.locator('.plan-card[aria-label="接收地点 2"]').waitFor(PATIENCE)
    expect(await later.locator('.plan-card .plan-quantity input').count()).toBe(QUANTITIES.length)
  })

  test('a stake that the work does not have is corrected where it was typed', async () => {
    const { page } = await products.open('/#open=flood-works/DF-370831-001', { viewport: TABLET })
    await page.getByRole('button', { name: CHINESE.sendHere, exact: true }).click()
    await page.getByRole('button', { name: '+ 编织袋', exact: true }).click()
    await page.keyboard.type('3000')
    const stake = page.getByLabel('桩号', { exact: true })
    await stake.fill('K99+000')
    await page.getByText(/该工程的桩号为 K0\+000/).waitFor(PATIENCE)
    await stake.fill('1公里200米')
    await page
      .getByText(/桩号 K1\+200/)
      .first()
      .waitFor(PATIENCE)
  })

  test('a confirmation that is given up says that it may have been carried out', async () => {
    const { page } = await products.open(`/#${WORK}`, { viewport: TABLET })
    await planned(page, 'zh')
    await page.getByLabel(CHINESE.who).fill('演示调度员')
    await page.route('**/api/transfers', (route) =>
      route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue(),
    )
    await sayAgain(page, 'zh')
    await page.getByRole('button', { name: CHINESE.confirm, exact: true }).click()
    await page.getByText(CHINESE.unknown).waitFor(PATIENCE)
    await page.getByRole('button', { name: '不再重发' }).click()
    await page.getByText(/可能已经预留/).waitFor()
    await page.getByRole('button', { name: '查看调拨单' }).click()
    await page.getByRole('button', { name: '全部', exact: true }).waitFor(PATIENCE)
  })
})

describe('with the map', () => {
  const products = productsForTests()

  followAnOrder(products, 'zh')

  test('stock found on the map, the books and closures can be read in the dark', async () => {
    const { page, complaints } = await products.open(
      '/#theme=dark&panel=dispatch&d.want=sandbag:8000&place=116.75,35.0',
      { viewport: DESKTOP },
    )
    await page.locator('.find-row').first().waitFor(PATIENCE)
    await mapIdle(page)
    await expectAccessible(page)
    await screenshot(page, 'dispatcher-find-dark')
    await page.goto(
      `${products.origin}/#theme=dark&panel=dispatch&d.tab=books&d.store=WZK-370811-001`,
    )
    await page.locator('.ledger-card').first().waitFor(PATIENCE)
    await page.getByText('登记出入库').click()
    const quantity = page.getByLabel('数量', { exact: true })
    await quantity.fill('30000')
    // Between the field's name and its unit the number was cut off.
    const shown = await quantity.evaluate((input) => [input.clientWidth, input.scrollWidth])
    expect(shown[0]).toBeGreaterThanOrEqual(Math.max(shown[1]!, 100))
    await page.getByText('还须填写：').waitFor()
    await expectAccessible(page)
    await page.goto(`${products.origin}/#theme=dark&panel=hazards`)
    await page.getByRole('button', { name: '画淹没区' }).waitFor(PATIENCE)
    await expectAccessible(page)
    await page.getByText('预警', { exact: true }).click()
    await page.getByRole('button', { name: /CAP/ }).click()
    await page.getByLabel('CAP 报文（XML）').fill(CAP_MESSAGE)
    await page.getByRole('button', { name: '导入报文' }).click()
    await page.getByText('暴雨红色预警').first().waitFor(PATIENCE)
    await page.getByRole('button', { name: '区域内有什么' }).click()
    await page.getByText(/人口约/).waitFor(PATIENCE)
    await mapIdle(page)
    await screenshot(page, 'dispatcher-warning-dark')
    await expectAccessible(page)
    expect(complaints).toEqual([])
  })
})
