import { describe, expect, it } from 'vitest'
import {
  ORIENTATIONS,
  PAPER_SIZES,
  type Paper,
  type PaperSize,
  sheetDots,
  sheetSize,
  wholeLength,
} from '../../../../client/panels/coverage/report/layout/paper.ts'
import {
  type Box,
  type Primitive,
  type TextPrimitive,
  textBox,
} from '../../../../client/panels/coverage/report/layout/primitives.ts'
import type { ReportContent } from '../../../../client/panels/coverage/report/layout/report-content.ts'
import {
  layoutReport,
  type ReportLayout,
} from '../../../../client/panels/coverage/report/layout/report-layout.ts'
import type { Bbox } from '../../../../data/geometry.ts'
import { CHANGED_ANSWER, LARGE_ANSWER, reportContent, roughWidth } from './report-fixture.ts'

const CITY: Bbox = [115.87, 34.43, 117.6, 35.97]

const PAPERS: Paper[] = (Object.keys(PAPER_SIZES) as PaperSize[]).flatMap((size) =>
  ORIENTATIONS.map((orientation) => ({ size, orientation })),
)
const ANSWERS = { today: LARGE_ANSWER, scenario: CHANGED_ANSWER } as const
const CASES = PAPERS.flatMap((paper) =>
  (['zh', 'en'] as const).flatMap((language) =>
    (['today', 'scenario'] as const).flatMap((state) =>
      [true, false].map((hasMap) => ({
        name: `${paper.size} ${paper.orientation} ${language} ${state}${hasMap ? '' : ' without a map'}`,
        paper,
        content: reportContent(ANSWERS[state], language, { hasMap }),
      })),
    ),
  ),
)

const layoutOf = (content: ReportContent, paper: Paper): ReportLayout =>
  layoutReport(content, paper, roughWidth, CITY)

const textsOf = ({ primitives }: ReportLayout): TextPrimitive[] =>
  primitives.filter((primitive) => primitive.kind === 'text')

/** The box that a primitive fills. */
const extent = (primitive: Primitive): Box => {
  switch (primitive.kind) {
    case 'text':
      return textBox(primitive)
    case 'rect':
    case 'image':
      return primitive
    case 'line': {
      const { x1, y1, x2, y2 } = primitive
      const [x, y] = [Math.min(x1, x2), Math.min(y1, y2)]
      return { x, y, width: Math.abs(x1 - x2), height: Math.abs(y1 - y2) }
    }
    case 'polygon': {
      const xs = primitive.points.map(([x]) => x)
      const ys = primitive.points.map(([, y]) => y)
      const [x, y] = [Math.min(...xs), Math.min(...ys)]
      return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
    }
    case 'disc': {
      const { x, y, radiusMm } = primitive
      return { x: x - radiusMm, y: y - radiusMm, width: 2 * radiusMm, height: 2 * radiusMm }
    }
  }
}

/** Lines of text stand on each other; letters themselves must not touch. */
const TOUCH_MM = 0.05
const overlap = (a: Box, b: Box): boolean =>
  a.x + a.width > b.x + TOUCH_MM &&
  b.x + b.width > a.x + TOUCH_MM &&
  a.y + a.height > b.y + TOUCH_MM &&
  b.y + b.height > a.y + TOUCH_MM

describe.each(CASES)('$name', ({ paper, content }) => {
  const layout = layoutOf(content, paper)
  const { widthMm, heightMm } = sheetSize(paper)

  it('leaves the edge of the sheet white', () => {
    const edgeMm = 5
    const outside = layout.primitives
      .slice(1)
      .map((primitive) => ({ primitive, box: extent(primitive) }))
      .filter(
        ({ box }) =>
          box.x < edgeMm ||
          box.y < edgeMm ||
          box.x + box.width > widthMm - edgeMm ||
          box.y + box.height > heightMm - edgeMm,
      )
    expect(outside).toEqual([])
  })

  it('writes nothing over anything else that is written', () => {
    const texts = textsOf(layout)
    const collisions = texts.flatMap((text, index) =>
      texts
        .slice(index + 1)
        .filter((other) => overlap(textBox(text), textBox(other)))
        .map((other) => [text.text, other.text]),
    )
    expect(collisions).toEqual([])
  })

  it('keeps map and writing apart, but for what marks the map', () => {
    const { mapBox } = layout
    if (mapBox === null) {
      expect(content.map).toBeNull()
      return
    }
    const marks = new Set([content.map?.north, ...layout.markers.map(({ text }) => text)])
    const strangers = textsOf(layout)
      .filter((text) => overlap(textBox(text), mapBox))
      .map(({ text }) => text)
      .filter((text) => !marks.has(text))
    expect(strangers).toEqual([])
  })

  it('says of every row that is not printed that it is not', () => {
    const said = textsOf(layout).map(({ text }) => text)
    const written = said.join('\n')
    expect(layout.printed.map(({ table }) => table.id).sort()).toEqual(
      content.tables.map(({ id }) => id).sort(),
    )
    for (const { table, rowCount } of layout.printed) {
      if (rowCount === null) {
        expect(written).toContain(table.title)
        expect(written).toContain(content.rowsText(table.rows.length).trim())
      } else if (rowCount < table.rows.length) {
        expect(said).toContain(content.moreText(table.rows.length - rowCount))
      }
    }
  })

  it('prints the first column of each row that counts as printed', () => {
    const said = textsOf(layout).map(({ text }) => text)
    for (const { table, rowCount } of layout.printed) {
      const column = table.columns.findIndex(({ grows }) => grows)
      for (const { cells } of table.rows.slice(0, rowCount ?? 0)) {
        const name = cells[column] ?? ''
        const beginning = name.slice(0, 6)
        expect(said.some((text) => text.startsWith(beginning))).toBe(true)
      }
    }
  })

  it('numbers on the map just the gaps of the table', () => {
    const gaps = layout.printed.find(({ table }) => table.id === 'gaps')
    const expected = content.map
      ? gaps?.table.rows.slice(0, gaps.rowCount ?? 0).map(({ cells }) => cells[0])
      : []
    const marked = layout.markers.filter(({ kind }) => kind === 'gap').map(({ text }) => text)
    expect(marked).toEqual(expected)
    const { mapBox } = layout
    if (mapBox === null) return
    const written = textsOf(layout)
      .filter((text) => overlap(textBox(text), mapBox))
      .map(({ text }) => text)
    for (const number of marked) expect(written).toContain(number)
  })

  it('prints title, date, conditions, notice and all figures', () => {
    const written = textsOf(layout)
      .map(({ text }) => text)
      .join('')
      .replaceAll(' ', '')
    const { title, date, notice, headline, classes, counts, difference } = content
    const expected = [
      title,
      date,
      content.subtitle,
      notice ?? '',
      content.conditions.join(' · '),
      headline.share,
      headline.detail,
      ...classes.flatMap(({ label, share, detail }) => [label, share, detail]),
      ...counts.flat(),
      difference?.figure ?? '',
    ]
    for (const text of expected) expect(written).toContain(text.replaceAll(' ', ''))
  })
})

