/** The report on sites: every site is in it, and all that the answer has, once and by hand-worked figures. */
import xlsx from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import {
  inWorkbook,
  onPaper,
} from '../../../../client/panels/coverage/report/siting/figures-table.ts'
import { furtherTables } from '../../../../client/panels/coverage/report/siting/further-tables.ts'
import { annexBytes } from '../../../../client/panels/coverage/report/siting/siting-annex.ts'
import { assumptionFacts } from '../../../../client/panels/coverage/report/siting/siting-facts.ts'
import {
  INSET_BOXES,
  wishOf,
} from '../../../../client/panels/coverage/report/siting/siting-maps.ts'
import {
  beforeAndAfter,
  rowsOf,
} from '../../../../client/panels/coverage/report/siting/siting-source.ts'
import {
  countiesTable,
  sitesTable,
} from '../../../../client/panels/coverage/report/siting/siting-tables.ts'
import {
  proofLines,
  summaryText,
} from '../../../../client/panels/coverage/report/siting/siting-words.ts'
import { placeMarkers } from '../../../../client/print/map-drawing.ts'
import type { SitingAnswer } from '../../../../data/siting-answer.ts'
import {
  BARE_SITES,
  FORTY_SITES,
  printedText,
  SITE_COUNT,
  sitingContext,
  sitingMapsOf,
  WON,
} from './siting-report-fixture.ts'

const forty = sitingContext(FORTY_SITES, 'zh')
const bare = sitingContext(BARE_SITES, 'zh')
const told = (changes: Partial<SitingAnswer>, language: 'zh' | 'en' = 'zh') =>
  sitingContext({ ...FORTY_SITES, ...changes }, language)

describe('the table of sites', () => {
  it('has every site with place, county, town, coordinates, gain, cost, phase and stability', () => {
    const { columns, rows, total } = onPaper(sitesTable(forty), 'zh')
    expect(columns.map(({ label }) => label)).toEqual([
      ...[
        '序',
        '地点',
        '办法',
        '区县',
        '乡镇',
        '经度（°）',
        '纬度（°）',
        '新增达标（人）',
        '费用（万元）',
      ],
      ...['期次', '稳定性（9 种情形中）', '必选'],
    ])
    expect(rows).toHaveLength(SITE_COUNT)
    expect(rows.map(([rank]) => rank)).toEqual(
      Array.from({ length: SITE_COUNT }, (_, index) => String(index + 1)),
    )
    expect(rows[2]).toEqual([
      ...['3', '第3处', '新建', '第4县', '第4县城关镇', '116.03000', '35.01500'],
      ...['38,000', '120', '2027', '9', '是'],
    ])
    expect(rows[39]).toEqual([
      ...['40', '第40处', '新建', '第8县', '第8县城关镇', '116.40000', '35.20000'],
      ...['1,000', '120', '2028', '5', ''],
    ])
    // 1,000 × (1 + … + 40) people, 40 × 120
    expect(total).toEqual(['合计', '', '', '', '', '', '', '820,000', '4,800', '', '', ''])
  })

  it('leaves out what the answer does not have, and has the gain where that is not people', () => {
    const { columns, rows } = onPaper(sitesTable(bare), 'zh')
    expect(columns.map(({ label }) => label)).toEqual([
      ...['序', '地点', '办法', '区县', '乡镇', '经度（°）', '纬度（°）', '新增达标（人）'],
      '所及之处最长到达时间缩短（分钟）',
    ])
    expect(rows[0]?.at(-1)).toBe('2.3')
    expect(furtherTables(bare)).toEqual([])
  })
})

describe('counties before and after', () => {
  it('tell who is in time, who is won, and between which shares', () => {
    const { rows, total, columns } = onPaper(countiesTable(forty), 'zh')
    expect(columns.map(({ label }) => label)).toEqual([
      ...['区县', '站址（处）', '人口（人）', '现状达标（人）', '建成后达标（人）'],
      ...['新增达标（人）', '现状达标率', '建成后达标率'],
    ])
    expect(rows).toHaveLength(11)
    // The second county has sites 1, 12, 23 and 34: 40 + 29 + 18 + 7 thousand. Its people: 702,000, of whom
    // 2 × 37 of 101 are 74 % in time: 519,480, by slow vehicles a tenth fewer (66.6 %), by fast ones a tenth more
    // (81.4 %); once built 613,480 (78.65 and 96.13 %).
    expect(rows[0]).toEqual([
      ...['第2县', '4', '702,000', '519,480', '613,480', '94,000', '66–81%', '78–96%'],
    ])
    expect(total?.[5]).toBe('820,000')
    expect(total?.[1]).toBe('40')
  })

  it('are figures in the workbook, at the speeds on record and at both ends', () => {
    const { header, kinds, rows } = inWorkbook(countiesTable(forty))
    expect(header.slice(6)).toEqual([
      ...['现状达标率（慢）', '现状达标率（常）', '现状达标率（快）'],
      ...['建成后达标率（慢）', '建成后达标率（常）', '建成后达标率（快）'],
    ])
    expect(kinds.slice(6)).toEqual(Array.from({ length: 6 }, () => 'share'))
    const shares = rows[0]?.slice(6) as number[]
    for (const [place, share] of [0.666, 0.74, 0.814, 0.7865, 0.8739, 0.9613].entries()) {
      expect(shares[place]).toBeCloseTo(share, 3)
    }
  })
})

