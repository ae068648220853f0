/** What was asked, obeyed and assumed for the sites, and what the data are: labels and what stands behind them. */
import { EQUIPMENT } from '../../../../../data/equipment.ts'
import { PROFILES } from '../../../../../data/profile.ts'
import { PROVENANCE_OPTIONS, type Provenance } from '../../../../../data/provenance.ts'
import { SITE_KINDS } from '../../../../../data/site-kinds.ts'
import { ROBUSTNESS } from '../../../../../data/siting.ts'
import { AREA_CLASS_NAMES, AREA_CLASSES } from '../../../../../data/standards.ts'
import { countsText, durationText, numberText } from '../../../../../data/wording.ts'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { hasChanges } from '../../../../state/scenario-draft.ts'
import { countedText, gradeText } from '../../result/condition-texts.ts'
import { costBasis, KINDS } from './further-tables.ts'
import type { DataRows, SitingReportContext } from './siting-source.ts'
import { countyName, periodName } from './siting-tables.ts'
import { listed, money } from './siting-words.ts'

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
    provenances: listed(provenances, language),
    verified: days
      ? siting(verified.count === count ? 'facts.verified' : 'facts.someVerified', days)
      : siting('facts.neverVerified'),
  })
}

const whenFacts = ({ source, texts }: SitingReportContext): Fact[] => {
  const { siting } = texts
  const { periods, query } = source.answer
  if (periods.length < 2) {
    return [[siting('facts.moment'), dateTimeText(Date.parse(query.at))]]
  }
  return periods.map(
    (period): Fact => [
      siting('facts.period', { name: periodName(period, texts) }),
      siting('facts.periodValue', {
        time: dateTimeText(Date.parse(period.at)),
        weight: period.weight,
      }),
    ],
  )
}

/** Who counts, by which standard, and how fast they are taken to be. */
const coverageFacts = ({ source, texts, language }: SitingReportContext): Fact[] => {
  const { siting, coverage } = texts
  const { query, obeyed, sent } = source.answer
  const { filter, standards, profile, band, problem, robust, turnoutSeconds, scenario } = query
  const { add, remove, move, change, close } = scenario
  const vehicle = PROFILES[profile].label[language]
  const facts: (Fact | false)[] = [
    [
      siting('facts.standard'),
      listed(
        AREA_CLASS_NAMES.map(
          (name) =>
            `${AREA_CLASSES[name].label[language]} ${durationText(standards[name], language)}`,
        ),
        language,
      ),
    ],
    [coverage('parameters.vehicle'), vehicle],
    [siting('facts.speeds'), coverage('explain.assumed.speeds', { vehicle })],
    [siting('facts.walk'), siting('facts.walkValue')],
    [siting('facts.turnout'), siting('facts.seconds', { seconds: turnoutSeconds })],
    band !== undefined && [
      siting('facts.band'),
      texts.planning('siting.files.bandOf', {
        speed: band.speedPercent,
        turnout: band.turnoutSeconds,
      }),
    ],
    problem === 'mclp' && [siting('facts.chosenFor'), ROBUSTNESS[robust][language]],
    [coverage('parameters.counted'), countedText(filter, language, coverage)],
    Object.keys(filter.equipment).length > 0 && [
      texts.planning('siting.files.gear'),
      countsText(filter.equipment, EQUIPMENT, language),
    ],
    filter.minimumGrade !== null && [
      coverage('parameters.grade'),
      gradeText(filter.minimumGrade, language, coverage),
    ],
    [
      siting('facts.closures'),
      query.obeyClosures
        ? siting('facts.obeyed', { count: obeyed.length })
        : siting('facts.ignored'),
    ],
    sent.length > 0 && [siting('facts.sent'), numberText(sent.length, language)],
    hasChanges(scenario) && [
      siting('facts.scenario'),
      siting('facts.scenarioValue', {
        ...{ add: add.length, remove: remove.length, move: move.length },
        ...{ change: change.length, close: close.length },
      }),
    ],
  ]
  return facts.filter((fact) => fact !== false)
}

const CANDIDATE_KINDS = ['settlements', 'towns', 'longerHours', 'moreCrew', 'upgrades'] as const

/** What may be chosen, and within what. */
const choiceFacts = ({ source, texts, language }: SitingReportContext): Fact[] => {
  const { siting, planning } = texts
  const { query } = source.answer
  const { candidates, must, forbid, quotas, budget, busyPercent, backupPercent } = query
  const { points, area, exclude, nearTownsMetres, awayFromStationsMetres } = candidates
  const where = [
    ...CANDIDATE_KINDS.filter((kind) => candidates[kind]).map((kind) => planning(`siting.${kind}`)),
    points.length > 0 && siting('facts.own', { count: points.length }),
    area !== null && siting('facts.area'),
    exclude.length > 0 && siting('facts.excluded', { count: exclude.length }),
    nearTownsMetres !== null && siting('facts.nearTowns', { metres: nearTownsMetres }),
    awayFromStationsMetres !== null &&
      siting('facts.awayFromStations', { metres: awayFromStationsMetres }),
  ].filter((each) => each !== false)
  const percent = (value: number): string => siting('facts.percent', { percent: value })
  const facts: (Fact | false)[] = [
    query.problem === 'lscp' && [siting('facts.target'), percent(query.targetPercent)],
    [siting('facts.candidates'), listed(where, language)],
    must.length + forbid.length > 0 && [
      siting('facts.rules'),
      siting('facts.must', { must: must.length, forbid: forbid.length }),
    ],
    ...quotas.map(
      ({ countyCode, least, most }): Fact => [
        siting('facts.quota', { county: countyName(source, countyCode) }),
        siting('facts.quotaValue', { least, most }),
      ],
    ),
    query.leastCountyPercent !== null && [
      planning('siting.leastCounty'),
      String(query.leastCountyPercent),
    ],
    busyPercent > 0 && [siting('facts.busy'), percent(busyPercent)],
    backupPercent > 0 && [siting('facts.backup'), percent(backupPercent)],
    ...(budget === null
      ? []
      : KINDS.map(
          (kind): Fact => [
            siting('facts.cost', {
              kind: SITE_KINDS[kind][language],
              basis: siting(`cost.${costBasis(kind, budget)}`),
            }),
            siting('facts.costValue', {
              once: money(budget.costs[kind].once, language),
              perYear: money(budget.costs[kind].perYear, language),
            }),
          ],
        )),
  ]
  return facts.filter((fact) => fact !== false)
}

const dataFacts = (context: SitingReportContext): Fact[] => {
  const { source, texts, language } = context
  const { siting } = texts
  const { answer, stations, settlements } = source
  const { id, provenance } = answer.network
  return [
    [siting('facts.stations'), rowsText(stations, context)],
    [siting('facts.settlements'), rowsText(settlements, context)],
    [
      siting('facts.network'),
      siting('facts.networkValue', {
        id,
        provenance: PROVENANCE_OPTIONS[provenance].label[language],
      }),
    ],
    [siting('facts.revision'), String(answer.revision)],
    [siting('facts.computed'), dateTimeText(Date.parse(answer.timeStamp))],
    ...(answer.notice ? [[siting('facts.notice'), answer.notice[language]] as const] : []),
  ]
}

/** Everything that was asked, obeyed or assumed, and what the data are. */
export const assumptionFacts = (context: SitingReportContext): Fact[] => [
  ...whenFacts(context),
  ...coverageFacts(context),
  ...choiceFacts(context),
  ...dataFacts(context),
]
