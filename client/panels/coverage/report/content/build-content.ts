/** Says in words and figures what an answer says. */
import type { Language } from '../../../../../data/bilingual.ts'
import type { CoverageAnswer } from '../../../../../data/coverage.ts'
import { PROFILES } from '../../../../../data/profile.ts'
import { PROVENANCE_OPTIONS } from '../../../../../data/provenance.ts'
import { AREA_CLASS_NAMES, AREA_CLASSES } from '../../../../../data/standards.ts'
import { durationText, numberText } from '../../../../form/number-text.ts'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { dueChoice, gearText, gradeText } from '../../result/condition-texts.ts'
import { shareText, signedText } from '../../result/figure-text.ts'
import type { ReportContent, ShareFigure } from '../layout/report-content.ts'
import { reportMap } from './report-legend.ts'
import type { ReportChoices, ReportSource, ReportTexts } from './report-source.ts'
import { reportTable } from './report-tables.ts'

const conditions = (
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

const headline = (
  { summary }: CoverageAnswer,
  language: Language,
  { report }: ReportTexts,
): ShareFigure => ({
  label: report('sheet.inTime'),
  share: shareText(summary.peopleInTime, summary.people),
  part: summary.people > 0 ? summary.peopleInTime / summary.people : 0,
  detail: report('sheet.peopleOf', {
    inTime: numberText(summary.peopleInTime, language),
    all: numberText(summary.people, language),
  }),
})

const classes = (
  { summary, query }: CoverageAnswer,
  language: Language,
  { report }: ReportTexts,
): ShareFigure[] =>
  AREA_CLASS_NAMES.map((areaClass) => {
    const { people, peopleInTime } = summary.byClass[areaClass]
    return {
      label: report('sheet.classOf', {
        areaClass: AREA_CLASSES[areaClass].label[language],
        time: durationText(query.standards[areaClass], language),
      }),
      share: shareText(peopleInTime, people),
      part: people > 0 ? peopleInTime / people : 0,
      detail: report('sheet.classPeople', {
        inTime: numberText(peopleInTime, language),
        all: numberText(people, language),
      }),
    }
  })

const counts = (
  { summary }: CoverageAnswer,
  language: Language,
  { report }: ReportTexts,
): [string, string][] => {
  const people = (count: number): string =>
    report('sheet.people', { count: numberText(count, language) })
  return [
    [
      report('sheet.gaps'),
      report('sheet.gapCount', { count: numberText(summary.gapCount, language) }),
    ],
    [report('sheet.late'), people(summary.people - summary.peopleInTime)],
    [report('sheet.unreachable'), people(summary.peopleUnreachable)],
    [
      report('sheet.stations'),
      report('sheet.stationCount', {
        counted: numberText(summary.stationsCounted, language),
        all: numberText(summary.stationsInAll, language),
      }),
    ],
  ]
}

const difference = (
  { changes }: CoverageAnswer,
  language: Language,
  { report }: ReportTexts,
): ReportContent['difference'] => {
  if (changes === null) return null
  const { people, gapCount } = changes
  const isSame = people === 0 && gapCount === 0
  const figures = {
    people: signedText(people, language),
    gaps: signedText(gapCount, language),
  }
  return {
    label: report('sheet.difference'),
    figure: isSame ? report('sheet.noChange') : report('sheet.change', figures),
  }
}

const basis = (
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

const subtitle = ({ answer, scenarioName }: ReportSource, { report }: ReportTexts): string => {
  if (answer.changes === null) return report('sheet.today')
  return scenarioName === null
    ? report('sheet.unsaved')
    : report('sheet.scenario', { name: scenarioName })
}

/** Tables about a scenario are left out where there is none. */
const tableIds = ({ tables }: ReportChoices, { changes }: CoverageAnswer) =>
  changes === null ? tables.filter((id) => id !== 'measures' && id !== 'differences') : tables

export const buildContent = (
  source: ReportSource,
  choices: ReportChoices,
  texts: ReportTexts,
): ReportContent => {
  const { answer } = source
  const { report } = texts
  const { language } = choices
  const ids = tableIds(choices, answer)
  const list = language === 'zh' ? '、' : ', '
  return {
    title: choices.title.trim() || report('title'),
    subtitle: subtitle(source, texts),
    date: report('sheet.date', { time: dateTimeText(Date.parse(answer.timeStamp)) }),
    notice: answer.notice?.[language] ?? null,
    conditions: conditions(answer, language, texts),
    headline: headline(answer, language, texts),
    classes: classes(answer, language, texts),
    counts: counts(answer, language, texts),
    difference: difference(answer, language, texts),
    map: choices.hasMap ? reportMap(source, ids.includes('gaps'), language, report) : null,
    tables: ids.map((id) => reportTable(id, { source, texts, language, hasMap: choices.hasMap })),
    basis: basis(answer, language, texts),
    moreText: (count) => report('more', { count: numberText(count, language) }),
    notPrintedText: (tables) => report('notPrinted', { tables: tables.join(list) }),
    rowsText: (count) => report('rows', { count: numberText(count, language) }),
  }
}
