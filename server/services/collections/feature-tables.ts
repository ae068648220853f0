/** Features of a collection as a table for people: words in their language, and where they lie. */
import type { Bilingual } from '../../../data/bilingual.ts'
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

/** What a heading says of the system; nothing of degrees of WGS-84 and CGCS2000. */
const systemName = (crs: Crs): string => {
  if (Object.hasOwn(OWN_CRS, crs)) return crs.replace(/^.*\//, '').toUpperCase()
  return isInMetres(crs) ? `EPSG:${/\d+$/.exec(crs)?.[0]}` : ''
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
  const system = systemName(crs)
  const [inZh, inEn] = system ? [`（${system}）`, ` (${system})`] : ['', '']
  return isInMetres(crs)
    ? [
        column(
          'easting',
          `${ofZh}东坐标（米，${system}）`,
          `Easting${ofEn} (m, ${system})`,
          coordinate(0),
        ),
        column(
          'northing',
          `${ofZh}北坐标（米，${system}）`,
          `Northing${ofEn} (m, ${system})`,
          coordinate(1),
        ),
      ]
    : [
        column('longitude', `${ofZh}经度${inZh}`, `Longitude${ofEn}${inEn}`, coordinate(0)),
        column('latitude', `${ofZh}纬度${inZh}`, `Latitude${ofEn}${inEn}`, coordinate(1)),
      ]
}

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
      ? placeColumns(isExact, crs)
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
