/** A remedy as a sentence, and as a change of the scenario. */
import type { Language } from '../../../../../data/bilingual.ts'
import type { CoverageFilter, Remedy } from '../../../../../data/coverage.ts'
import { EQUIPMENT, type EquipmentKey } from '../../../../../data/equipment.ts'
import type { AddedStation, ScenarioChanges } from '../../../../../data/scenario.ts'
import { asAsked } from '../../../../../data/scenario-edits.ts'
import { countsText, localisedName, numberText } from '../../../../../data/wording.ts'
import type { Translate } from '../../../../i18n/text.ts'

type Text = Translate<'coverage'>

const deed = (remedy: Remedy, language: Language, t: Text): string => {
  const name = localisedName(remedy, language)
  const people = numberText(remedy.peopleWonInAll, language)
  switch (remedy.kind) {
    case 'new-site':
      return t('gap.remedies.newSite', { place: name || t('gap.markedPlace'), people })
    case 'longer-hours':
      return t('gap.remedies.longerHours', { station: name, people })
    case 'equipment': {
      const gear = countsText(remedy.missing, EQUIPMENT, language)
      return t('gap.remedies.equipment', { station: name, gear, people })
    }
  }
}

/**
 * "在唐口街道新建一站，可使 12,340 人达标（其中本缺口 8,000 人）": what to do and whom it helps, those
 * outside the gap included.
 */
export const remedyText = (remedy: Remedy, language: Language, t: Text): string => {
  const { peopleWon, peopleWonInAll } = remedy
  const sentence = deed(remedy, language, t)
  if (peopleWon === peopleWonInAll) return sentence
  const inGap = t('gap.remedies.elsewhere', { people: numberText(peopleWon, language) })
  return sentence + inGap
}

type Gear = Partial<Record<EquipmentKey, number>>

/** A new station where the remedy wants one, with whatever the question asks of a station. */
export const stationFromRemedy = (
  { position }: Pick<Remedy, 'position'>,
  filter: CoverageFilter,
  id: string,
  name: string,
): AddedStation & { id: string } => ({
  id,
  name,
  lon: position[0],
  lat: position[1],
  ...asAsked(filter),
})

/** What is there and what is missing, together. */
export const withMissing = (present: Gear, missing: Readonly<Record<string, number>>): Gear => {
  const gear: Record<string, number> = { ...present }
  for (const [key, count] of Object.entries(missing)) gear[key] = (gear[key] ?? 0) + count
  return gear
}

/** The gear of a station as the scenario has it, else as the data have it. */
export const gearOf = (
  id: string,
  { change }: Pick<ScenarioChanges, 'change'>,
  present: Gear,
): Gear => change.find((each) => each.id === id)?.equipment ?? present
