import { describe, expect, test } from 'vitest'
import {
  DESKTOP,
  expectAccessible,
  expectMapDrawn,
  mapIdle,
  productsForTests,
  screenshot,
  TABLET,
  textsOf,
  WALL,
} from './product-page.ts'

/** A place in the old town of Jining, with streets and several stations near. */
const PLACE = '116.587,35.415'

const TEXTS = {
  title: ['应急资源一张图', 'Emergency Resource Map'],
  nearest: ['就近调度', 'Nearest'],
  list: ['列表', 'List'],
  legend: ['图例', 'Legend'],
  notice: ['演示数据', 'Demonstration data'],
  dispatch: ['复制信息', 'Copy text'],
} as const

const products = productsForTests()

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const texts = textsOf(language, TEXTS)
  const address = (more = ''): string => `/#lang=${language}${more}`

  test('first load: the map, the layers, the notice, and nothing from outside', async () => {
    const { page, complaints } = await products.open(address(), { draws: language === 'zh' })
    await mapIdle(page)
    if (language === 'zh') await expectMapDrawn(page)
    expect(await page.title()).toContain(texts.title)
    expect(await page.getAttribute('html', 'lang')).toMatch(language === 'zh' ? /^zh/ : /^en/)
    await page.getByText(texts.notice).first().waitFor()
    await screenshot(page, `first-load-${language}`)
    const cut = await page
      .locator('.side-panel .ant-segmented-item-label')
      .evaluateAll((labels) =>
        labels
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ textContent }) => textContent),
      )
    expect(cut).toEqual([])
    await expectAccessible(page)
    expect(complaints).toEqual([])
  })

  test('search by initials, then the nearest stations with routes and dispatch text', async () => {
    const { page, complaints } = await products.goOn(address())
    const box = page.getByRole('combobox').first()
    await box.fill('rc')
    const option = page
      .getByRole('option')
      .filter({ hasText: language === 'zh' ? '任城区' : 'Rencheng District' })
    await option.first().waitFor()
    await box.fill(PLACE)
    await page.getByRole('option').filter({ hasText: '116.587' }).first().click()
    const cards = page.locator('.arrival-card')
    await cards.nth(4).waitFor()
    expect(await cards.count()).toBe(5)
    await mapIdle(page)
    await screenshot(page, `nearest-${language}`)
    await expectAccessible(page)
    await cards.first().getByRole('button', { name: texts.dispatch }).click()
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toContain('0537-000')
    expect(complaints).toEqual([])
  })

  test('a filter in the legend narrows list and map, and the link reopens the picture', async () => {
    const { page, complaints } = await products.goOn(address(`&panel=legend`))
    await mapIdle(page)
    const grade = page.getByRole('checkbox', {
      name: language === 'zh' ? /一级站/ : /Grade 1/,
    })
    await grade.first().click()
    await expect.poll(() => page.url()).toContain('f.stations.grade')
    await page.getByRole('tab', { name: texts.list }).click()
    await page.locator('[role="tabpanel"]:visible').first().waitFor()
    await mapIdle(page)
    await screenshot(page, `filtered-list-${language}`)
    await expectAccessible(page)
    const link = page.url()
    const reopened = await products.open(link.slice(products.origin.length))
    await mapIdle(reopened.page)
    expect(new URL(reopened.page.url()).hash).toContain('f.stations.grade')
    expect(
      await reopened.page.getByRole('tab', { name: texts.list }).getAttribute('aria-selected'),
    ).toBe('true')
    expect([...complaints, ...reopened.complaints]).toEqual([])
  })
})

test('stockpiles: the nearest that hold 500 sandbags', async () => {
  const { page, complaints } = await products.goOn(
    `/#lang=zh&place=${PLACE}&find=stockpiles&vehicle=supply-lorry&item=sandbag&quantity=500`,
  )
  await page.locator('.arrival-card').first().waitFor()
  await mapIdle(page)
  await screenshot(page, 'stockpiles-zh')
  expect(complaints).toEqual([])
})

test('when the service is gone, the page says so and offers to try again', async () => {
  const { page } = await products.goOn('/#lang=zh')
  await mapIdle(page)
  await page.context().setOffline(true)
  const box = page.getByRole('combobox').first()
  await box.fill('曲阜')
  await page
    .getByText(/搜索失败|暂不能按名称搜索/)
    .first()
    .waitFor()
  await page.context().setOffline(false)
})

test('a finger held on the map sets a place under any tab; one that drags the map sets none', async () => {
  const { page, complaints } = await products.open('/#lang=zh&panel=legend', {
    viewport: TABLET,
    hasTouch: true,
  })
  await mapIdle(page)
  const { x, y, width, height } = (await page.locator('#map canvas').first().boundingBox())!
  const middle = { x: x + width / 2, y: y + height / 2 }
  const devTools = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: (typeof middle)[]) =>
    devTools.send('Input.dispatchTouchEvent', { type, touchPoints: fingers })
  await touch('touchStart', middle)
  await touch('touchMove', { ...middle, x: middle.x + 80 })
  await page.waitForTimeout(1000)
  await touch('touchEnd')
  expect(page.url()).not.toContain('place=')
  await touch('touchStart', middle)
  await expect.poll(() => page.url()).toContain('place=')
  await touch('touchEnd')
  // The place is set for the next question; the tab that is open stays open.
  expect(page.url()).toContain('panel=legend')
  // However long it is held: the click that the browser makes of it at its end sets no second place.
  await products.goOn('/#lang=zh')
  await expect.poll(() => page.url()).not.toContain('place=')
  await touch('touchStart', middle)
  await expect.poll(() => page.url()).toContain('place=')
  await page.waitForTimeout(1000)
  await touch('touchEnd')
  await page.waitForTimeout(500)
  expect(await page.locator('.place-note button').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('on a phone a way is measured from a station to the place, and stays as a note in the link', async () => {
  const { page } = await products.open(`/#lang=zh&place=${PLACE}`, {
    viewport: { width: 390, height: 844 },
  })
  await page.locator('.rank-button').nth(4).waitFor()
  await mapIdle(page)
  await page.getByRole('button', { name: '测量距离' }).click()
  const hint = page.locator('.tool-hint')
  const map = (await page.locator('#map').boundingBox())!
  for (const mark of ['.rank-button', '.pin-button']) {
    const { y, height } = (await hint.boundingBox())!
    expect(y + height).toBeLessThanOrEqual(map.y)
    const box = (await page.locator(mark).first().boundingBox())!
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  }
  await hint.getByText(/^直线合计 .*米$/).waitFor()
  expect(await page.locator('.feature-drawer').count()).toBe(0)
  await hint.getByRole('button', { name: '留作注记' }).click()
  await page.locator('.note-text').fill('步行进入')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('notes=')
  const link = page.url().slice(products.origin.length)
  const reopened = await products.open(link)
  await reopened.page.getByRole('button', { name: '注记：步行进入' }).waitFor()
})

test('wall and tablet, light and dark', async () => {
  for (const [name, viewport, more, touch] of [
    ['wall-dark', WALL, '&display=wall&theme=dark', false],
    ['tablet', TABLET, '', true],
    ['desktop-dark', DESKTOP, '&theme=dark&lang=en', false],
  ] as const) {
    const { page, complaints } = await products.open(`/#place=${PLACE}${more}`, {
      viewport,
      hasTouch: touch,
    })
    await page.locator('.arrival-card').first().waitFor()
    await mapIdle(page)
    await screenshot(page, name)
    await expectAccessible(page)
    expect(complaints).toEqual([])
    await page.close()
  }
})