describe('the summary', () => {
  it('says in one paragraph what was asked, what is won, who fares worst, and what was proved', () => {
    const text = summaryText(forty)
    for (const said of [
      '按 3 个时段加权、预算 5,000 万元（计 1 年），选出 40 处站址（新建 40 处）',
      '费用合计 4,800 万元',
      '由 4,000,000 人增加到 4,820,000 人，多 820,000 人',
      // 3.2 to 4.4 and 4.0 to 5.2 of 8 million
      '占全部 8,000,000 人的比例由 40–55% 变为 50–65%',
      '由 4,000,000 人减少到 3,180,000 人',
      '车速 ±10%、出动 ±10 秒',
      '现状为第1县（42%），建成后为第2县（52%）',
      '分 2 期：2027：20 处，新增 610,000 人；2028：20 处，新增 210,000 人',
      '9 种情形各自单独选址，30 处站址在三分之二以上的情形中被选中，10 处不足',
      '已证明最优：7,865 个候选地点中没有更好的选法；本方案的目标值为 820,000 人，等于理论界限',
    ]) {
      expect(text).toContain(said)
    }
    expect(WON).toBe(820_000)
  })

  it('tells what a least share of every county costs, where it was asked for and had', () => {
    const worstWithout = { code: FORTY_SITES.sites[1]!.countyCode, share: 0.389 }
    const price = { people: 12_000, atLeast: 11_000.5, atMost: 13_000.2, worstWithout }
    const query = { ...FORTY_SITES.query, leastCountyPercent: 45 }
    const of = (isKept: boolean) =>
      told({ query, fairnessPrice: { ...price, isKept, isProvedImpossible: false } })
    expect(summaryText(of(true))).toContain(
      '不低于 45%，比不作此要求少 12,000 人达标（两者都取最优时，少 11,000 至 13,001 人）；不作此要求时，最差的第3县为 38%。',
    )
    expect(summaryText(of(false))).not.toContain('不作此要求')
    const free = { ...price, people: 0, atLeast: 0, atMost: 0, isKept: true }
    expect(
      summaryText(told({ query, fairnessPrice: { ...free, isProvedImpossible: false } })),
    ).toContain('各区县达标率都不低于 45%，总的达标人数并不因此减少。')
    expect(new Map(assumptionFacts(of(true))).get('各区县达标率至少（%）')).toBe('45')
  })

  it('tells what phases cost, or that they cost nothing', () => {
    const noteOf = (phaseLoss: number) =>
      furtherTables(told({ phaseLoss })).find(({ id }) => id === 'phases')?.note
    expect(noteOf(1500)).toBe('与不分期的最好方案相比，最终少 1,500 人达标。')
    expect(noteOf(0)).toBe('最终达标的人与不分期的最好方案一样多。')
  })

  it('says nothing of what is not there, and the objective where that is a time', () => {
    const text = summaryText(bare)
    expect(text).toContain('按 2026-12-01 10:00 一刻、不超过 2 处，选出 2 处站址')
    expect(text).toContain('目标值由现状的 58.5 变为 41.3（分钟）')
    for (const unsaid of ['预算', '费用', '期：', '情形', '达标率最低', '车速 ±']) {
      expect(text).not.toContain(unsaid)
    }
    expect(summaryText(told({ sites: [] }))).toContain('没有选出站址')
    expect(summaryText(told({ state: 'running', peopleInTimeChecked: null }, 'en'))).toMatch(
      /^The search goes on: /,
    )
  })
})

