/** The sites of an answer as files, with the conditions that they were found under. */
import type { Language } from '../../../../data/bilingual.ts'
import { csvCell, csvText } from '../../../../data/csv.ts'
import { PROFILES } from '../../../../data/profile.ts'
import { SITE_KINDS, type SiteKind } from '../../../../data/site-kinds.ts'
import {
  ROBUSTNESS,
  SITING_PROBLEMS,
  type Site,
  type SitingAnswer,
} from '../../../../data/siting.ts'
import { durationText, gapText, localisedName, numberText } from '../../../../data/wording.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import type { Translate } from '../../../i18n/text.ts'
import { countedText, gearText } from '../result/condition-texts.ts'
import type { AreaNames } from './use-area-names.ts'

interface FileWords extends AreaNames {
  readonly t: Translate<'planning'>
  readonly ofCoverage: Translate<'coverage'>
  readonly language: Language
}

type Condition = readonly [name: string, value: string]

const limitConditions = ({ query, spent }: SitingAnswer, words: FileWords): Condition[] => {
  const { t, language } = words
  const figure = (value: number): string => numberText(value, language)
  const { budget } = query
  if (budget === null)
    return [[t(query.problem === 'lscp' ? 'siting.most' : 'siting.add'), figure(query.add)]]
  const costs = (Object.keys(SITE_KINDS) as SiteKind[]).map((kind): Condition => {
    const { once, perYear } = budget.costs[kind]
    return [
      t('siting.files.costOf', { kind: SITE_KINDS[kind][language] }),
      t('siting.files.cost', { once: figure(once), perYear: figure(perYear) }),
    ]
  })
  return [
    [t('siting.money'), figure(budget.most)],
    [t('siting.years'), figure(budget.years)],
    ...(spent === null ? [] : [[t('siting.files.spent'), figure(spent)] as const]),
    ...costs,
  ]
}

const ruleConditions = ({ query, phases }: SitingAnswer, words: FileWords): Condition[] => {
  const { t, language, countyNames } = words
  const { robust, band, quotas, must, forbid, busyPercent, backupPercent } = query
  const { leastCountyPercent } = query
  const rules: (Condition | false)[] = [
    query.problem === 'mclp' && [t('siting.robust'), ROBUSTNESS[robust][language]],
    band !== undefined && [
      t('siting.files.band'),
      t('siting.files.bandOf', { speed: band.speedPercent, turnout: band.turnoutSeconds }),
    ],
    busyPercent > 0 && [t('siting.busy'), String(busyPercent)],
    backupPercent > 0 && [t('siting.backup'), String(backupPercent)],
    ...quotas.map(
      ({ countyCode, least, most }): Condition => [
        t('siting.quotas.heading'),
        t('siting.files.quota', { county: countyNames.get(countyCode) ?? countyCode, least, most }),
      ],
    ),
    leastCountyPercent !== null && [t('siting.leastCounty'), String(leastCountyPercent)],
    must.length > 0 && [t('siting.lists.must'), String(must.length)],
    forbid.length > 0 && [t('siting.lists.forbid'), String(forbid.length)],
    ...phases.map(
      ({ name, most }): Condition => [
        t('siting.phases.heading'),
        `${name} ${numberText(most, language)}`,
      ],
    ),
  ]
  return rules.filter((rule) => rule !== false)
}

