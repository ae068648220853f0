/** Places on levees that a text asks for by their stakes: 泗河左堤 K12+300, 洙赵新河 桩号 3+500. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { LonLat } from '../../../data/geometry.ts'
import {
  besideStakes,
  placeAtStake,
  stakeRange,
  stakeRangeWords,
  stakesIn,
  stakeText,
} from '../../../data/stakes.ts'
import { stakedLineOf } from '../../analysis/staked-line.ts'
import type { FeatureOf } from '../../store/features.ts'

/** Levees for which it is listed from where to where their stakes run. */
const MOST_TOLD = 3

/** A levee's own point of a stake. */
export interface StakePlace {
  readonly levee: FeatureOf<'levees'>
  readonly stake: string
  readonly position: LonLat
  readonly isCounted: boolean
}

/** A stake, and what the text names beside it; null where it asks for no one stake of something. */
export const askedStake = (
  text: string,
): { readonly metres: number; readonly name: string } | null => {
  const [metres, another] = stakesIn(text)
  if (metres === undefined || another !== undefined) return null
  const name = besideStakes(text)
    .replace(/\s*(?:处|附近)$/, '')
    .replace(/岸$/, '堤')
  return name === '' ? null : { metres, name }
}

/** The stake on each of the levees that has it; where none has, where theirs run. */
export const atStake = (
  levees: readonly FeatureOf<'levees'>[],
  metres: number,
): { readonly places: readonly StakePlace[]; readonly remark: Bilingual | null } => {
  const staked = levees.flatMap((levee) => {
    const line = stakedLineOf(levee)
    return line ? [{ levee, line }] : []
  })
  const places = staked.flatMap(({ levee, line }) => {
    const position = placeAtStake(line, metres)
    return position
      ? [{ levee, stake: stakeText(metres), position, isCounted: stakeRange(line).isCounted }]
      : []
  })
  if (places.length > 0 || staked.length === 0) return { places, remark: null }
  const told = staked.slice(0, MOST_TOLD)
  const ranges = (language: 'zh' | 'en'): string =>
    told
      .map(({ levee, line }) => `${levee.properties.name} ${stakeRangeWords(line)[language]}`)
      .join(language === 'zh' ? '，' : ', ')
  return {
    places,
    remark: {
      zh: `没有桩号 ${stakeText(metres)}：${ranges('zh')}。`,
      en: `There is no stake ${stakeText(metres)}: ${ranges('en')}.`,
    },
  }
}
