/** The duty officer's desk at night: what is pasted, what changes meanwhile, what is sent, what is gone. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible, productsForTests, screenshot, textsOf } from './product-page.ts'

/** The middle of the old town: in WGS-84, and as 高德 numbers it. */
const PLACE = '116.587,35.415'
const AMAP_NUMBERS = '116.592291, 35.414552'
const AMAP_LINK = 'https://uri.amap.com/marker?position=116.592291,35.414552'

/** Not asked about before in the page; the numbers of the links are those of GCJ-02. */
const ELSEWHERE = { zh: 'place=116.6,35.42', en: 'place=116.6,35.43' }
const AMAP_LINK_ELSEWHERE = {
  zh: 'https://uri.amap.com/marker?position=116.605292,35.419554',
  en: 'https://uri.amap.com/marker?position=116.605293,35.429562',
}

const TEXTS = {
  amap: ['高德/腾讯', 'Amap/Tencent'],
  crossing: ['洸河路与建设路交叉口', 'Crossing of 洸河路 and 建设路'],
  // The name says the crossing: nothing is added in brackets.
  atCrossing: [
    /任城区洸河路与建设路交叉口(?!（)/,
    /at the crossing of 洸河路 and 建设路, Rencheng/,
  ],
  notCounted: [/“以北200米”没有计入位置/, /“以北200米” is not counted in/],
  copied: [/已核对并复制/, /Checked and copied/],
  unchecked: [/未能重新核对/, /not checked again/],
  changed: ['次序有变，尚未复制', 'The order has changed; nothing is copied yet'],
  copyFirst: [/^改为复制给/, /^Copy to .* instead$/],
  lost: [/连接中断/, /no connection/i],
  straight: [/直线距离（非道路）/, /Straight line \(not by road\)/],
  back: [/连接已恢复/, /connection is back/],
  what: ['发生什么', 'What happened'],
  collision: ['两车相撞', 'two cars collided'],
  copyLong: ['复制全文', 'Copy in full'],
  writeToNext: [/^改为写给/, /^Write to number/],
  keys: ['快捷键', 'Keys'],
  outside: [/对辖区之外不作推断。请/, /guesses nothing about places outside\. Choose/],
  onWater: [/车辆无法到达.*请选岸边的登船点/, /no vehicle gets there.* Choose a landing/],
  rough: [/轮廓粗略/, /is rough/],
  fromCrossing: [/路口(.约\d+米)?$/, /the crossing of .* and /],
  mark: [/^标记已派/, /^Mark sent/],
  undo: [/^撤销/, /^Undo/],
} as const

const products = productsForTests({ webgl: false })
const cards = (page: Page) => page.locator('.arrival-card')
const firstName = (page: Page): Promise<string | null> =>
  cards(page).first().locator('.card-open').textContent()
const clipboard = (page: Page): Promise<string> =>
  page.evaluate(() => navigator.clipboard.readText())

/** A second attempt begins as the first did, with no station sent. */
const haveAllBack = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    const { deployments } = await (await fetch('/api/deployments')).json()
    for (const { id } of deployments) {
      const headers = { 'Content-Type': 'application/json' }
      const body = JSON.stringify({ how: 'undone', by: 'test' })
      await fetch(`/api/deployments/${id}/end`, { method: 'POST', headers, body })
    }
  })
  await expect.poll(() => page.locator('.sent-stations').count()).toBe(0)
}