describe('the proof', () => {
  const first = (changes: Partial<SitingAnswer>, language: 'zh' | 'en' = 'zh') =>
    proofLines(told(changes, language))[0]

  it('is told as what it is: of all, of those listed, or how far off at most', () => {
    expect(first({})).toMatch(/^已证明最优：/)
    const left = [{ reason: 'limit', cells: 9, people: 99 }] as const
    expect(first({ leftOut: [...left] })).toMatch(/^在所列候选地点中已证明最优：/)
    expect(first({ leftOut: [{ reason: 'no-road', cells: 1, people: 4 }] })).toMatch(
      /^已证明最优：/,
    )
    expect(first({ proved: false, gapPercent: 1.231, bound: 830_093 })).toBe(
      '未证明最优，与最优相差不超过 1.24%：本方案的目标值为 820,000 人，7,865 个候选地点中任何选法都不超过 830,093 人。',
    )
    expect(first({ bound: 820_040 }, 'en')).toContain('(within the tolerance of the solver)')
  })

  it('has its bound on the side that is better: below where less is wanted', () => {
    expect(proofLines(bare)[0]).toBe(
      '未证明最优，与最优相差不超过 5.48%：本方案的目标值为 41.3 分钟，7,865 个候选地点中任何选法都不低于 39 分钟。',
    )
  })

  it('says whether it was counted again, why there is no stability, and that data may have changed', () => {
    expect(proofLines(forty)).toContain('已用覆盖分析另行复核：建成后达标 4,820,000 人。')
    const running = proofLines(
      told({ state: 'running', peopleInTimeChecked: null, stability: null, revision: 3 }),
    )
    expect(running).toContain('尚未用覆盖分析复核：搜索结束后才进行。')
    expect(running).toContain('稳定性：搜索结束后才计算。')
    expect(running.some((line) => line.includes('选址所用数据版本为 3'))).toBe(true)
    expect(proofLines(bare)).toContain('稳定性：没有算出，只有一种情形，或没有可比的情形。')
    // the sites are chosen, and counted again; what is left is no proof
    expect(proofLines(told({ state: 'running' }))[1]).toBe('站址已选定，稳定性等仍在计算。')
    expect(proofLines(forty)[1]).toBe('搜索：证明完成，用时 3.8 秒。')
    const remark = { zh: '41 个需求单元不作候选。', en: '41 cells are none.' }
    expect(proofLines(told({ remarks: [remark] }, 'en'))).toContain(remark.en)
  })
})

describe('what was assumed', () => {
  const factsOf = (context: typeof forty) => new Map(assumptionFacts(context))

  it('tells periods, standards, speeds, costs by whom they come from, and the data with their age', () => {
    const facts = factsOf(forty)
    expect(facts.get('时段 白天')).toBe('2026-12-01 10:00，权重 10')
    expect(facts.get('时段 夜间')).toBe('2026-12-02 03:00，权重 10')
    expect(facts.get('标准')).toBe('接警后 城市社区 3 分、镇村 10 分内到达')
    expect(facts.get('单价：新建（假设）')).toBe('一次性 120 万元，每年 0 万元')
    expect(facts.get('单价：延长值班（使用者给出）')).toBe('一次性 0 万元，每年 50 万元')
    expect(facts.get('站点数据')).toBe(
      '600 条：程序生成（演示） 590 条、实测数据 10 条；其中 10 条有核实日期，2025-03-01 至 2026-10-31',
    )
    expect(facts.get('人口数据')).toContain('都没有核实日期')
    expect(facts.get('数据性质')).toContain('演示数据')
    expect(facts.get('道路网')).toContain('不含实时路况')
  })

  it('has no costs without a budget, and the moment where there are no periods', () => {
    const facts = factsOf(bare)
    expect([...facts.keys()].filter((label) => label.startsWith('单价'))).toEqual([])
    expect(facts.get('时刻')).toBe('2026-12-01 10:00')
  })

  it('counts rows by where they come from, and between which days they were verified', () => {
    const row = (provenance: string, verifiedAt: string | null) => ({
      properties: { provenance, verifiedAt },
    })
    const rows = [
      row('imported', '2026-02-01'),
      row('imported', null),
      row('surveyed', '2025-12-31'),
    ]
    expect(rowsOf(rows)).toEqual({
      count: 3,
      byProvenance: new Map([
        ['imported', 2],
        ['surveyed', 1],
      ]),
      verified: { count: 2, from: '2025-12-31', until: '2026-02-01' },
    })
    expect(rowsOf([]).verified).toBeNull()
  })
})