/** What was asked, of which data, and how surely it is answered, line by line. */
export const sitingConditions = (answer: SitingAnswer, words: FileWords): Condition[] => {
  const { t, ofCoverage, language } = words
  const { query, periods, unit, revision, timeStamp } = answer
  const { standards, filter } = query
  const gear = gearText(filter, language)
  const value = (number: number): string => `${numberText(number, language)} ${unit[language]}`
  return [
    [t('siting.problem'), SITING_PROBLEMS[query.problem].label[language]],
    ...limitConditions(answer, words),
    ...periods.map(
      ({ name, at, weight }): Condition => [
        t('siting.files.period'),
        t('siting.files.periodOf', {
          name: name ?? '',
          time: dateTimeText(Date.parse(at)),
          weight,
        }),
      ],
    ),
    [
      ofCoverage('parameters.standard'),
      ofCoverage('parameters.standardTimes', {
        urban: durationText(standards.urban, language),
        rural: durationText(standards.rural, language),
      }),
    ],
    [t('siting.files.vehicle'), PROFILES[query.profile].label[language]],
    [t('siting.files.counted'), countedText(filter, language, ofCoverage)],
    ...(gear === '' ? [] : [[t('siting.files.gear'), gear] as const]),
    [t('siting.turnout'), String(query.turnoutSeconds)],
    ...ruleConditions(answer, words),
    [t('siting.objective'), value(answer.objective)],
    [t('siting.bound'), value(answer.bound)],
    [
      t('siting.files.proof'),
      answer.proved ? t('siting.proved') : t('siting.within', { gap: gapText(answer.gapPercent) }),
    ],
    [t('siting.files.revision'), String(revision)],
    [t('siting.files.time'), dateTimeText(Date.parse(timeStamp))],
  ]
}

/** One site in columns; nothing where the question gives no such figure. */
const columnsOf = (
  { phases, stability, query }: SitingAnswer,
  words: FileWords,
): readonly (readonly [label: string, cell: (site: Site) => string | number | null])[] => {
  const { t, language, countyNames, townNames } = words
  return [
    [t('siting.rank'), ({ rank }) => rank],
    [t('siting.place'), (site) => localisedName(site, language)],
    [t('siting.kind'), ({ kind }) => SITE_KINDS[kind][language]],
    [t('siting.files.county'), ({ countyCode }) => countyNames.get(countyCode) ?? countyCode],
    [t('siting.files.town'), ({ townCode }) => townNames.get(townCode) ?? townCode],
    [t('siting.files.longitude'), ({ lon }) => lon],
    [t('siting.files.latitude'), ({ lat }) => lat],
    [t('siting.files.station'), ({ stationId }) => stationId],
    [t('siting.won'), ({ peopleWon }) => peopleWon],
    ...(query.problem.startsWith('p-')
      ? [[SITING_PROBLEMS[query.problem].gain[language], ({ gain }: Site) => gain] as const]
      : []),
    [t('siting.cost'), ({ cost }) => cost],
    [
      t('siting.phases.name'),
      ({ phase }) => (phase === null ? null : (phases[phase]?.name ?? null)),
    ],
    [
      t('siting.stability'),
      ({ rank }) => (stability ? `${stability.chosen[rank - 1]} / ${stability.cases}` : null),
    ],
  ]
}

export const sitesCsv = (answer: SitingAnswer, words: FileWords): string => {
  const columns = columnsOf(answer, words)
  const rows = [
    columns.map(([label]) => label),
    ...answer.sites.map((site) => columns.map(([, cell]) => cell(site))),
    [],
    [words.t('siting.files.conditions')],
    ...sitingConditions(answer, words),
  ]
  return csvText(
    rows.map((row) => row.map(csvCell)),
    answer.notice?.[words.language] ?? null,
  )
}

export const sitesGeojson = (answer: SitingAnswer, words: FileWords): string => {
  const { sites, notice, query, revision, phases, stability } = answer
  return JSON.stringify({
    type: 'FeatureCollection',
    notice,
    revision,
    conditions: sitingConditions(answer, words).map(([name, value]) => ({ name, value })),
    query,
    features: sites.map(({ lon, lat, ...properties }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: {
        ...properties,
        county: words.countyNames.get(properties.countyCode) ?? null,
        town: words.townNames.get(properties.townCode) ?? null,
        phase: properties.phase === null ? null : (phases[properties.phase]?.name ?? null),
        chosenInCases: stability?.chosen[properties.rank - 1] ?? null,
        cases: stability?.cases ?? null,
      },
    })),
  })
}