describe('the sheet', () => {
  it('has as many dots as its paper at 200 dpi', () => {
    const dots = PAPERS.map((paper) => [paper.size, paper.orientation, sheetDots(paper)])
    // 210 mm / 25.4 × 200 = 1653.5; 297 → 2338.6; 420 → 3307.1
    expect(dots).toEqual([
      ['A4', 'landscape', { width: 2339, height: 1654 }],
      ['A4', 'portrait', { width: 1654, height: 2339 }],
      ['A3', 'landscape', { width: 3307, height: 2339 }],
      ['A3', 'portrait', { width: 2339, height: 3307 }],
    ])
  })

  it('gives the map whole dots and whole CSS pixels', () => {
    for (const { content, paper } of CASES) {
      const { mapBox } = layoutOf(content, paper)
      if (mapBox === null) continue
      for (const length of [mapBox.width, mapBox.height]) {
        expect((length / 25.4) * 200).toBeCloseTo(Math.round((length / 25.4) * 200), 6)
        expect((length / 25.4) * 96).toBeCloseTo(Math.round((length / 25.4) * 96), 6)
      }
      for (const place of [mapBox.x, mapBox.y]) {
        expect((place / 25.4) * 200).toBeCloseTo(Math.round((place / 25.4) * 200), 6)
      }
    }
  })

  it('takes an eighth of an inch as the step of lengths', () => {
    expect(wholeLength(25.4)).toBeCloseTo(25.4, 9)
    expect(wholeLength(25.3)).toBeCloseTo(22.225, 9)
  })

  it('places the map without knowing what is on it', () => {
    for (const { content, paper } of CASES) {
      const before = layoutReport(content, paper, roughWidth, null)
      expect(before.mapBox).toEqual(layoutOf(content, paper).mapBox)
    }
  })
})

describe('difficult content', () => {
  const paper: Paper = { size: 'A4', orientation: 'portrait' }

  it('shortens a title that is too long, visibly', () => {
    const title = '济宁市微型应急救援站'.repeat(12)
    const layout = layoutOf(reportContent(LARGE_ANSWER, 'zh', { title }), paper)
    const lines = textsOf(layout).filter(({ sizeMm }) => sizeMm === 6.4)
    expect(lines).toHaveLength(2)
    expect(lines.at(-1)?.text.endsWith('…')).toBe(true)
  })

  it('says so where there are no gaps', () => {
    const content = reportContent({ ...LARGE_ANSWER, gaps: [] }, 'zh')
    const said = textsOf(layoutOf(content, paper)).map(({ text }) => text)
    expect(said).toContain('没有缺口：所有人口都达标。')
  })

  it('prints short tables whole and says of none that there is more', () => {
    const content = reportContent(
      {
        ...LARGE_ANSWER,
        gaps: LARGE_ANSWER.gaps.slice(0, 2),
        byTown: LARGE_ANSWER.byTown.slice(0, 3),
      },
      'zh',
    )
    const { printed } = layoutOf(content, paper)
    expect(printed.every(({ table, rowCount }) => rowCount === table.rows.length)).toBe(true)
  })

  it('uses the room of a table that is not wanted', () => {
    const rows = (tables: readonly ('gaps' | 'towns')[]): number | null | undefined =>
      layoutOf(reportContent(LARGE_ANSWER, 'zh', { tables }), {
        size: 'A4',
        orientation: 'landscape',
      }).printed.find(({ table }) => table.id === 'towns')?.rowCount
    const all = layoutOf(reportContent(LARGE_ANSWER, 'zh'), {
      size: 'A4',
      orientation: 'landscape',
    }).printed.find(({ table }) => table.id === 'towns')?.rowCount
    expect(rows(['gaps', 'towns'])).toBeGreaterThan(all ?? 0)
  })
})
