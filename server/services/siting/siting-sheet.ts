/** Sites of an answer as a table: where each is, what it wins and costs, and below it what that rests on. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { gainColumns, placeColumns } from '../../../data/site-columns.ts'
import type { Site } from '../../../data/siting-answer.ts'
import type { NameOfArea } from '../../../data/siting-conditions.ts'
import type { KeptAnswer } from '../../../data/siting-run.ts'
import { CRS84, type Crs } from '../../features/crs.ts'
import { type Layout, nameIn } from '../tables/columns.ts'
import { coordinateColumns } from '../tables/coordinate-columns.ts'
import {
  filledSheet,
  fillTable,
  type TableSheet,
  type TableStreams,
} from '../tables/table-files.ts'
import { linesBelow } from './siting-conditions.ts'

const SYSTEM: Bilingual = { zh: '坐标系：WGS-84 经纬度', en: 'Coordinates: WGS-84, degrees' }

/** @param areas names of counties and of towns. */
const layoutOf = (
  name: string,
  answer: KeptAnswer,
  { countyOf, townOf }: { readonly countyOf: NameOfArea; readonly townOf: NameOfArea },
  crs: Crs,
): Layout<Site> => ({
  title: { zh: name, en: name },
  columns: [
    ...placeColumns(countyOf, townOf),
    ...coordinateColumns<Site>(crs, ({ lon, lat }) => [lon, lat]),
    ...gainColumns(answer),
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

/** @param title what stands above the table. */
export const sitingSheet = (
  streams: TableStreams,
  title: string,
  answer: KeptAnswer,
  { counties, towns }: Readonly<Record<'counties' | 'towns', readonly Area[]>>,
): TableSheet => {
  const areas = { countyOf: nameByCode(counties), townOf: nameByCode(towns) }
  const conditions = linesBelow(answer, areas.countyOf)
  const name = `siting-${answer.query.problem}`
  return {
    name,
    write: (form) => {
      const { crs } = form
      const remarks = [
        ...conditions,
        ...(crs === CRS84 ? [SYSTEM] : []),
        ...(answer.notice ? [answer.notice] : []),
      ]
      const fill = fillTable(layoutOf(title, answer, areas, crs), answer.sites)
      return filledSheet(streams, name, fill, remarks, answer.query.at).write(form)
    },
  }
}
