/** What the browser prints, as PDF: its paper, its pages, their texts. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { MM_PER_INCH, type Paper, sheetSize } from '../../client/print/paper.ts'

const MARGINS_MM = 2 * 12
const POINTS_PER_INCH = 72
const PIXELS_PER_INCH = 96

/** The page marks itself in place of opening the browser's dialog. */
export const markWhenPrinted = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-asked-to-print', '')
  })

export const printAskedFor = (page: Page): Promise<void> =>
  page.locator('html[data-asked-to-print]').waitFor()

/** The text of each page without its blanks; null where no program is installed that reads it. */
export const pageTexts = (pdf: Buffer): string[] | null => {
  const { status, stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf })
  if (status !== 0) return null
  const pages = stdout.toString().split('\f').slice(0, -1)
  return pages.map((page) => page.replaceAll(/\s/g, ''))
}

/**
 * Prints the page; all its sheets must be of this paper. @returns their number and their texts
 * @param name under which it is kept for people, where `SCREENSHOTS=1` asks for pictures
 */
export const printed = async (page: Page, paper: Paper, name?: string) => {
  const path = join(import.meta.dirname, 'screenshots', `${name}.pdf`)
  const isKept = name !== undefined && Boolean(process.env.SCREENSHOTS)
  const pdf = await page.pdf({ preferCSSPageSize: true, ...(isKept && { path }) })
  const boxes = pdf.toString('latin1').matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)
  const sizes = [...boxes].map(([, ...points]) =>
    points.map((each) => Math.round((Number(each) / POINTS_PER_INCH) * MM_PER_INCH)).join(' × '),
  )
  const { widthMm, heightMm } = sheetSize(paper)
  expect(new Set(sizes)).toEqual(new Set([`${widthMm} × ${heightMm}`]))
  return { count: sizes.length, texts: pageTexts(pdf) }
}

/** Each of the sayings, blanks aside, stands on every page. */
export const expectOnEveryPage = (texts: string[] | null, sayings: readonly string[]): void => {
  for (const text of texts ?? []) {
    for (const said of sayings) expect(text).toContain(said.replaceAll(/\s/g, ''))
  }
}

/** Nothing of what is printed is broader than the paper, or cut off by its own box. */
export const expectNothingCut = async (page: Page, paper: Paper): Promise<void> => {
  const width = ((sheetSize(paper).widthMm - MARGINS_MM) / MM_PER_INCH) * PIXELS_PER_INCH
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: Math.floor(width), height: 800 })
  const cut = await page.evaluate(() => {
    const right = document.documentElement.clientWidth + 1
    return [...document.querySelectorAll('[data-printed] :is(p, h1, h2, th, td, dt, dd, img, li)')]
      .filter(
        (element) =>
          element.getBoundingClientRect().right > right ||
          element.scrollWidth > element.clientWidth + 1,
      )
      .map((element) => element.outerHTML.slice(0, 160))
  })
  await page.emulateMedia({ media: null })
  expect(cut).toEqual([])
}
