/** The body of a page of features, built from serialised features without parsing them. */
import type { Bilingual } from '../../data/bilingual.ts'
import type { Geometry } from '../../data/geometry.ts'
import type { ItemsPage } from '../store/items.ts'
import { CRS84, geometryInCrs } from './crs.ts'
import type { Link } from './links.ts'

interface PageTraits {
  links: readonly Link[]
  notice: Bilingual | null
  revision: number
}

interface FeatureText {
  geometry: Geometry
}

/** The same features with coordinates in another system. */
const reprojected = (features: Buffer, crs: string): Buffer => {
  if (crs === CRS84 || features.length === 0) return features
  const parsed = JSON.parse(`[${features}]`) as FeatureText[]
  const texts = parsed.map((feature) =>
    JSON.stringify({ ...feature, geometry: geometryInCrs(feature.geometry, crs) }),
  )
  return Buffer.from(texts.join(','))
}

/** What the body of a page ends with: the second in which it is answered, of the same length in each. */
export const itemsEnding = (answeredAt: Date): string =>
  `,"timeStamp":"${answeredAt.toISOString().slice(0, 'YYYY-MM-DDTHH:mm:ss'.length)}Z"}`

/** A GeoJSON FeatureCollection as bytes, up to its ending. */
export const itemsDocument = (
  page: ItemsPage,
  crs: string,
  { links, notice, revision }: PageTraits,
): Uint8Array<ArrayBuffer> => {
  const members = {
    ...(notice && { notice }),
    links,
    revision,
    numberMatched: page.matched,
    numberReturned: page.returned,
  }
  const tail = JSON.stringify(members).slice(1, -1)
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('{"type":"FeatureCollection","features":['),
      reprojected(page.features, crs),
      Buffer.from(`],${tail}`),
    ]),
  )
}

/** One feature with its links, as bytes. */
export const itemDocument = (
  feature: Buffer,
  crs: string,
  members: { links: readonly Link[]; notice: Bilingual | null },
): string => {
  const parsed = JSON.parse(feature.toString()) as FeatureText
  return JSON.stringify({
    ...parsed,
    geometry: geometryInCrs(parsed.geometry, crs),
    links: members.links,
    ...(members.notice && { notice: members.notice }),
  })
}
