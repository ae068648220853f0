/** Habits of those who keep registers, each in the smallest register that has it. Everything in them is invented. */
import { describe, expect, test } from 'vitest'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import type { LonLat } from '../../../data/geometry.ts'
import { BD09, GCJ02, geometryInCrs } from '../../../server/features/crs.ts'
import { KnownPlaces } from '../../../server/import/registers/known-places.ts'
import { runRegister } from '../../../server/import/registers/run-register.ts'
import { readTableFile } from '../../../server/import/tables/read-table-file.ts'
import { BY_ROADS, KNOWN, workbook } from '../../fixtures/made-registers.ts'
import { point } from '../../fixtures/shapes.ts'

const known = {
  ...KNOWN,
  counties: new KnownPlaces([
    { code: '990101', name: '甲县' },
    { code: '990102', name: '东山县' },
  ]),
  towns: new KnownPlaces([
    { code: '990101001', name: '东街道', countyCode: '990101' },
    { code: '990102001', name: '东山街道', countyCode: '990102' },
  ]),
  existing: (of: string) =>
    of !== 'stockpiles'
      ? []
      : ['甲县防汛物资储备库', '东山县物资储备库'].map((name, index) => ({
          ...{ id: `S-${index + 1}`, geometry: point(116, 35) },
          properties: { name, code: `S-${index + 1}` },
        })),
}

const read = async (rows: readonly (readonly unknown[])[], ...ids: readonly CollectionId[]) =>
  runRegister(await readTableFile(workbook(rows.map((row) => [...row])), '表.xlsx'), known, {
    ...{ system: null, fileName: '表.xlsx', stock: 'perhaps', duty: 'perhaps' },
    ...{ today: '2026-11-30', resources: ids.map((id) => COLLECTIONS[id]) },
  })

const codes = (issues: readonly { code: string; column?: string }[] = []) =>
  issues.map(({ code, column }) => `${code} ${column}`)

describe('what stands above', () => {
  test('is what ditto marks stand for, in any column', async () => {
    const { rows } = await read(
      [
        ['名称', '县区', '乡镇', '类型', '状态', '管理单位', '经度', '纬度'],
        ['子井', '甲县', '东街道', '机井', '完好', '某站', 116.1, 35.01],
        ['丑井', '〃', '同上', '″', '"', '〃', 116.2, 35.02],
        ['寅井', '〃', '〃', '〃', '损坏', '〃', 116.3, 35.03],
      ],
      'water-sources',
    )
    const alike = { countyCode: '990101', townCode: '990101001', kind: 'well', keeper: '某站' }
    expect(rows.map(({ status, properties }) => [status, properties])).toEqual([
      ['add', { ...alike, name: '子井', state: 'usable' }],
      ['add', { ...alike, name: '丑井', state: 'usable' }],
      ['add', { ...alike, name: '寅井', state: 'faulty' }],
    ])
  })
  test('the headings heads the first block, where blocks repeat the headings', async () => {
    const headings = ['物资名称', '单位', '数量', '入库日期']
    const { rows } = await read([
      ['防汛物资明细表'],
      ['甲县防汛物资储备库'],
      headings,
      ['编织袋', '条', 5000, '2025-05-01'],
      ['东山县物资储备库'],
      headings,
      ['救生衣', '件', 300, '2025-05-01'],
    ])
    expect(rows.map(({ properties: { stockpileId, item } }) => [stockpileId, item])).toEqual([
      ['S-1', 'sandbag'],
      ['S-2', 'life-jacket'],
    ])
  })
  test('a section may be a town that is called as its county is', async () => {
    const { rows } = await read(
      [
        ['村名', '常住人口', '经度', '纬度'],
        ['一、东山街道（1个村）'],
        ['子村', 300, 116.1, 35.01],
        ['二、东街道'],
        ['丑村', 200, 116.2, 35.02],
      ],
      'settlements',
    )
    expect(rows.map(({ properties: { countyCode, townCode } }) => [countyCode, townCode])).toEqual([
      ['990102', '990102001'],
      ['990101', '990101001'],
    ])
  })
})

