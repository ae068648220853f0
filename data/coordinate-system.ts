/** What coordinates in degrees may be meant in; the map itself is in the first. */
import { bilingual } from './bilingual.ts'

/** WGS-84 and CGCS2000 differ by centimetres here; the others are shifted by hundreds of metres. */
export const COORDINATE_SYSTEMS = {
  wgs84: bilingual('WGS-84/CGCS2000|WGS-84/CGCS2000'),
  gcj02: bilingual('高德/腾讯（GCJ-02）|Amap/Tencent (GCJ-02)'),
  bd09: bilingual('百度（BD-09）|Baidu (BD-09)'),
} as const

export type CoordinateSystem = keyof typeof COORDINATE_SYSTEMS
