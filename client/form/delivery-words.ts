/** Where a site's goods are unloaded, in words. */
import type { Language } from '../../data/bilingual.ts'
import { DELIVERY_WAYS, type Delivery } from '../../data/delivery.ts'
import type { LonLat } from '../../data/geometry.ts'
import { distanceText } from '../../data/wording.ts'
import { inSystem, pairText } from './coordinate-systems.ts'
import { fromCrossing } from './crossing-words.ts'

/** Nearer than this a place is on the work's line. */
const ON_LINE_METRES = 15

const stakeWords = (
  { stake, isStakeCounted, offsetMetres }: Delivery,
  language: Language,
): string | null => {
  if (stake === null) return null
  const counted = { zh: '（自线形起点计）', en: ' (counted from its beginning)' }[language]
  const told = `${{ zh: '桩号 ', en: 'stake ' }[language]}${stake}${isStakeCounted ? counted : ''}`
  if (offsetMetres === null || offsetMetres < ON_LINE_METRES) return told
  const offset = distanceText(offsetMetres, language)
  return language === 'zh' ? `${told}，距堤线 ${offset}` : `${told}, ${offset} from the line`
}

/** How it was chosen, its stake, and its crossing; empty for a place that nothing is known of. */
export const deliveryWords = (delivery: Delivery, language: Language): string[] => {
  const { how, name, crossing } = delivery
  const isSaid = how === 'place' || how === 'work' || how === 'stake'
  return [
    isSaid ? null : [DELIVERY_WAYS[how][language], name].filter(Boolean).join(' '),
    stakeWords(delivery, language),
    crossing && fromCrossing(crossing, language),
  ].filter((part) => part !== null)
}

/** Coordinates for paper: each with the name of its system. CGCS2000 and WGS-84 agree to decimetres. */
export const namedCoordinates = (position: LonLat, language: Language): string =>
  [
    `CGCS2000/WGS-84 ${pairText(position)}`,
    `${{ zh: '高德（GCJ-02）', en: 'Amap (GCJ-02) ' }[language]}${pairText(inSystem(position, 'gcj02'))}`,
  ].join(language === 'zh' ? '；' : '; ')
