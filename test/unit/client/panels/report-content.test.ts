import { describe, expect, it } from 'vitest'
import { report as texts } from '../../../../client/i18n/report.ts'
import { textsIn } from '../../../../client/i18n/text.ts'
import { ATTRIBUTION, PRINTED_MAP_TEXTS } from '../../../../client/map/map-texts.ts'
import type { ReportTableId } from '../../../../client/panels/coverage/report/report-source.ts'
import { ORIENTATIONS, PAPER_SIZES, type PaperSize } from '../../../../client/print/paper.ts'
import type { Language } from '../../../../data/bilingual.ts'
import {
  CHANGED_ANSWER,
  GAP_COUNT,
  LARGE_ANSWER,
  type PrintedTable,
  printedReport,
  reportContext,
  reportOf,
  reportSource,
  TOWN_COUNT,
} from './report-fixture.ts'

const ALL = { mostRows: Number.POSITIVE_INFINITY } as const
const titlesIn = (language: Language) =>
  textsIn(language, texts.tables) as Readonly<Record<keyof typeof texts.tables, string>>
const TITLES = { zh: titlesIn('zh'), en: titlesIn('en') } as const

const tableOf = (
  id: ReportTableId,
  answer = LARGE_ANSWER,
  language: Language = 'zh',
  settings: Parameters<typeof reportOf>[2] = ALL,
): PrintedTable => {
  const title = TITLES[language][id]
  const table = reportOf(answer, language, settings).tables.find((each) => each.title === title)
  if (table === undefined) throw new Error(`the report has no table ${id}`)
  return table
}

const percent = (text: string | undefined): number =>
  Number((text ?? '').replace('%', '').replace('<', ''))

describe('tables', () => {
  it('lists counties and towns from the lowest share to the highest, none left out', () => {
    for (const [id, count] of [
      ['counties', 11],
      ['towns', TOWN_COUNT],
    ] as const) {
      // the counties are added up in a last row
      const shares = tableOf(id)
        .rows.slice(0, count)
        .map((cells) => percent(cells[3]))
      expect(tableOf(id).rows).toHaveLength(id === 'counties' ? count + 1 : count)
      expect(shares).toHaveLength(count)
      expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    }
  })

  it('adds the counties up', () => {
    // 11 × 700 000 + 1000 × (1 + 2 + … + 11)
    expect(tableOf('counties').rows.at(-1)?.slice(0, 2)).toEqual(['全市合计', '7,766,000'])
    // latest of them: 300 + 11 × 7 seconds
    expect(tableOf('counties').rows.at(-1)?.[4]).toBe('6 分 17 秒')
  })

  it('adds the gaps up, whether or not they are printed', () => {
    // 300 × 400 000 − 1000 × (1 + … + 300)
    const total = ['', `合计 ${GAP_COUNT} 处`, '74,850,000', '', '']
    expect(tableOf('gaps').rows.at(-1)).toEqual(total)
    expect(tableOf('gaps', LARGE_ANSWER, 'zh', { mostRows: 10 }).rows.at(-1)).toEqual(total)
  })

  it('says of a gap who is nearest and what would help', () => {
    const [first, , third] = tableOf('gaps').rows
    expect(first?.slice(0, 4)).toEqual(['1', '第2县 第1街道', '399,000', '11 分 41 秒'])
    expect(first?.[4]).toBe(
      '最近：第1微型应急救援站，8 分 · 在唐口街道新建一站，可使 20,001 人达标（其中本缺口 12,340 人）',
    )
    expect(third?.[4]).toBe('最近：第3微型应急救援站，8 分 · 没有找到单项改进办法')
    const english = tableOf('gaps', LARGE_ANSWER, 'en').rows
    const cells = english[4]?.slice(0, 4)
    expect(cells).toEqual([
      '5',
      'Subdistrict number 5, County number 6',
      '395,000',
      'cannot be reached',
    ])
    expect(english[6]?.[4]?.startsWith('Cannot be reached by any station · ')).toBe(true)
  })

  it('has tables about a scenario only where there is one', () => {
    const titles = (answer: typeof LARGE_ANSWER): string[] =>
      reportOf(answer, 'zh').tables.map(({ title }) => title)
    const { counties, gaps, towns, measures, differences } = TITLES.zh
    expect(titles(LARGE_ANSWER)).toEqual([counties, gaps, towns])
    expect(titles(CHANGED_ANSWER)).toEqual([counties, gaps, towns, measures, differences])
  })

  it('lists what changes from the largest change to the smallest, with its sign', () => {
    const changes = tableOf('differences', CHANGED_ANSWER).rows.map((cells) => cells.at(-1))
    // 52 towns: 100 + 50 first, then 148 …, losses of 50 + 51 between them
    expect(changes).toHaveLength(52)
    expect(changes.slice(0, 2)).toEqual(['+150', '+148'])
    expect(changes).toContain('−101')
    expect(tableOf('counties', CHANGED_ANSWER).rows.at(-1)?.at(-1)).toBe('+12,340')
  })

  it('says of every row that is left out that there is more', () => {
    for (const [id, all] of [
      ['gaps', GAP_COUNT],
      ['towns', TOWN_COUNT],
      ['differences', 52],
    ] as const) {
      const { rows, text } = tableOf(id, CHANGED_ANSWER, 'zh', { mostRows: 30 })
      expect(rows.slice(0, 30)).toEqual(tableOf(id, CHANGED_ANSWER).rows.slice(0, 30))
      expect(rows[30]).toEqual([`… 另有 ${all - 30} 行`])
      expect(text).toContain(`另有 ${all - 30} 行`)
    }
  })

  it('prints counties, measures and short tables whole, and says of none that there is more', () => {
    const few = {
      ...CHANGED_ANSWER,
      gaps: LARGE_ANSWER.gaps.slice(0, 2),
      byTown: LARGE_ANSWER.byTown.slice(0, 3),
    }
    const { tables } = reportOf(few, 'zh', { mostRows: 10 })
    const whole = tables.filter(({ title }) => title !== TITLES.zh.differences)
    // 11 counties with their total, 2 gaps with theirs, 3 towns, 12 measures
    expect(whole.map(({ rows }) => rows.length)).toEqual([12, 3, 3, 12])
    expect(whole.some(({ text }) => text.includes('另有'))).toBe(false)
  })

  it('says so where there are no gaps', () => {
    const { text } = tableOf('gaps', { ...LARGE_ANSWER, gaps: [] })
    expect(text).toContain('没有缺口：所有人口都达标。')
  })
})

