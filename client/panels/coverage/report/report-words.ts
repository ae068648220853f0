/** What an answer says of the whole city, in words and figures. */
import type { Language } from '../../../../data/bilingual.ts'
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { PROFILES } from '../../../../data/profile.ts'
import { PROVENANCE_OPTIONS } from '../../../../data/provenance.ts'
import { durationText, numberText } from '../../../form/number-text.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { dueChoice, gearText, gradeText } from '../result/condition-texts.ts'
import type { ReportSettings, ReportSource, ReportTexts } from './report-source.ts'

export const conditions = (
  { query, closedSegments }: CoverageAnswer,
  language: Language,
  { report, coverage }: ReportTexts,
): string[] => {
  const { filter, standards, profile } = query
  const gear = gearText(filter, language)
  const { minimumGrade, due } = filter
  return [
    report('sheet.at', { time: dateTimeText(Date.parse(query.at)) }),
    report('sheet.vehicle', { vehicle: PROFILES[profile].label[language] }),
    report('sheet.standards', {
      urban: durationText(standards.urban, language),
      rural: durationText(standards.rural, language),
    }),
    coverage(`parameters.dueChoices.${dueChoice(due)}`),
    report(filter.onDuty ? 'sheet.onDuty' : 'sheet.everybody'),
    ...(gear === '' ? [] : [report('sheet.gear', { gear })]),
    ...(minimumGrade === null ? [] : [gradeText(minimumGrade, language, coverage)]),
    ...(closedSegments === 0
      ? []
      : [report('sheet.closures', { count: numberText(closedSegments, language) })]),
  ]
}

export const basis = (
  { revision, network, gaps }: CoverageAnswer,
  language: Language,
  { report }: ReportTexts,
): string[] => [
  report('sheet.product'),
  report('sheet.revision', { revision }),
  report('sheet.network', {
    id: network.id,
    provenance: PROVENANCE_OPTIONS[network.provenance].label[language],
  }),
  report('sheet.method'),
  report('sheet.speeds'),
  ...(gaps.some(({ remedy }) => remedy !== null) ? [report('sheet.remedies')] : []),
]

export const subtitle = (
  { answer, scenarioName }: ReportSource,
  { report }: ReportTexts,
): string => {
  if (answer.changes === null) return report('sheet.today')
  return scenarioName === null
    ? report('sheet.unsaved')
    : report('sheet.scenario', { name: scenarioName })
}

export const reportTitle = ({ title }: ReportSettings, { report }: ReportTexts): string =>
  title.trim() || report('title')
