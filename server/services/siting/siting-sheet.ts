/** Sites of an answer as a table: where each is, what it wins and costs, and below it what that rests on. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { SITE_KINDS } from '../../../data/site-kinds.ts'
import { SITING_PROBLEMS } from '../../../data/siting.ts'
import type { Site } from '../../../data/siting-answer.ts'
import type { KeptAnswer } from '../../../data/siting-run.ts'
import { CRS84, type Crs } from '../../features/crs.ts'
import { column, type Layout, nameIn } from '../tables/columns.ts'
import { coordinateColumns } from '../tables/coordinate-columns.ts'
import {
  filledSheet,
  fillTable,
  type TableSheet,
  type TableStreams,
} from '../tables/table-files.ts'
import { type NameOfArea, sitingConditions } from './siting-conditions.ts'

const PEOPLE_MINUTES = 'p-'
const SYSTEM: Bilingual = { zh: '坐标系：WGS-84 经纬度', en: 'Coordinates: WGS-84, degrees' }

/** @param areas names of counties and of towns. */
const layoutOf = (
  name: string,
  { phases, stability, query }: KeptAnswer,
  areas: { readonly countyOf: NameOfArea; readonly townOf: NameOfArea },
  crs: Crs,
): Layout<Site> => ({
  title: { zh: name, en: name },
  columns: [
    column('rank', '序', 'Rank', ({ rank }) => rank),
    column('name', '地点', 'Place', nameIn),
    column('kind', '办法', 'Kind', ({ kind }, language) => SITE_KINDS[kind][language]),
    column('county', '区县', 'County', ({ countyCode }, language) =>
      areas.countyOf(countyCode, language),
    ),
    column('town', '乡镇', 'Town', ({ townCode }, language) => areas.townOf(townCode, language)),
    ...coordinateColumns<Site>(crs, ({ lon, lat }) => [lon, lat]),
    column('station', '站点编号', 'Station', ({ stationId }) => stationId),
    column('peopleWon', '新增达标人口', 'People won', ({ peopleWon }) => peopleWon, 'people'),
    ...(query.problem.startsWith(PEOPLE_MINUTES)
      ? [
          column<Site>(
            'gain',
            SITING_PROBLEMS[query.problem].gain.zh,
            SITING_PROBLEMS[query.problem].gain.en,
            ({ gain }) => gain,
            'tenth',
          ),
        ]
      : []),
    ...(query.budget
      ? [column<Site>('cost', '费用（万元）', 'Cost (10,000 yuan)', ({ cost }) => cost, 'sum')]
      : []),
    ...(phases.length > 0
      ? [
          column<Site>('phase', '期次', 'Phase', ({ phase }) =>
            phase === null ? null : (phases[phase]?.name ?? null),
          ),
        ]
      : []),
    ...(stability
      ? [
          column<Site>(
            'chosenInCases',
            `稳定性（${stability.cases} 种情形中选中）`,
            `Stability (chosen in so many of ${stability.cases} cases)`,
            ({ rank }) => stability.chosen[rank - 1] ?? null,
          ),
        ]
      : []),
  ],
  position: ({ lon, lat }) => [lon, lat],
})

interface Area {
  readonly properties: Readonly<Record<string, unknown>>
}

const nameByCode = (areas: readonly Area[]): NameOfArea => {
  const byCode = new Map(areas.map(({ properties }) => [String(properties.code), properties]))
  return (code, language) => {
    const { name, nameEn } = byCode.get(code) ?? {}
    return typeof name === 'string'
      ? nameIn({ name, nameEn: typeof nameEn === 'string' ? nameEn : null }, language)
      : code
  }
}

/** @param name what stands above the table. */
export const sitingSheet = (
  streams: TableStreams,
  name: string,
  answer: KeptAnswer,
  { counties, towns }: Readonly<Record<'counties' | 'towns', readonly Area[]>>,
): TableSheet => {
  const areas = { countyOf: nameByCode(counties), townOf: nameByCode(towns) }
  const conditions = sitingConditions(answer, areas.countyOf)
  return {
    name: `siting-${answer.query.problem}`,
    write: (form) => {
      const { crs } = form
      const remarks = [
        ...conditions,
        ...(crs === CRS84 ? [SYSTEM] : []),
        ...(answer.notice ? [answer.notice] : []),
      ]
      const fill = fillTable(layoutOf(name, answer, areas, crs), answer.sites)
      const sheet = filledSheet(
        streams,
        `siting-${answer.query.problem}`,
        fill,
        remarks,
        answer.query.at,
      )
      return sheet.write(form)
    },
  }
}