describe('words', () => {
  it('says what is compared with what', () => {
    const today = reportOf(LARGE_ANSWER, 'zh').text
    expect(today).toContain(' 现状 ')
    expect(today).not.toContain('与现状相比')
    const scenario = reportOf(CHANGED_ANSWER, 'en').text
    expect(scenario).toContain('Scenario: 汛期加强方案')
    expect(scenario).toContain('Against today +12,340 people (+0.1%)')
    const changed = { ...reportSource(CHANGED_ANSWER), isUnsaved: true }
    expect(printedReport(reportContext(changed, 'zh')).text).toContain(
      '方案：汛期加强方案（有未保存的修改）',
    )
    const unsaved = { ...reportSource(CHANGED_ANSWER), scenarioName: null }
    expect(printedReport(reportContext(unsaved, 'zh')).text).toContain('方案（未保存）')
  })

  it('names all conditions that differ from the usual ones', () => {
    const query = {
      ...LARGE_ANSWER.query,
      filter: {
        ...{ counted: 'operating', by: null },
        ...{ equipment: { pump: 2 }, minimumGrade: 'second' as const, due: 2 },
      },
    }
    const { text } = reportOf(
      { ...LARGE_ANSWER, query: query as typeof LARGE_ANSWER.query, closedSegments: 3 },
      'zh',
    )
    const conditions = text.split(' · ').map((each) => each.trim())
    expect(text).toContain('时刻：2026-03-01 03:00 · ')
    expect(conditions).toContain('标准：接警后 城市社区 3 分、镇村 10 分内到达')
    expect(conditions).toContain('计入站点：运行中的，不论是否在岗')
    expect(conditions).toContain('达标条件：第 2 支到达')
    expect(conditions).toContain('封路：避开当时生效的 0 处，共封闭 3 段道路')
    expect(conditions).toContain('等级：二级站及以上')
  })

  it('says that the data is made up, and says nothing of it where it is not', () => {
    expect(reportOf(LARGE_ANSWER, 'zh').text).toContain('演示数据：')
    const real = { ...LARGE_ANSWER, notice: null }
    expect(reportOf(real, 'zh').text).not.toContain('演示数据')
  })

  it('takes the usual title where none is given', () => {
    expect(reportOf(LARGE_ANSWER, 'zh', { title: '  ' }).text).toMatch(/^覆盖分析报告 /)
    expect(reportOf(LARGE_ANSWER, 'zh', { title: '2027 年预算' }).text).toMatch(/^2027 年预算 /)
  })
})

