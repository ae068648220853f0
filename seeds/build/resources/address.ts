/** Addresses of places beside a road, as people say them. */
import type { DraftSegment } from '../../../server/network/draft.ts'
import type { County, Town } from './region.ts'

/** Beside a trunk road the section counts, on a country road the village, in a town the street. */
export const roadsideAddress = (
  county: County,
  town: Town,
  { roadClass, ref, name }: DraftSegment,
  settlement: string,
): string => {
  const place = county.nameZh + town.nameZh
  const quarter = settlement === '' ? '驻地' : settlement
  switch (roadClass) {
    case 'national':
    case 'provincial': {
      const section = town.nameZh.replace(/(街道|[镇乡])$/, '')
      return ref === '' ? `${place}${name}旁` : `${place} ${ref} ${name}${section}段`
    }
    case 'county':
    case 'town':
      return ref === '' ? `${place}${quarter}` : `${place}${quarter}（${ref} 旁）`
    default:
      if (name === '') return `${place}${quarter}`
      // A village's road has the name of its town already.
      return `${name.startsWith(town.nameZh) ? county.nameZh : place}${name}旁`
  }
}
