import type { Language } from '../../../data/bilingual.ts'
import { COLLECTIONS } from '../../../data/collections.ts'
import { EQUIPMENT } from '../../../data/equipment.ts'
import { MATERIALS } from '../../../data/materials.ts'
import type { NearestQuery } from '../../../data/nearest.ts'
import { PROFILES } from '../../../data/profile.ts'
import { countsText } from '../../form/counts-text.ts'
import { durationText } from '../../form/duration-text.ts'
import { dateTimeText } from '../../form/shanghai-time.ts'
import type { Translate } from '../../i18n/text.ts'
import { conditionsOf } from './query-changes.ts'

/** The goods asked for; a quantity that was left open is not made up. */
const goodsText = ({ item, quantity }: NearestQuery, language: Language): string => {
  if (item === null || !Object.hasOwn(MATERIALS, item)) return ''
  if (quantity !== null) return countsText({ [item]: quantity }, MATERIALS, language)
  return MATERIALS[item as keyof typeof MATERIALS].label[language]
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