/** Answers of the service in which the first two have changed their places. */
const swapFirstTwo = (page: Page) =>
  page.route('**/api/nearest?*', async (route) => {
    const response = await route.fetch()
    const answer = await response.json()
    const [first, second, ...others] = answer.features
    for (const [rank, feature] of [second, first].entries()) feature.properties.rank = rank + 1
    await route.fulfill({ response, json: { ...answer, features: [second, first, ...others] } })
  })

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const texts = textsOf(language, TEXTS)

  test('a 高德 link, the answer, and a copied message in three keys beyond the typing', async () => {
    const { page, complaints } = await products.open(`/#lang=${language}`)
    await page.locator('.panel-tab').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.insertText(AMAP_LINK)
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await cards(page).nth(4).waitFor()
    // the numbers of the link are 482 m off as WGS-84: the place is where the road is
    await expect.poll(() => page.url()).toContain(`place=${PLACE}`)
    await page.locator('body').click({ position: { x: 5, y: 715 } })
    await page.keyboard.press('c')
    const line = page.getByText(texts.copied)
    await line.waitFor()
    const textRows = (element: Element): number => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return range.getClientRects().length
    }
    expect(await line.evaluate(textRows)).toBe(1)
    const message = await clipboard(page)
    expect(message).toContain('116.587000,35.415000')
    expect(message).toContain('https://uri.amap.com/marker?position=116.592291,35.414552')
    expect(message).toContain(`${await firstName(page)}`)
    expect(complaints).toEqual([])
  })

  test('a crossing as a caller names it, the answer, and the place in words in the message', async () => {
    const { page, complaints } = await products.goOn(`/#lang=${language}`)
    await page.keyboard.press('/')
    await page.keyboard.insertText('洸河路 建设路 路口以北200米')
    const option = page.getByRole('option').first()
    await option.getByText(texts.crossing).waitFor()
    await page.keyboard.press('Enter')
    await cards(page).nth(4).waitFor()
    // the focus has gone to the answer, and comes back from a switch: keys are keys
    const focused = await page.evaluate(() => {
      const { id } = document.activeElement!
      return `${id} ${getComputedStyle(document.activeElement!).outlineStyle}`
    })
    // and shows no ring: it is no button
    expect(focused).toBe('answer none')
    await page.locator('.conditions-edit').click()
    await page.locator('.query-collection input[type="radio"]:checked').focus()
    await page.keyboard.press('c')
    await page.getByText(texts.copied).waitFor()
    expect(await clipboard(page)).toMatch(texts.atCrossing)
    // that the pin is at the crossing itself is still told when the list has gone
    await page.locator('.place-card').getByText(texts.notCounted).waitFor()
    await page.locator('.conditions-edit').click()
    expect(complaints).toEqual([])
  })

  test('three rows with all their buttons above the fold, and no sideways scroll on a phone', async () => {
    const { page } = await products.goOn(`/#lang=${language}&place=${PLACE}`)
    // not the rows of the place before
    await page.locator('.place-card').getByText('116.58700').waitFor()
    await cards(page).nth(4).waitFor()
    const endOfThird = async (): Promise<number> => {
      const { y, height } = (await cards(page).nth(2).boundingBox())!
      return y + height
    }
    await expect.poll(endOfThird).toBeLessThanOrEqual(720)
    await screenshot(page, `duty-${language}`)
    expect(await cards(page).nth(2).locator('button').count()).toBeGreaterThanOrEqual(4)
    await page.setViewportSize({ width: 390, height: 844 })
    const first = (await cards(page).first().boundingBox())!
    const map = (await page.locator('#map').boundingBox())!
    expect(first.y + first.height).toBeLessThanOrEqual(map.y)
    const tops = (buttons: Element[]) => buttons.map((each) => each.getBoundingClientRect().top)
    const ofFirst = cards(page).first().locator('.card-actions > *')
    expect(new Set(await ofFirst.evaluateAll(tops)).size).toBe(1)
    const overflow = () => document.documentElement.scrollWidth - window.innerWidth
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0)
    await expectAccessible(page)
    await screenshot(page, `duty-phone-${language}`)
    await page.setViewportSize({ width: 1280, height: 720 })
  })

  test('pointing emphasises while pointing and is no part of the address; a click pins, a key lets go', async () => {
    const { page } = await products.goOn(`/#lang=${language}&place=${PLACE}&k=4`)
    await expect.poll(() => cards(page).count()).toBe(4)
    const second = cards(page).nth(1)
    await second.hover()
    expect(await second.getAttribute('data-emphasised')).toBe('true')
    expect(new URL(page.url()).hash).not.toContain('route=')
    await page.mouse.move(900, 400)
    expect(await second.getAttribute('data-emphasised')).toBe('false')
    await second.locator('.card-line').click({ position: { x: 2, y: 2 }, force: true })
    await expect.poll(() => new URL(page.url()).hash).toContain('route=')
    await page.keyboard.press('2')
    await expect.poll(() => new URL(page.url()).hash).not.toContain('route=')
    await page.keyboard.press('Shift+?')
    await page.getByRole('dialog', { name: texts.keys }).waitFor()
    await page.keyboard.press('Escape')
  })

  test('an order that changes while it is looked at is asked about before anything is copied', async () => {
    const { page } = await products.goOn(`/#lang=${language}&place=${PLACE}&k=3`)
    await expect.poll(() => cards(page).count()).toBe(3)
    const before = await firstName(page)
    const second = await cards(page).nth(1).locator('.card-open').textContent()
    await page.evaluate(() => navigator.clipboard.writeText('nothing yet'))
    await swapFirstTwo(page)
    // a pointer on the rows: they stay where they are
    await cards(page).first().hover()
    await page.keyboard.press('c')
    const question = page.getByRole('alertdialog')
    await question.getByText(texts.changed).waitFor()
    expect(await clipboard(page)).toBe('nothing yet')
    expect(await firstName(page)).toBe(before)
    await question.getByRole('button', { name: texts.copyFirst }).click()
    await page.getByText(texts.copied).waitFor()
    expect(await clipboard(page)).toContain(second)
    await page.mouse.move(900, 400)
    await expect.poll(() => firstName(page)).toBe(second)
    expect(await cards(page).first().getAttribute('data-moved')).toBe('true')
    await page.unroute('**/api/nearest?*')
  })

  test('what is filled in stands in both forms, and the station is marked as sent and had back', async () => {
    const { page } = await products.goOn(`/#lang=${language}&place=${PLACE}&k=2`)
    await expect.poll(() => cards(page).count()).toBe(2)
    await haveAllBack(page)
    const name = (await firstName(page))!
    await page.keyboard.press('m')
    await page.getByLabel(texts.what).fill(texts.collision)
    await expectAccessible(page)
    await screenshot(page, `message-${language}`)
    await page.getByRole('button', { name: texts.copyLong }).click()
    await page.getByRole('dialog').getByText(texts.copied).waitFor()
    const message = await clipboard(page)
    expect(message).toContain(texts.collision)
    expect(message).toMatch(/\d{8}-[A-Z]{2}\d{3}/)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const topOfSecond = async (): Promise<number> => (await cards(page).nth(1).boundingBox())!.y
    const top = await topOfSecond()
    await cards(page).first().getByRole('button', { name: texts.mark }).click()
    // neither the mark nor the word on another order moves a row under the pointer
    await page.locator('.sent-mark').waitFor()
    await page.locator('.order-news').waitFor()
    expect(await topOfSecond()).toBe(top)
    await page.mouse.move(900, 400)
    await expect.poll(() => firstName(page)).not.toBe(name)
    const labels = await page.evaluate(async () => {
      const { deployments } = await (await fetch('/api/deployments')).json()
      return deployments.map(({ label }: { label: string }) => label)
    })
    // a point on the map has no name: the mark says where it lies
    expect(labels).toEqual([expect.stringMatching(texts.fromCrossing)])
    await page.locator('.sent-stations').getByRole('button', { name: texts.undo }).click()
    await expect.poll(() => firstName(page)).toBe(name)
  })

  test('rows are let go by a pointer that leaves just when the button under it has gone', async () => {
    const { page } = await products.goOn(`/#lang=${language}&place=${PLACE}&k=2`)
    await expect.poll(() => cards(page).count()).toBe(2)
    await haveAllBack(page)
    const name = (await firstName(page))!
    // the page is busy as soon as the mark stands where the button was, and sees the pointer only elsewhere
    await page.evaluate(() => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector('.sent-mark')) return
        watch.disconnect()
        console.debug('busy')
        const until = performance.now() + 500
        while (performance.now() < until);
      })
      watch.observe(document.body, { childList: true, subtree: true })
    })
    const isBusy = page.waitForEvent('console', (message) => message.text() === 'busy')
    await cards(page).first().getByRole('button', { name: texts.mark }).click()
    await isBusy
    await page.mouse.move(900, 400)
    await expect.poll(() => firstName(page)).not.toBe(name)
    // nor is anything pointed at any more
    expect(await cards(page).first().getAttribute('data-emphasised')).toBe('true')
    await page.locator('.sent-stations').getByRole('button', { name: texts.undo }).click()
    await expect.poll(() => firstName(page)).toBe(name)
  })

  test('why a place has no answer is told in a title and one paragraph, with what can be done', async () => {
    const { page } = await products.goOn(`/#lang=${language}&place=118.2,35`)
    const told = page.locator('.answer .ant-alert')
    await told.getByText(texts.outside).waitFor()
    expect(await told.locator('p').count()).toBe(1)
    await products.goOn(`/#lang=${language}&place=117.2,34.62`)
    await told.getByText(texts.onWater).waitFor()
    expect(await told.locator('p').count()).toBe(1)
    // the remark at the place says that the outline is rough
    expect(await told.textContent()).not.toMatch(/示意|rough/)
    await page.locator('.place-card').getByText(texts.rough).waitFor()
  })

  test('another place: nothing of the one before is in sight or can be copied while the service is slow', async () => {
    const { page } = await products.goOn(`/#lang=${language}&place=${PLACE}&k=3`)
    await expect.poll(() => cards(page).count()).toBe(3)
    await page.evaluate(() => navigator.clipboard.writeText('nothing yet'))
    let isLetThrough: () => void = () => undefined
    const slow = new Promise<void>((done) => {
      isLetThrough = done
    })
    await page.route('**/api/nearest?*', async (route) => {
      await slow
      await route.continue()
    })
    await page.evaluate(() => {
      location.hash = location.hash.replace(/place=[^&]+/, 'place=116.6,35.42')
    })
    await page.locator('.answer .ant-skeleton').waitFor()
    expect(await cards(page).count()).toBe(0)
    expect(await page.locator('.place-road, .answer-age').count()).toBe(0)
    await page.keyboard.press('c')
    await page.keyboard.press('m')
    isLetThrough()
    await expect.poll(() => cards(page).count()).toBe(3)
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await clipboard(page)).toBe('nothing yet')
    await page.unroute('**/api/nearest?*')
  })

  test('another desk sends the addressee: the message stays open with what was written, and never opens by itself', async () => {
    const { page } = await products.goOn(`/#lang=${language}&place=${PLACE}&k=4`)
    await expect.poll(() => cards(page).count()).toBe(4)
    const name = (await firstName(page))!
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog')
    const long = dialog.locator('textarea').last()
    await expect.poll(() => long.inputValue()).toContain(name)
    await long.fill('by hand')
    const sent = await page.evaluate(async (lonLat) => {
      const [lon, lat] = lonLat.split(',').map(Number)
      const query = `lon=${lon}&lat=${lat}&collection=stations&k=1`
      const { features } = await (await fetch(`/api/nearest?${query}`)).json()
      const answer = await fetch('/api/deployments', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
        body: JSON.stringify({
          stationId: features[0].id,
          lon: 116.7,
          lat: 35.5,
          label: 'X',
          by: 'B',
        }),
      })
      return (await answer.json()) as { id: number }
    }, PLACE)
    await dialog.getByRole('alert').getByText(name).waitFor()
    expect(await long.inputValue()).toBe('by hand')
    await dialog.getByRole('button', { name: texts.writeToNext }).click()
    await expect.poll(() => long.inputValue()).not.toBe('by hand')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.evaluate(
      (id) =>
        fetch(`/api/deployments/${id}/end`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
          body: JSON.stringify({ how: 'undone', by: 'B' }),
        }),
      sent.id,
    )
    await expect.poll(() => firstName(page)).toBe(name)
    expect(await dialog.count()).toBe(0)
    await page.keyboard.press('m')
    await expect.poll(() => long.inputValue()).toBe('by hand')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test('without the service: telephones stay, another place is answered by straight line, and it comes back', async () => {
    const { page } = await products.goOn(`/#lang=${language}&place=${PLACE}`)
    await cards(page).nth(4).waitFor()
    const phone = await cards(page).first().locator('.phone').textContent()
    await page.context().setOffline(true)
    await page.locator('.answer-age button').click()
    await page.locator('.answer-age').getByText(texts.lost).waitFor()
    expect(await cards(page).first().locator('.phone').textContent()).toBe(phone)
    // on a phone, too, the first row with its telephone is seen before the map
    const endOfFirst = async (): Promise<number> => {
      const row = (await cards(page).first().boundingBox())!
      return row.y + row.height - (await page.locator('#map').boundingBox())!.y
    }
    await page.setViewportSize({ width: 390, height: 844 })
    await expect.poll(endOfFirst).toBeLessThanOrEqual(0)
    // the page itself reads the link: 482 m off, were its numbers taken as WGS-84
    const box = page.getByRole('combobox').first()
    await box.fill(AMAP_LINK_ELSEWHERE[language])
    await page.getByRole('option').first().waitFor()
    await box.press('Enter')
    await expect.poll(() => page.url()).toContain(ELSEWHERE[language])
    await page.getByText(texts.straight).first().waitFor()
    expect(await cards(page).count()).toBe(5)
    expect(await cards(page).first().locator('.phone').textContent()).toMatch(/0537-000/)
    await expect.poll(endOfFirst).toBeLessThanOrEqual(0)
    await screenshot(page, `duty-phone-offline-${language}`)
    await page.setViewportSize({ width: 1280, height: 720 })
    // each try anew leaves the list where it is, and says nothing of a return
    const seen = await page.evaluate(async () => {
      const states = new Set<string>()
      for (const end = Date.now() + 12_000; Date.now() < end; ) {
        const back = document.querySelector('.back-again') !== null
        states.add(`${document.querySelectorAll('.straight-card').length} ${back}`)
        await new Promise((done) => setTimeout(done, 50))
      }
      return [...states]
    })
    expect(seen).toEqual(['5 false'])
    await page.context().setOffline(false)
    await page.getByText(texts.back).waitFor()
    await expect.poll(() => page.getByText(texts.straight).count()).toBe(0)
  })
})

test('a link keeps the system that pasted coordinates were taken in, and can be switched', async () => {
  const { page } = await products.open('/#lang=zh')
  const box = page.getByRole('combobox').first()
  await box.fill(AMAP_NUMBERS)
  await page.getByRole('option').first().waitFor()
  await box.press('Enter')
  await cards(page).nth(4).waitFor()
  await page.getByText(TEXTS.amap[0], { exact: true }).click()
  await expect.poll(() => page.url()).toContain(`place=${PLACE}`)
  await expect.poll(() => page.url()).toContain('system=gcj02')
  const link = page.url()
  const reopened = await products.open(link.slice(products.origin.length))
  const { page: other } = reopened
  await other.locator('.system-choice .ant-segmented-item-selected').waitFor()
  expect(await other.locator('.system-choice .ant-segmented-item-selected').textContent()).toBe(
    TEXTS.amap[0],
  )
  await other.getByText('WGS-84/CGCS2000', { exact: true }).click()
  await expect.poll(() => other.url()).toMatch(/place=116\.5922[89],35\.41455/)
})
