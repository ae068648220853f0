/** Features of a collection as a table for people: words in their language, and where they lie. */
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import { fieldCell, fieldHeading } from '../../../data/field-text.ts'
import type { Geometry, LonLat } from '../../../data/geometry.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../../data/resource.ts'
import { type Crs, geometryInCrs, isInMetres, OWN_CRS } from '../../features/crs.ts'
import type { AllItemsQuery } from '../../store/items.ts'
import { type Column, column, fillRow, headingOf, type Layout } from '../tables/columns.ts'
import { PAGE_ROWS, type StoredTable } from '../tables/stored-table.ts'

type Feature = ResourceFeature<ResourceDeclaration>

export interface FeaturesQuery {
  readonly collection: CollectionId
  readonly query: AllItemsQuery
  /** Of the positions, which are told easting first in all of them. */
  readonly crs: Crs
}

export interface FeatureTableQuery extends FeaturesQuery {
  /**
   * As well-known text, unless all are points; as a point that stands for the feature; or beside the
   * columns, where the form has a place for shapes.
   */
  readonly geometry: 'whole' | 'point' | 'apart'
}

type Line = readonly LonLat[]

const lineText = (line: Line): string => `(${line.map(([x, y]) => `${x} ${y}`).join(', ')})`
const ringsText = (rings: readonly Line[]): string => `(${rings.map(lineText).join(', ')})`

/** Well-known text (OGC 06-103r4). */
const wellKnownText = ({ type, coordinates }: Geometry): string => {
  switch (type) {
    case 'Point':
      return `POINT ${lineText([coordinates])}`
    case 'LineString':
      return `LINESTRING ${lineText(coordinates)}`
    case 'Polygon':
      return `POLYGON ${ringsText(coordinates)}`
    case 'MultiPolygon':
      return `MULTIPOLYGON (${coordinates.map(ringsText).join(', ')})`
  }
}

const placeColumns = (isExact: boolean, crs: Crs): Column<Feature>[] => {
  const coordinate =
    (axis: 0 | 1): Column<Feature>['value'] =>
    ({ geometry }) => {
      const point = { type: 'Point' as const, coordinates: [...representativePoint(geometry)] }
      const told = geometryInCrs(point as Geometry, crs, 'east-first')
      return told.type === 'Point' ? told.coordinates[axis] : null
    }
  const [ofZh, ofEn] = isExact ? ['', ''] : ['代表点', ' of a point in it']
  const shift = Object.hasOwn(OWN_CRS, crs) ? crs.replace(/^.*\//, '').toUpperCase() : null
  const [inZh, inEn] = shift ? [`（${shift}）`, ` (${shift})`] : ['', '']
  return isInMetres(crs)
    ? [
        column('easting', `${ofZh}东坐标（米）`, `Easting${ofEn} (m)`, coordinate(0)),
        column('northing', `${ofZh}北坐标（米）`, `Northing${ofEn} (m)`, coordinate(1)),
      ]
    : [
        column('longitude', `${ofZh}经度${inZh}`, `Longitude${ofEn}${inEn}`, coordinate(0)),
        column('latitude', `${ofZh}纬度${inZh}`, `Latitude${ofEn}${inEn}`, coordinate(1)),
      ]
}

const layoutOf = ({ collection, crs, geometry }: FeatureTableQuery): Layout<Feature> => {
  const { title, fields, geometryTypes }: ResourceDeclaration = COLLECTIONS[collection]
  const arePoints = geometryTypes.every((type) => type === 'Point')
  const ofFields = Object.entries(fields).map(
    ([key, field]): Column<Feature> => ({
      key,
      label: { zh: fieldHeading(field, 'zh'), en: fieldHeading(field, 'en') },
      value: ({ properties }, language) => fieldCell(field, properties[key], language),
      ...(field.kind === 'counts' || (field.kind === 'text' && field.format === 'roster')
        ? { isUncut: true }
        : {}),
    }),
  )
  const place = (): Column<Feature>[] =>
    arePoints || geometry === 'point'
      ? placeColumns(arePoints, crs)
      : [
          column<Feature>('geometry', '几何（WKT）', 'Geometry (WKT)', (feature) =>
            wellKnownText(geometryInCrs(feature.geometry, crs, 'east-first')),
          ),
        ]
  const isApart = geometry === 'apart'
  return {
    title,
    geometry: (feature) => (isApart ? feature.geometry : null),
    columns: [
      column<Feature>('id', '标识', 'Identifier', ({ id }) => id),
      ...ofFields,
      ...(isApart ? [] : place()),
    ],
  }
}

export const FEATURES: StoredTable<FeatureTableQuery> = {
  heading: (language, query) => headingOf(layoutOf(query), language),
  async *pages(moment, asked, language) {
    const layout = layoutOf(asked)
    for await (const features of moment.features(asked.collection, asked.query, PAGE_ROWS)) {
      yield features.map((feature) => fillRow(layout, feature, language))
    }
  },
}
