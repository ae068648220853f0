/** What was asked, obeyed and assumed for the sites, and what the data are: labels and what stands behind them. */
import { PROVENANCE_OPTIONS, type Provenance } from '../../../../../data/provenance.ts'
import { sitingConditions } from '../../../../../data/siting-conditions.ts'
import { listText, numberText } from '../../../../../data/wording.ts'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import type { DataRows, SitingReportContext } from './siting-source.ts'
import { countyName } from './siting-tables.ts'

export type Fact = readonly [label: string, value: string]

const rowsText = (
  { count, byProvenance, verified }: DataRows,
  { texts: { siting }, language }: SitingReportContext,
): string => {
  const provenances = [...byProvenance].map(([key, rows]) =>
    siting('facts.provenance', {
      label: PROVENANCE_OPTIONS[key as Provenance]?.label[language] ?? key,
      count: numberText(rows, language),
    }),
  )
  const days = verified && { ...verified, count: numberText(verified.count, language) }
  return siting('facts.rows', {
    count: numberText(count, language),
    provenances: listText(provenances, language),
    verified: days
      ? siting(verified.count === count ? 'facts.verified' : 'facts.someVerified', days)
      : siting('facts.neverVerified'),
  })
}

const dataFacts = (context: SitingReportContext): Fact[] => {
  const { source, texts, language } = context
  const { siting } = texts
  const { answer, stations, settlements } = source
  return [
    [siting('facts.stations'), rowsText(stations, context)],
    [siting('facts.settlements'), rowsText(settlements, context)],
    [siting('facts.revision'), String(answer.revision)],
    [siting('facts.computed'), dateTimeText(Date.parse(answer.timeStamp))],
    ...(answer.notice ? [[siting('facts.notice'), answer.notice[language]] as const] : []),
  ]
}

/** Everything that was asked, obeyed or assumed, and what the data are. */
export const assumptionFacts = (context: SitingReportContext): Fact[] => {
  const { source, language } = context
  return [
    ...sitingConditions(source.answer, (code) => countyName(source, code)).map(
      ({ label, value }): Fact => [label[language], value[language]],
    ),
    ...dataFacts(context),
  ]
}