test('what stands below a blank row under other headings is no part of the list', async () => {
  const { rows, layout } = await read(
    [
      ['站点名称', '县区', '经度', '纬度', '等级', '电话'],
      ['子站', '甲县', 116.1, 35.01, '一级', '0537-2345678'],
      ['丑站', '甲县', 116.2, 35.02, '一级', '0537-2345678'],
      [],
      ['县区', '联系人', '电话'],
      ['甲县', '甲', '0537-2345679'],
    ],
    'stations',
  )
  expect(rows.map(({ row }) => row)).toEqual([2, 3])
  expect(layout.footerRows).toEqual([5, 6])
})

test('after a blank row the list goes on, below its headings or not', async () => {
  const { rows } = await read(
    [
      ['站点名称', '县区', '经度', '纬度', '等级'],
      ['子站', '甲县', 116.1, 35.01, '一级'],
      [],
      ['丑站', '甲县', 116.2, 35.02, '一级'],
      [],
      ['站点名称', '县区', '经度', '纬度', '等级'],
      ['寅站', '甲县', 116.3, 35.03, '一级'],
    ],
    'stations',
  )
  expect(rows.map(({ properties }) => properties.name)).toEqual(['子站', '丑站', '寅站'])
})

describe('who is to be called', () => {
  const TEAM = ['队伍名称', '类型', '级别', '县区', '人数', '主管单位']
  const team = ['子队', '防汛', '县级', '甲县', 20, '某局']
  test.each([
    ['联系方式', { leader: '甲', leaderPhone: '13800000001' }],
    ['值班电话', { leader: '甲', phone: '13800000001' }],
  ])(
    '%s beside a person is that person’s, unless it is called the duty’s',
    async (heading, told) => {
      const { rows } = await read(
        [
          [...TEAM, '负责人', heading],
          [...team, '甲', '13800000001'],
        ],
        'rescue-teams',
      )
      expect(rows[0]!.properties).toMatchObject(told)
      expect(rows[0]!.properties).not.toHaveProperty('phone' in told ? 'leaderPhone' : 'phone')
    },
  )
  test('a number beside the name is kept where its own column is empty, and only there', async () => {
    const { rows } = await read(
      [
        [...TEAM, '队长', '队长电话'],
        [...team, '甲 13800000001', ''],
        ['丑队', ...team.slice(1), '乙 13800000001', '0537-2345678'],
      ],
      'rescue-teams',
    )
    expect(rows.map(({ properties: { leader, leaderPhone } }) => [leader, leaderPhone])).toEqual([
      ['甲', '13800000001'],
      ['乙', '0537-2345678'],
    ])
  })
  test('a column may be of both', async () => {
    const { rows } = await read(
      [
        [...TEAM, '队长及联系电话'],
        [...team, '甲（13800000001）'],
      ],
      'rescue-teams',
    )
    expect(rows[0]!.properties).toMatchObject({ leader: '甲', leaderPhone: '13800000001' })
  })
})

test('quantities in tens of thousands are not so once more below such a unit', async () => {
  const { rows } = await read([
    ['储备库', '编织袋（万条）', '铁丝（吨）'],
    ['甲县防汛物资储备库', '0.8万', 2],
    ['东山县物资储备库', 1.2, '500公斤'],
  ])
  expect(rows.map(({ properties }) => properties.stock)).toEqual([
    { sandbag: 8000, wire: 2000 },
    { sandbag: 12_000, wire: 500 },
  ])
})

test('a register of stores is understood by the words of its forms', async () => {
  const { rows, resource } = await read(
    [
      ['储备库名称', '级别', '县区', '详细地址', '管理单位', '电话', '面积', '货车', '载重（吨）'],
      ['子镇物资库', '乡级', '甲县', '某路1号', '某镇政府', '0537-2345678', '350㎡', 2, 5],
    ],
    'stations',
    'stockpiles',
  )
  expect(resource).toBe('stockpiles')
  expect(rows[0]!.properties).toEqual({
    ...{ name: '子镇物资库', tier: 'town', countyCode: '990101', address: '某路1号' },
    ...{ keeper: '某镇政府', phone: '0537-2345678', floorAreaSquareMetres: 350 },
    ...{ lorryCount: 2, lorryKilograms: 5000 },
  })
})

