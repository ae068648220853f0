/** A nearest answer as a table: who arrives when, with what lists show of each. */
import { COLLECTIONS } from '../../../data/collections.ts'
import { fieldCell, fieldHeading, listedFields } from '../../../data/field-text.ts'
import type { NearestAnswer, NearestFeature } from '../../../data/nearest.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { localisedName } from '../../../data/wording.ts'
import { type Column, column, type Layout } from '../tables/columns.ts'
import {
  filledSheet,
  fillTable,
  labelled,
  remarksOf,
  type TableSheet,
  type TableStreams,
} from '../tables/table-files.ts'

const SECONDS_PER_MINUTE = 60
const METRES_PER_KILOMETRE = 1000

/** Times to a tenth of a minute, ways to ten metres: more is not known. */
const minutes = (seconds: number): number => Math.round((seconds / SECONDS_PER_MINUTE) * 10) / 10
const kilometres = (metres: number): number =>
  Math.round((metres / METRES_PER_KILOMETRE) * 100) / 100

const ARRIVAL: readonly Column<NearestFeature>[] = [
  column('rank', '次序', 'Rank', ({ properties }) => properties.rank),
  column('id', '编号', 'Identifier', ({ id }) => id),
  column('name', '名称', 'Name', ({ properties }, language) => localisedName(properties, language)),
  column('arrivalMinutes', '到达（分钟）', 'Arrival (min)', ({ properties }) =>
    minutes(properties.arrivalSeconds),
  ),
  column('turnoutMinutes', '出动（分钟）', 'Turnout (min)', ({ properties }) =>
    minutes(properties.turnoutSeconds),
  ),
  column('travelMinutes', '行车（分钟）', 'Driving (min)', ({ properties }) =>
    minutes(properties.travelSeconds),
  ),
  column('accessMinutes', '步行（分钟）', 'On foot (min)', ({ properties }) =>
    minutes(properties.accessSeconds),
  ),
  column('roadKilometres', '道路距离（公里）', 'By road (km)', ({ properties }) =>
    kilometres(properties.distanceMetres),
  ),
]

const PLACE = { zh: '事发地点（WGS-84 经度, 纬度）', en: 'Place (WGS-84 longitude, latitude)' }

/** @param answer as the asker may read it: persons are masked. */
export const nearestTable = (streams: TableStreams, answer: NearestAnswer): TableSheet => {
  const { query } = answer
  const resource: ResourceDeclaration = COLLECTIONS[query.collection]
  const { provenance, source } = resource.fields
  const told = [
    ...listedFields(resource),
    ...Object.entries({ provenance, source }).flatMap(([name, field]) =>
      field && !field.listed ? [[name, field] as const] : [],
    ),
  ]
  const layout: Layout<NearestFeature> = {
    title: { zh: `就近${resource.title.zh}`, en: `Nearest ${resource.title.en.toLowerCase()}` },
    columns: [
      ...ARRIVAL,
      ...told.map(([key, field]) => ({
        key,
        label: { zh: fieldHeading(field, 'zh'), en: fieldHeading(field, 'en') },
        value: ({ properties }: NearestFeature, language: 'zh' | 'en') =>
          fieldCell(field, properties[key], language),
      })),
    ],
    geometry: ({ geometry }) => geometry,
  }
  const remarks = [labelled(PLACE, `${query.lon}, ${query.lat}`), ...remarksOf(query.at, answer)]
  return filledSheet(
    streams,
    `nearest-${query.collection}`,
    fillTable(layout, answer.features),
    remarks,
    query.at,
  )
}
