/** The picture of tiles that an installation names in its environment; none where it names none. */
import type { BaseMap } from '../data/base-map.ts'
import type { Bilingual } from '../data/bilingual.ts'

/** Hosts whose tiles are in GCJ-02 or BD-09: under them, everything of ours would lie beside its place. */
const SHIFTED_HOSTS =
  /(?:^|\.)(?:amap\.com|autonavi\.com|gaode\.com|mapabc\.com|qq\.com|gtimg\.(?:com|cn)|baidu\.com|bdimg\.com|bdstatic\.com|google\.cn|geoq\.cn)$/

/** 天地图 in degrees (`vec_c`) has other tiles than the map asks for. */
const IN_DEGREES = /\/[a-z]{3}_c\/|[?&]tilematrixset=c(?:&|$)/i

const PLACES = ['{z}', '{x}', '{y}'] as const

interface BaseMapSettings {
  readonly url: string
  readonly key: string
  readonly attribution: string
}

/** What is set, with the origin that the page may load from; or a sentence that says why it cannot be. */
export const readBaseMap = ({
  url,
  key,
  attribution,
}: BaseMapSettings): { baseMap: BaseMap; origin: string } | { refused: Bilingual } | null => {
  if (url === '') return null
  const refused = (zh: string, en: string) => ({ refused: { zh, en } })
  const tiles = url.replaceAll('{key}', encodeURIComponent(key))
  const parsed = URL.canParse(tiles) ? new URL(tiles) : null
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) {
    return refused(
      `BASE_MAP_URL 应为 http 或 https 地址，现为 ${url}。`,
      `BASE_MAP_URL must be an http or https address, not ${url}.`,
    )
  }
  const missing = PLACES.filter((place) => !tiles.includes(place))
  if (missing.length > 0) {
    return refused(
      `BASE_MAP_URL 缺少 ${missing.join('、')}：地址中须写明瓦片的级别、列、行。`,
      `BASE_MAP_URL lacks ${missing.join(', ')}: zoom, column and row of a tile stand in the address.`,
    )
  }
  if (SHIFTED_HOSTS.test(parsed.hostname)) {
    return refused(
      `${parsed.hostname} 的瓦片采用 GCJ-02 或 BD-09，与本系统的 WGS-84/CGCS2000 相差数百米，不能作为底图。可用天地图。`,
      `Tiles of ${parsed.hostname} are in GCJ-02 or BD-09, hundreds of metres beside WGS-84/CGCS2000: they cannot lie under this map. Tianditu can.`,
    )
  }
  if (IN_DEGREES.test(tiles)) {
    return refused(
      'BASE_MAP_URL 是天地图经纬度投影（_c）的瓦片，本系统使用球面墨卡托投影：请改用 _w，如 img_w。',
      'BASE_MAP_URL names tiles of Tianditu in degrees (_c); this map is in Web Mercator: use _w, such as img_w.',
    )
  }
  if (url.includes('{key}') !== (key !== '')) {
    return refused(
      'BASE_MAP_URL 中的 {key} 与 BASE_MAP_KEY 须同时设置，或都不设置。',
      '{key} in BASE_MAP_URL and BASE_MAP_KEY go together: set both or neither.',
    )
  }
  if (attribution.trim() === '') {
    return refused(
      '请用 BASE_MAP_ATTRIBUTION 写明底图来源，如“天地图”：它会显示在地图上。',
      'Say with BASE_MAP_ATTRIBUTION whose picture it is, such as “Tianditu”: it stands on the map.',
    )
  }
  return { baseMap: { tiles, attribution: attribution.trim() }, origin: parsed.origin }
}