describe('sources in systems of their own', () => {
  const shifted = (place: LonLat, crs: typeof GCJ02 | typeof BD09): LonLat => {
    const moved = geometryInCrs({ type: 'Point', coordinates: [...place] }, crs)
    return moved.type === 'Point' ? (moved.coordinates as LonLat) : place
  }
  const row = (index: number, source: string, [longitude, latitude]: LonLat) => [
    ...[`子${index}井`, '甲县', '机井', '完好', source],
    ...[longitude.toFixed(6), latitude.toFixed(6)],
  ]
  const HEADINGS = ['名称', '县区', '类型', '状态', '来源', '经度', '纬度']
  const ofSources = async (sources: readonly string[]) =>
    read(
      [
        HEADINGS,
        ...sources.map((source, index) => {
          const place = BY_ROADS[index]!
          if (source.startsWith('高德')) return row(index, source, shifted(place, GCJ02))
          if (source.startsWith('百度')) return row(index, source, shifted(place, BD09))
          return row(index, source, place)
        }),
      ],
      'water-sources',
    )
  const metresOff = (rows: Awaited<ReturnType<typeof read>>['rows']): number =>
    Math.max(
      ...rows.map(({ lonLat }, index) =>
        Math.hypot(lonLat![0] - BY_ROADS[index]![0], lonLat![1] - BY_ROADS[index]![1]),
      ),
    ) * 111_195
  test('that are too few to be judged go by what their source is called', async () => {
    const { coordinates, rows } = await ofSources([
      ...['GPS实测', 'GPS实测', 'GPS实测', '高德地图', '高德地图', '高德地图'],
      ...['百度', '百度'],
    ])
    expect(coordinates).toMatchObject({
      system: 'mixed',
      groups: { GPS实测: 'wgs-84', 高德地图: 'gcj-02', 百度: 'bd-09' },
    })
    expect(metresOff(rows)).toBeLessThan(5)
  })
  test('are told apart though of some rows it is not known whose they are', async () => {
    const { coordinates, warnings } = await ofSources([
      ...['普查', '普查', '普查', '普查', '普查', '高德', '高德', '高德', '高德', '高德', ''],
    ])
    expect(coordinates).toMatchObject({ system: 'mixed', isSure: false })
    expect(warnings.map(({ code }) => code)).toContain('coordinates-system-unsure')
  })
})

test('what is worth nothing, or worth a word, in values', async () => {
  const { rows } = await read(
    [
      ['站点名称', '县区', '等级', '值班', '人数', '出动时间', '装备', '电话'],
      ['子站', '甲县', '叁级', '三班倒', '≥5', '半分钟', '——', ''],
      ['丑站', '甲县', '一级', '24小时', 4, '1′30″', '无', ''],
      ['寅站', '甲县', '一级', '24小时', 4, '60″', '水泵1台', ''],
      ['卯站', '甲县', '一级', '24小时', 4, '两分半', '', ''],
    ],
    'stations',
  )
  expect(
    rows.map(({ properties: { grade, dutyPattern, crewOnDuty, turnoutSeconds, equipment } }) => [
      ...[grade, dutyPattern, crewOnDuty, turnoutSeconds, equipment],
    ]),
  ).toEqual([
    ['third', 'around-the-clock', 5, 30, {}],
    ['first', 'around-the-clock', 4, 90, {}],
    ['first', 'around-the-clock', 4, 60, { pump: 1 }],
    ['first', 'around-the-clock', 4, 150, {}],
  ])
  expect(codes(rows[0]!.issues)).toEqual(['number-approximate E'])
})

test('when a station was built is no day on which it is planned to open', async () => {
  const { mapping } = await read(
    [
      ['站点名称', '县区', '站点类型', '建成时间', '计划建成'],
      ['子站', '甲县', '一类站', '2023-05-01', '2027-05-01'],
    ],
    'stations',
  )
  expect(Object.fromEntries(Object.entries(mapping).map(([at, { field }]) => [at, field]))).toEqual(
    { A: 'name', B: 'countyCode', C: 'grade', E: 'openingOn' },
  )
})

