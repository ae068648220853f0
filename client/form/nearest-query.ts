/** The conditions of a nearest question: which of them a collection has, and how they read. */
import type { Language } from '../../data/bilingual.ts'
import { COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import { EQUIPMENT } from '../../data/equipment.ts'
import { isMaterialKey, MATERIALS } from '../../data/materials.ts'
import type { NearestQuery } from '../../data/nearest.ts'
import { PROFILES, type ProfileId } from '../../data/profile.ts'
import { countsText, durationText } from '../../data/wording.ts'
import type { NearestOptions } from '../api/nearest.ts'
import type { Translate } from '../i18n/text.ts'
import { dateTimeText } from './shanghai-time.ts'

/** Whether features of the collection have shifts, gear or stock: which conditions make sense. */
export const conditionsOf = (
  collection: CollectionId,
): { duty: boolean; equipment: boolean; stock: boolean } => {
  const { fields } = COLLECTIONS[collection]
  return {
    duty: 'dutyPattern' in fields,
    equipment: 'equipment' in fields,
    stock: 'stock' in fields,
  }
}

/** Goods travel by lorry, people by van. */
const usualProfile = (collection: CollectionId): ProfileId =>
  conditionsOf(collection).stock ? 'supply-lorry' : 'rescue-van'

/** The options after switching to another collection: its own conditions, all unset. */
export const switchCollection = (collection: CollectionId): Partial<NearestOptions> => ({
  collection,
  profile: usualProfile(collection),
  onDuty: conditionsOf(collection).duty,
  equipment: {},
  item: null,
  quantity: null,
})

/** The goods asked for; a quantity that was left open is not made up. */
const goodsText = ({ item, quantity }: NearestQuery, language: Language): string => {
  if (item === null || !isMaterialKey(item)) return ''
  if (quantity !== null) return countsText({ [item]: quantity }, MATERIALS, language)
  return MATERIALS[item].label[language]
}

/** The query as understood by the server, as label and value, for print: it can be repeated. */
export const querySummary = (
  query: NearestQuery,
  language: Language,
  t: Translate<'panels'>,
): [label: string, value: string][] => {
  const conditions = conditionsOf(query.collection)
  const gear = countsText(query.equipment, EQUIPMENT, language)
  const goods = goodsText(query, language)
  const yesNo = t(query.onDuty ? 'nearest.print.yes' : 'nearest.print.no')
  return [
    [t('nearest.form.collection'), COLLECTIONS[query.collection].title[language]],
    [t('nearest.form.count'), String(query.k)],
    [t('nearest.form.profile'), PROFILES[query.profile].label[language]],
    [t('nearest.form.time'), dateTimeText(Date.parse(query.at))],
    [t('nearest.print.withinLimit'), durationText(query.withinSeconds, language)],
    ...(conditions.duty ? [[t('nearest.form.onDuty'), yesNo] as [string, string]] : []),
    ...(gear === '' ? [] : [[t('nearest.form.gear'), gear] as [string, string]]),
    ...(goods === '' ? [] : [[t('nearest.form.item'), goods] as [string, string]]),
  ]
}
