/** All features of a query as one GeoJSON file, where pages hold ten thousand at most. */
import type { Language } from '../../../data/bilingual.ts'
import { COLLECTIONS } from '../../../data/collections.ts'
import { withoutNulls } from '../../../data/resource.ts'
import { type Crs, geometryInCrs } from '../../features/crs.ts'
import type { Moment } from '../../store/moment.ts'
import { PAGE_ROWS } from '../tables/stored-table.ts'
import { type Circumstances, crsRemarks, remarksOf } from '../tables/table-files.ts'
import type { FeaturesQuery } from './feature-tables.ts'

/** As files before RFC 7946 name their system; programs go by it. Nothing for degrees of WGS-84. */
const systemOf = (crs: Crs) => {
  const [, epsg] = /\/EPSG\/0\/(\d+)$/.exec(crs) ?? []
  const name = `urn:ogc:def:crs:EPSG::${epsg}`
  return epsg === undefined ? {} : { crs: { type: 'name', properties: { name } } }
}

/** The text of the file, in pieces. */
export async function* featuresGeoJson(
  { collection, query, crs }: FeaturesQuery,
  language: Language,
  { at, notice }: Circumstances,
  moment: Moment,
): AsyncGenerator<string, void> {
  const stamp = { revision: await moment.revision(), notice }
  const remarks = [...remarksOf(at, stamp), ...crsRemarks(crs)].map((each) => each[language])
  const title = COLLECTIONS[collection].title[language]
  const head = JSON.stringify({ type: 'FeatureCollection', title, remarks, ...systemOf(crs) })
  yield `${head.slice(0, -1)},"features":[`
  let separator = ''
  for await (const features of moment.features(collection, query, PAGE_ROWS)) {
    const told = features.map(({ id, geometry, properties }) =>
      JSON.stringify({
        ...{ type: 'Feature', id },
        geometry: geometryInCrs(geometry, crs, 'east-first'),
        properties: withoutNulls(properties),
      }),
    )
    if (told.length === 0) continue
    yield separator + told.join(',')
    separator = ','
  }
  yield ']}'
}