/** What an answer of 8.2 million people with a scenario must say, whatever the sheet. */
const SAID = {
  zh: [
    '汛期加强方案',
    '49% 人口达标率',
    '8,239,100 人中，4,070,535 人达标',
    '300 处',
    '4,168,565 人',
  ],
  en: ['汛期加强方案', '49% in time', '4,070,535 of 8,239,100 people', 'Gaps 300', '4,168,565'],
} as const

describe.each(
  (Object.keys(PAPER_SIZES) as PaperSize[]).flatMap((size) =>
    ORIENTATIONS.flatMap((orientation) =>
      (['zh', 'en'] as const).flatMap((language) =>
        (['city', 'none'] as const).map((extent) => ({ size, orientation, language, extent })),
      ),
    ),
  ),
)('$size $orientation $language, map: $extent', ({ size, orientation, language, extent }) => {
  const report = reportOf(CHANGED_ANSWER, language, {
    paper: { size, orientation },
    extent,
    mostRows: 30,
  })

  it('prints title, moment, revision, notice, all figures and all tables', () => {
    const [title, tables] = [texts.title[language === 'zh' ? 0 : 1], TITLES[language]]
    const { revision, notice } = CHANGED_ANSWER
    for (const said of [title, '2026-', String(revision), notice?.[language], ...SAID[language]]) {
      expect(report.text).toContain(said)
    }
    expect(new Set(report.tables.map((table) => table.title))).toEqual(
      new Set(Object.values(tables)),
    )
  })

  it('numbers on the map just the gaps of the table', () => {
    const { gaps } = TITLES[language]
    const rows = report.tables.find((table) => table.title === gaps)?.rows.slice(0, 30)
    const marked = report.map?.markers.filter(({ kind }) => kind === 'gap').map(({ text }) => text)
    expect(marked).toEqual(extent === 'none' ? undefined : rows?.map(([rank]) => rank))
  })
})

describe('legend', () => {
  const legendOf = (look: Partial<ReturnType<typeof reportSource>['look']>) => {
    const source = reportSource(LARGE_ANSWER)
    const changed = { ...source, look: { ...source.look, ...look } }
    const { map, text } = printedReport(reportContext(changed, 'zh'))
    // all of it is in the page
    for (const { label } of map?.entries ?? []) expect(text).toContain(label)
    expect(text).toContain(map?.title)
    for (const line of [ATTRIBUTION, PRINTED_MAP_TEXTS.ownData]) expect(text).toContain(line.zh)
    return map
  }

  it('tells the minutes of each colour', () => {
    expect(
      legendOf({})
        ?.ramp.map(({ from }) => from)
        .join(' '),
    ).toBe('0 3 5 8 10 15 20 30')
  })

  it('tells of two colours where the map shows who is in time', () => {
    const legend = legendOf({ paint: 'served', contours: false })
    expect(legend?.ramp).toEqual([])
    expect(
      legend?.entries
        .slice(0, 3)
        .map(({ label }) => label)
        .join(' '),
    ).toBe('达标 未达标 无法到达')
  })

  it('says what is faded, and of isochrones only where they are drawn', () => {
    const towns = legendOf({ paint: 'served', isByTown: true })
    expect(towns?.title).toBe('乡镇未达标人口占比')
    expect(towns?.ramp.map(({ from }) => from)).toEqual(['0', '15', '30', '45', '60', '75%'])
    expect(towns?.entries.map(({ label }) => label)).toContain('圆：2,000 人以上的缺口，面积按人数')
    expect(legendOf({ minutes: 8 })?.title).toBe('首支队伍到达时间（慢于 8 分钟的淡化）')
    const labels = (contours: boolean) => legendOf({ contours })?.entries.map(({ label }) => label)
    expect(labels(true)).toContain('等时线（分钟）')
    expect(labels(false)).not.toContain('等时线（分钟）')
  })

  it('numbers no gaps on the map where there is no table of them', () => {
    const { map } = reportOf(LARGE_ANSWER, 'zh', { tables: ['counties'] })
    expect(map?.markers).toEqual([])
  })
})
