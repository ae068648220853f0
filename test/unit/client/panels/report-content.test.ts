import { describe, expect, it } from 'vitest'
import { buildContent } from '../../../../client/panels/coverage/report/content/build-content.ts'
import {
  REPORT_TABLES,
  type ReportTable,
  type ReportTableId,
} from '../../../../client/panels/coverage/report/layout/report-content.ts'
import type { Language } from '../../../../data/bilingual.ts'
import {
  CHANGED_ANSWER,
  GAP_COUNT,
  LARGE_ANSWER,
  reportContent,
  reportSource,
  reportTexts,
  TOWN_COUNT,
} from './report-fixture.ts'

const tableOf = (
  id: ReportTableId,
  answer = LARGE_ANSWER,
  language: Language = 'zh',
): ReportTable => {
  const table = reportContent(answer, language).tables.find((each) => each.id === id)
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
      const shares = tableOf(id).rows.map(({ cells }) => percent(cells[3]))
      expect(shares).toHaveLength(count)
      expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    }
  })

  it('adds the counties up', () => {
    // 11 × 700 000 + 1000 × (1 + 2 + … + 11)
    expect(tableOf('counties').total?.slice(0, 2)).toEqual(['全市合计', '7,766,000'])
    // latest of them: 300 + 11 × 7 seconds
    expect(tableOf('counties').total?.[4]).toBe('6 分 17 秒')
  })

  it('adds the gaps up, whether or not they are printed', () => {
    // 300 × 400 000 − 1000 × (1 + … + 300)
    expect(tableOf('gaps').total).toEqual(['', `合计 ${GAP_COUNT} 处`, '74,850,000', ''])
  })

  it('says of a gap who is nearest and what would help', () => {
    const [first, , third] = tableOf('gaps').rows
    expect(first?.cells).toEqual(['1', '第2县 第1街道', '399,000', '11 分 41 秒'])
    expect(first?.detail).toBe(
      '最近：第1微型应急救援站，8 分 · 在唐口街道新建一站，可使 20,001 人达标（其中本缺口 12,340 人）',
    )
    expect(third?.detail).toBe('最近：第3微型应急救援站，8 分 · 没有找到单项改进办法')
    const english = tableOf('gaps', LARGE_ANSWER, 'en').rows
    expect(english[4]?.cells).toEqual([
      '5',
      'Subdistrict number 5, County number 6',
      '395,000',
      'unreachable',
    ])
    expect(english[6]?.detail?.startsWith('No station can get there · ')).toBe(true)
  })

  it('has tables about a scenario only where there is one', () => {
    const ids = (answer: typeof LARGE_ANSWER): string[] =>
      reportContent(answer, 'zh').tables.map(({ id }) => id)
    expect(ids(LARGE_ANSWER)).toEqual(['counties', 'gaps', 'towns'])
    expect(ids(CHANGED_ANSWER)).toEqual([...REPORT_TABLES])
  })

  it('lists what changes from the largest change to the smallest, with its sign', () => {
    const changes = tableOf('differences', CHANGED_ANSWER).rows.map(({ cells }) => cells.at(-1))
    // 52 towns: 100 + 50 first, then 148 …, losses of 50 + 51 between them
    expect(changes).toHaveLength(52)
    expect(changes.slice(0, 2)).toEqual(['+150', '+148'])
    expect(changes).toContain('−101')
    expect(tableOf('counties', CHANGED_ANSWER).total?.at(-1)).toBe('+12,340')
  })
})

describe('words', () => {
  it('says what is compared with what', () => {
    const today = reportContent(LARGE_ANSWER, 'zh')
    expect(today.subtitle).toBe('现状')
    expect(today.difference).toBeNull()
    const scenario = reportContent(CHANGED_ANSWER, 'en')
    expect(scenario.subtitle).toBe('Scenario: 汛期加强方案')
    expect(scenario.difference).toEqual({
      label: 'Against today',
      figure: '+12,340 people, −2 gaps',
    })
    const unsaved = { ...reportSource(CHANGED_ANSWER), scenarioName: null }
    const choices = { title: '', tables: [], hasMap: false, language: 'zh' } as const
    expect(buildContent(unsaved, choices, reportTexts('zh')).subtitle).toBe('方案（未保存）')
  })

  it('names all conditions that differ from the usual ones', () => {
    const query = {
      ...LARGE_ANSWER.query,
      filter: {
        onDuty: false,
        equipment: { pump: 2 },
        minimumGrade: 'second' as const,
        due: 2,
      },
    }
    const { conditions } = reportContent(
      { ...LARGE_ANSWER, query: query as typeof LARGE_ANSWER.query, closedSegments: 3 },
      'zh',
    )
    expect(conditions).toContain('计算时刻 2026-03-01 03:00（北京时间）')
    expect(conditions).toContain('标准 城市社区 3 分、镇村 10 分内到达（自接警起）')
    expect(conditions).toContain('不论是否在岗')
    expect(conditions).toContain('第 2 支到达')
    expect(conditions).toContain('封闭道路 3 段')
    expect(conditions.some((each) => each.endsWith('及以上'))).toBe(true)
  })

  it('says that the data is made up, and says nothing of it where it is not', () => {
    expect(reportContent(LARGE_ANSWER, 'zh').notice).toMatch(/^演示数据/)
    expect(reportContent({ ...LARGE_ANSWER, notice: null }, 'zh').notice).toBeNull()
  })

  it('takes the usual title where none is given', () => {
    expect(reportContent(LARGE_ANSWER, 'zh', { title: '  ' }).title).toBe('覆盖分析报告')
    expect(reportContent(LARGE_ANSWER, 'zh', { title: '2027 年预算' }).title).toBe('2027 年预算')
  })
})

describe('legend', () => {
  const legendOf = (look: Partial<ReturnType<typeof reportSource>['look']>) => {
    const source = reportSource(LARGE_ANSWER)
    const content = buildContent(
      { ...source, look: { ...source.look, ...look } },
      { title: '', tables: REPORT_TABLES, hasMap: true, language: 'zh' },
      reportTexts('zh'),
    )
    return content.map?.legend
  }

  it('tells the minutes of each colour', () => {
    expect(legendOf({})?.ramp.map(({ from }) => from)).toEqual([
      '0',
      '3',
      '5',
      '8',
      '10',
      '15',
      '20',
      '30',
    ])
  })

  it('tells of two colours where the map shows who is in time', () => {
    const legend = legendOf({ paint: 'served', contours: false })
    expect(legend?.ramp).toEqual([])
    expect(legend?.entries.slice(0, 3).map(({ label }) => label)).toEqual([
      '达标',
      '未达标',
      '无法到达',
    ])
  })

  it('says what is faded, and of isochrones only where they are drawn', () => {
    expect(legendOf({ minutes: 8 })?.title).toBe('首支队伍到达时间（慢于 8 分钟的淡化）')
    const labels = (contours: boolean) => legendOf({ contours })?.entries.map(({ label }) => label)
    expect(labels(true)).toContain('等时线（分钟）')
    expect(labels(false)).not.toContain('等时线（分钟）')
  })

  it('numbers no gaps on the map where there is no table of them', () => {
    const { map } = reportContent(LARGE_ANSWER, 'zh', { tables: ['counties'] })
    expect(map?.markers).toEqual([])
  })
})
