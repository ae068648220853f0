/** Sites as files: each figure under its heading, and the conditions below. */
import { expect, it } from 'vitest'
import { sitesCsv, sitesGeojson } from '../../../../client/panels/coverage/siting/siting-files.ts'
import { type Site, type SitingAnswer, sitingQuerySchema } from '../../../../data/siting.ts'
import { coverageTexts, planningTexts } from './panel-texts.ts'

const query = sitingQuerySchema.parse({
  at: '2026-12-01T10:00:00+08:00',
  withoutSent: false,
  standards: { urban: 180, rural: 600 },
  problem: 'mclp',
  band: {},
  budget: { most: 1000 },
  quotas: [{ countyCode: '370811', least: 1 }],
})

const site: Site = {
  ...{ rank: 1, lon: 116.5, lat: 35.4, name: '=甲镇', nameEn: null, kind: 'longer-hours' },
  ...{ stationId: 'S-1', countyCode: '370811', townCode: '370811001', cost: 44, phase: 1 },
  ...{ isMust: false, peopleWon: 1234, gain: 1234, isSpare: false },
}

const phase = { most: 500, sites: 1, peopleWon: 1234, gapPercent: 0, proved: true }
const answer: SitingAnswer = {
  ...{ obeyed: [], sent: [], sites: [site], objective: 1234, objectiveBefore: 0, bound: 1235.5 },
  ...{ unit: { zh: '人', en: 'people' }, proved: false, enough: null, spare: null, remarks: [] },
  ...{ gapPercent: 0.121, state: 'stopped', people: 5000, peopleInTimeBefore: 2000 },
  ...{
    peopleInTime: 3234,
    peopleInTimeChecked: 3234,
    band: null,
    spent: 44,
    phaseLoss: 0,
    fairnessPrice: null,
  },
  periods: [
    { name: '白天', at: query.at, weight: 10, peopleInTimeBefore: 2000, peopleInTime: 3234 },
  ],
  phases: [
    { name: '一期', ...phase },
    { name: '二期', ...phase },
  ],
  ...{ fairness: null, stability: { cases: 9, chosen: [5] }, candidateCount: 3, leftOut: [] },
  ...{ demandCount: 4, curve: [], unreachableCells: [], peopleUnreachable: 0, elapsedSeconds: 1 },
  ...{
    query,
    network: { id: 'n', provenance: 'generated' },
    revision: 7,
    timeStamp: '2026-12-01T02:00:00.000Z',
    notice: null,
  },
}

const words = {
  t: planningTexts('zh'),
  ofCoverage: coverageTexts('zh'),
  language: 'zh' as const,
  countyNames: new Map([['370811', '任城区']]),
  townNames: new Map([['370811001', '甲镇']]),
}

it('lists each site with its place, gain, cost, phase and stability, and under which conditions', () => {
  const lines = sitesCsv(answer, words).replace('\uFEFF', '').split('\r\n')
  expect(lines[0]).toBe('序,地点,办法,区县,乡镇,经度,纬度,站点编号,新增达标,万元,期次,稳定性')
  // what a spreadsheet would run as a formula is text
  expect(lines[1]).toBe("1,'=甲镇,延长值班,任城区,甲镇,116.5,35.4,S-1,1234,44,二期,5 / 9")
  expect(lines.slice(2, 4)).toEqual(['', '条件'])
  const conditions = lines.slice(4)
  for (const line of [
    '"预算（万元）","1,000"',
    '已用（万元）,44',
    '单价：延长值班,"一次性 0 万元，每年 44 万元"',
    '车速与出动的浮动,车速 ±10%，出动 ±10 秒',
    '各区县数量,任城区：1 至 200 处',
    '理论界限,"1,235.5 人"',
    '证明,与最优相差不超过 0.13%',
    '数据版本,7',
  ]) {
    expect(conditions.map((each) => each.replaceAll('"', ''))).toContain(line.replaceAll('"', ''))
  }
})

it('says in GeoJSON what the table says', () => {
  const { features, conditions } = JSON.parse(sitesGeojson(answer, words))
  expect(features).toMatchObject([
    {
      geometry: { type: 'Point', coordinates: [116.5, 35.4] },
      properties: {
        ...{ county: '任城区', town: '甲镇', cost: 44, phase: '二期', peopleWon: 1234 },
        ...{ chosenInCases: 5, cases: 9 },
      },
    },
  ])
  expect(conditions).toContainEqual({ name: '数据版本', value: '7' })
})
