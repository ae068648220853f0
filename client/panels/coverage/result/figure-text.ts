/** Figures as the planner reads them: shares that never flatter, differences with their sign. */

import type { Language } from '../../../../data/bilingual.ts'
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { durationText, numberText } from '../../../../data/wording.ts'
import type { Translate } from '../../../i18n/text.ts'
import { shareText } from '../../../layers/share-text.ts'

export { shareText } from '../../../layers/share-text.ts'

/** A true minus, as wide as the plus beside it. */
const MINUS = '\u2212'
const FULL_PERCENT = 100

/** In whole percent, cut off like those with a decimal. */
const wholePercent = (part: number, all: number): string => {
  const percent = Math.floor((part * FULL_PERCENT) / all)
  return percent === 0 && part > 0 ? '<1' : String(percent)
}

type Served = Pick<CoverageAnswer['summary'], 'people' | 'peopleInTime'>
/** What is reached in time by slow vehicles and by fast ones. */
export type BandEnds = Readonly<Record<'slow' | 'fast', Served>>

/** A share in whole percent: what depends on speeds that are off by a tenth has no decimal. */
export const wholeShareText = ({ people, peopleInTime }: Served): string =>
  people <= 0 ? '–' : `${wholePercent(peopleInTime, people)}%`

/** "53–57%" */
export const bandText = ({ slow, fast }: BandEnds): string => {
  if (slow.people <= 0) return '–'
  const [low, high] = [slow, fast].map((each) => wholePercent(each.peopleInTime, each.people))
  return low === high ? `${low}%` : `${low}–${high}%`
}

/** The share in time with its band, where that is known. */
export const shareInWords = (served: Served, band: BandEnds | null): string =>
  band ? bandText(band) : wholeShareText(served)

type Band = NonNullable<CoverageAnswer['band']>

/** The ends of the band by code of county and of town. */
export const bandByCode = ({ slow, fast }: Pick<Band, 'slow' | 'fast'>): Map<string, BandEnds> => {
  const fastByCode = new Map([...fast.byCounty, ...fast.byTown].map((area) => [area.code, area]))
  return new Map(
    [...slow.byCounty, ...slow.byTown].flatMap((area) => {
      const other = fastByCode.get(area.code)
      return other ? [[area.code, { slow: area, fast: other }] as const] : []
    }),
  )
}

/** Of areas together; null where the band of one is not known. */
export const sumOfEnds = (areas: readonly (BandEnds | undefined)[]): BandEnds | null => {
  const sum = (end: keyof BandEnds, figure: keyof Served): number =>
    areas.reduce((total, area) => total + (area?.[end][figure] ?? 0), 0)
  const endOf = (end: keyof BandEnds): Served => ({
    people: sum(end, 'people'),
    peopleInTime: sum(end, 'peopleInTime'),
  })
  return areas.includes(undefined) ? null : { slow: endOf('slow'), fast: endOf('fast') }
}

/** A difference with its sign: "+12,340", "−2", "±0". */
export const signedText = (difference: number, language: Language): string => {
  if (difference === 0) return '±0'
  return `${difference > 0 ? '+' : MINUS}${numberText(Math.abs(difference), language)}`
}

/** Latest arrival, or the word for unreachable. */
export const arrivalText = (
  seconds: number | null,
  language: Language,
  unreachable: string,
): string => (seconds === null ? unreachable : durationText(seconds, language))

/** "+0.1%", "−25.0%"; what is less than a tenth has no sign: "<0.1%". */
export const signedShareText = (difference: number, all: number): string => {
  const share = shareText(Math.abs(difference), all)
  return share.startsWith('<') ? share : `${difference > 0 ? '+' : MINUS}${share}`
}

/** "+12,340 人（+0.1%）": people won or lost, with their share of all; a sentence where there are none. */
export const changeText = (
  { people }: Pick<NonNullable<CoverageAnswer['changes']>, 'people'>,
  all: number,
  language: Language,
  t: Translate<'coverage'>,
): string =>
  people === 0
    ? t('summary.noChange')
    : t('summary.change', {
        people: signedText(people, language),
        share: signedShareText(people, all),
      })

/** People won or lost by code of town and of county; areas without a change are not in it. */
export const peopleChangeByCode = ({
  byTown,
}: Pick<NonNullable<CoverageAnswer['changes']>, 'byTown'>): ReadonlyMap<string, number> => {
  const byCode = new Map<string, number>()
  for (const { code, countyCode, people } of byTown) {
    byCode.set(code, people)
    byCode.set(countyCode, (byCode.get(countyCode) ?? 0) + people)
  }
  return byCode
}