describe('the maps', () => {
  const maps = sitingMapsOf(forty)

  it('have every site on the overview, and each county its own on an inset', () => {
    const [overview, ...insets] = maps
    const numbers = (map: (typeof maps)[number]) => map.map.markers.map(({ text }) => Number(text))
    expect(numbers(overview!)).toHaveLength(SITE_COUNT)
    expect(insets).toHaveLength(11)
    expect(insets[0]?.caption).toBe('第2县：1, 12, 23, 34')
    const inInsets = insets.flatMap(numbers).sort((a, b) => a - b)
    expect(inInsets).toEqual(Array.from({ length: SITE_COUNT }, (_, index) => index + 1))
    for (const { box } of maps) {
      for (const length of [box.widthMm, box.heightMm]) {
        expect((length / 25.4) * 200).toBeCloseTo(Math.round((length / 25.4) * 200), 6)
        expect((length / 25.4) * 96).toBeCloseTo(Math.round((length / 25.4) * 96), 6)
      }
    }
    expect(wishOf(insets[0]!, 'A4').box).toEqual(INSET_BOXES.A4)
  })

  it('are none where none are wanted', () => {
    expect(sitingMapsOf(sitingContext(FORTY_SITES, 'zh', { extent: 'none' }))).toEqual([])
  })

  it('leave no number out, however crowded', () => {
    const crowd = Array.from({ length: 200 }, (_, index) => ({
      ...({ kind: 'proposed', position: [116.5, 35.2], text: String(index) } as const),
    }))
    const placed = placeMarkers(crowd, [116, 35, 117, 36], { widthMm: 20, heightMm: 20 })
    expect(placed).toHaveLength(200)
  })
})

describe.each(['zh', 'en'] as const)('on paper in %s', (language) => {
  const context = sitingContext(FORTY_SITES, language)
  const text = printedText(context)

  it('stands every site with its coordinates', () => {
    for (const { rank, lon, lat } of FORTY_SITES.sites) {
      const name = language === 'zh' ? `第${rank}处` : `Place number ${rank}`
      expect(text).toContain(` ${rank} ${name} `)
      expect(text).toContain(`${lon.toFixed(5)} ${lat.toFixed(5)}`)
    }
  })

  it('stand all parts, the notice, and every fact and line', () => {
    for (const { title } of [
      sitesTable(context),
      countiesTable(context),
      ...furtherTables(context),
    ]) {
      expect(text).toContain(title)
    }
    for (const said of [...assumptionFacts(context).flat(), ...proofLines(context)]) {
      expect(text).toContain(said.replaceAll(/\s+/g, ' '))
    }
    expect(text).toContain(FORTY_SITES.notice?.[language])
  })
})

describe('the annex, read by another program', () => {
  const book = xlsx.read(annexBytes(forty), { cellNF: true })
  const rowsIn = (name: string) =>
    xlsx.utils.sheet_to_json<unknown[]>(book.Sheets[name]!, { header: 1, blankrows: false })

  it('has a sheet for each table, one for the conditions and one for the proof', () => {
    expect(book.SheetNames).toEqual([
      ...[
        '全部站址',
        '各区县：现状与建成后',
        '各时段',
        '分期',
        '费用',
        '公平性',
        '条件与假设',
        '证明与把握',
      ],
    ])
  })

  it('has every site as figures with formats and a filter, its sum and conditions below', () => {
    const sheet = book.Sheets.全部站址!
    const rows = rowsIn('全部站址')
    expect(rows[0]?.[0]).toBe('站点选址报告：全部站址')
    expect(rows[2]?.slice(0, 3)).toEqual(['序', '地点', '办法'])
    const sites = rows.slice(3, 3 + SITE_COUNT)
    expect(sites.map(([rank]) => rank)).toEqual(FORTY_SITES.sites.map(({ rank }) => rank))
    expect(sites.map((row) => [row[5], row[6]])).toEqual(
      FORTY_SITES.sites.map(({ lon, lat }) => [lon, lat]),
    )
    expect(sheet['!autofilter']).toEqual({ ref: 'A3:M43' })
    expect([sheet.F4.z, sheet.I4.z, sheet.J4.z]).toEqual(['0.000000', '#,##0', '#,##0.0'])
    expect(rows[3 + SITE_COUNT]?.slice(8, 10)).toEqual([820_000, 4800])
    const below = rows
      .slice(4 + SITE_COUNT)
      .flat()
      .join(' ')
    expect(below).toContain('标准 接警后 城市社区 3 分、镇村 10 分内到达')
    expect(below).toContain('演示数据')
  })
})

it('asks for the coverage of the same question without and with the sites', () => {
  const { before, after } = beforeAndAfter(FORTY_SITES, 'zh', () => ({}))
  const { query } = FORTY_SITES
  expect(before).toEqual({
    ...{ collection: 'stations', at: query.at, periods: query.periods, band: query.band },
    // Kept before there was a choice.
    demand: 'residents',
    ...{ profile: query.profile, standards: query.standards, filter: query.filter },
    ...{ closures: [], obeyClosures: true, withoutSent: false, scenario: query.scenario },
  })
  const byCalls = { ...FORTY_SITES, query: { ...query, demand: 'calls' as const } }
  expect(beforeAndAfter(byCalls, 'zh', () => ({})).after.demand).toBe('calls')
  expect(after.scenario?.add).toHaveLength(SITE_COUNT)
  expect(after.scenario?.add?.[0]).toMatchObject({ name: '第1处 · 1', lon: 116.01, lat: 35.005 })
})
