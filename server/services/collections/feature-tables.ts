/** Features of a collection as a table for people: words in their language, and where they lie. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import { fieldCell, fieldHeading } from '../../../data/field-text.ts'
import type { Geometry, LonLat } from '../../../data/geometry.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../../data/resource.ts'
import { type Crs, geometryInCrs } from '../../features/crs.ts'
import type { AllItemsQuery } from '../../store/items.ts'
import { type Column, column, fillRow, headingOf, type Layout } from '../tables/columns.ts'
import { coordinateColumns, systemName } from '../tables/coordinate-columns.ts'
import { PAGE_ROWS, type StoredTable } from '../tables/stored-table.ts'

type Feature = ResourceFeature<ResourceDeclaration>

export interface FeaturesQuery {
  readonly collection: CollectionId
  readonly query: AllItemsQuery
  /** Of the positions, which are given easting first in every system. */
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

const pointFor = ({ geometry }: Feature): LonLat => representativePoint(geometry)
const IN_ITS_PLACE: Bilingual = { zh: '代表点', en: ' of a point in it' }

const shapeHeading = (crs: Crs): readonly [zh: string, en: string] => {
  const system = systemName(crs)
  return system === ''
    ? ['几何（WKT）', 'Geometry (WKT)']
    : [`几何WKT（${system}）`, `Geometry WKT (${system})`]
}

const arePoints = (collection: CollectionId): boolean =>
  COLLECTIONS[collection].geometryTypes.every((type) => type === 'Point')

const layoutOf = ({ collection, crs, geometry }: FeatureTableQuery): Layout<Feature> => {
  const { title, fields }: ResourceDeclaration = COLLECTIONS[collection]
  const isExact = arePoints(collection)
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
    isExact || geometry === 'point'
      ? coordinateColumns(crs, pointFor, isExact ? undefined : IN_ITS_PLACE)
      : [
          column<Feature>('geometry', ...shapeHeading(crs), (feature) =>
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

const WITHOUT_SHAPES: Bilingual = {
  zh: '表中每行只有一个代表点，不含线、面的图形；要带图形，请导出为 CSV、GeoJSON、GeoPackage、Shapefile 或 KML。',
  en: 'Each row has one point that stands for the feature, not its line or outline: those go out as CSV, GeoJSON, GeoPackage, Shapefile or KML.',
}

export const FEATURES: StoredTable<FeatureTableQuery> = {
  remarks: ({ collection, geometry }) =>
    geometry === 'point' && !arePoints(collection) ? [WITHOUT_SHAPES] : [],
  heading: (language, query) => headingOf(layoutOf(query), language),
  async *pages(moment, asked, language) {
    const layout = layoutOf(asked)
    for await (const features of moment.features(asked.collection, asked.query, PAGE_ROWS)) {
      yield features.map((feature) => fillRow(layout, feature, language))
    }
  },
}
