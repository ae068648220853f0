/** Where a site's goods are unloaded, in words. */
import type { Language } from './bilingual.ts'
import { fromCrossing } from './crossing-words.ts'
import { DELIVERY_WAYS, type Delivery } from './delivery.ts'
import { distanceText } from './wording.ts'

/** Nearer than this a place is on the work's line. */
const ON_LINE_METRES = 15
/** Farther than this from the work, a place is none beside it: no stake is said of it. */
const FAR_METRES = 3000

/** Whether an unloading place is so far from its work that it may have been a slip of the hand. */
export const isFarFromWork = ({ offsetMetres }: Delivery): boolean =>
  offsetMetres !== null && offsetMetres > FAR_METRES

const stakeWords = (delivery: Delivery, language: Language): string | null => {
  const { stake, isStakeCounted, offsetMetres } = delivery
  if (isFarFromWork(delivery)) {
    const away = distanceText(offsetMetres!, language)
    return language === 'zh' ? `距工程 ${away}` : `${away} from the work`
  }
  if (stake === null) return null
  const counted = { zh: '（自线形起点计）', en: ' (counted from its beginning)' }[language]
  const told = `${{ zh: '桩号 ', en: 'stake ' }[language]}${stake}${isStakeCounted ? counted : ''}`
  if (offsetMetres === null || offsetMetres < ON_LINE_METRES) return told
  const offset = distanceText(offsetMetres, language)
  return language === 'zh' ? `${told}，距堤线 ${offset}` : `${told}, ${offset} from the line`
}

/** A site by its name, with the stake where its goods are unloaded. */
export const unloadedAt = (name: string, delivery: Delivery | null | undefined): string =>
  delivery?.stake == null || delivery.how === 'middle' || isFarFromWork(delivery)
    ? name
    : `${name} ${delivery.stake}`

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