test('a post without a name is called by its area and part', async () => {
  const { rows, defaultsToAskFor } = await read(
    [
      ['村（社区）', '姓名', 'AB角', '层级', '县区'],
      ['子村', '甲', 'A角', '村级', '甲县'],
      ['子村', '乙', 'B', '村级', '甲县'],
    ],
    'information-officers',
  )
  expect(rows.map(({ properties }) => properties.name)).toEqual([
    '子村灾害信息员（A 角）',
    '子村灾害信息员（B 角）',
  ])
  expect(defaultsToAskFor).toEqual([])
})

test('heights and remarks behind coordinates in one cell are passed over', async () => {
  const { rows } = await read(
    [
      ['名称', '县区', '类型', '中心点坐标'],
      ['子井', '甲县', '机井', '116.1，35.01（WGS84）'],
      ['丑井', '甲县', '机井', '(116.2;35.02;H=85m)'],
      ['寅井', '甲县', '机井', '116.3,35.03，海拔 85.2米'],
    ],
    'water-sources',
  )
  expect(rows.map(({ lonLat }) => lonLat)).toEqual([
    [116.1, 35.01],
    [116.2, 35.02],
    [116.3, 35.03],
  ])
})

test('local numbers of a register without any area code get that of those who are here', async () => {
  const rows = [
    ['站点名称', '县区', '电话'],
    ['子站', '甲县', '2345678'],
    ['丑站', '甲县', 5_372_345_678],
  ]
  const here = (phones: readonly string[]) => ({
    ...known,
    existing: () =>
      phones.map((phone, index) => ({
        ...{ id: `Z-${index}`, geometry: point(116, 35) },
        properties: { name: `甲${index}站`, code: `Z-${index}`, phone },
      })),
  })
  const readBeside = async (phones: readonly string[]) => {
    const report = runRegister(await readTableFile(workbook(rows), '表.xlsx'), here(phones), {
      ...{ system: null, fileName: '表.xlsx', stock: 'no', today: '2026-11-30' },
      resources: [COLLECTIONS.stations],
    })
    return report.rows.map(({ properties, issues }) => [properties.phone, ...codes(issues)])
  }
  expect(await readBeside(['0537-2000000'])).toEqual([
    ['0537-2345678', 'phone-area-assumed C'],
    ['0537-2345678', 'phone-leading-zero C'],
  ])
  expect(await readBeside([])).toEqual([
    [undefined, 'phone-unreadable C'],
    [undefined, 'phone-unreadable C'],
  ])
})

test('nobody is nobody, and nothing received is no receipt', async () => {
  const team = await read(
    [
      ['队伍名称', '类型', '级别', '县区', '人数', '主管单位', '队长', '专长', '装备'],
      ['子队', '防汛', '县级', '甲县', '一万二千', '某局', '无', '暂无', '5个灭火器/3卷水带'],
    ],
    'rescue-teams',
  )
  expect(team.rows[0]!.properties).toEqual({
    ...{ name: '子队', kind: 'flood', level: 'county', countyCode: '990101', people: 12_000 },
    ...{ keeper: '某局', equipment: { extinguisher: 5, hose: 3 } },
  })
  const stock = await read([
    ['储备库', '物资名称', '单位', '数量', '生产日期', '保质期'],
    ['甲县防汛物资储备库', '12㎡棉帐篷', '顶', 0, '', ''],
    ['甲县防汛物资储备库', '编织袋', '条', 50, '2025-03-01', '三年'],
  ])
  expect(stock.rows.map(({ status, issues }) => [status, ...codes(issues)])).toEqual([
    ['skip', 'quantity-none D'],
    ['add'],
  ])
  expect(stock.rows[1]!.properties.expiresOn).toBe('2028-03-01')
  const cross = await read([
    ['储备库', '12㎡棉帐篷（顶）', '编织袋（条）'],
    ['甲县防汛物资储备库', 10, 50],
  ])
  expect(cross.rows[0]!.properties.stock).toEqual({ 'cotton-tent': 10, sandbag: 50 })
})
