/** Columns of the sites of an answer but their coordinates: the same in each of their files and in the report. */
import type { Bilingual, Language } from './bilingual.ts'
import { saidInDemandWords } from './demand-words.ts'
import type { CellKind } from './sheet-xml.ts'
import { SITE_KINDS } from './site-kinds.ts'
import { SITING_PROBLEMS } from './siting.ts'
import type { Site } from './siting-answer.ts'
import type { AskedAnswer, NameOfArea } from './siting-conditions.ts'
import { localisedName } from './wording.ts'

export interface SiteColumn {
  readonly key: string
  readonly label: Bilingual
  readonly value: (site: Site, language: Language) => string | number | null
  readonly kind?: CellKind
}

const column = (
  key: string,
  zh: string,
  en: string,
  value: SiteColumn['value'],
  kind?: CellKind,
): SiteColumn => ({ key, label: { zh, en }, value, ...(kind && { kind }) })

const IS_MUST: Bilingual = { zh: '是', en: 'yes' }

/** What a site is, and where. */
export const placeColumns = (countyOf: NameOfArea, townOf: NameOfArea): readonly SiteColumn[] => [
  column('rank', '序', 'No.', ({ rank }) => rank, 'whole'),
  column('name', '地点', 'Place', localisedName),
  column('kind', '办法', 'Kind', ({ kind }, language) => SITE_KINDS[kind][language]),
  column('county', '区县', 'County', ({ countyCode }, language) => countyOf(countyCode, language)),
  column('town', '乡镇', 'Town', ({ townCode }, language) => townOf(townCode, language)),
]

/** What it wins and costs, as far as the answer says. */
export const gainColumns = ({
  query,
  phases,
  stability,
  sites,
}: AskedAnswer): readonly SiteColumn[] => {
  const { gain } = SITING_PROBLEMS[query.problem]
  const columns: (SiteColumn | false)[] = [
    column('station', '站点编号', 'Station', ({ stationId }) => stationId),
    column('peopleWon', '新增达标（人）', 'People won', ({ peopleWon }) => peopleWon, 'people'),
    query.problem.startsWith('p-') &&
      column('gain', gain.zh, gain.en, (site) => site.gain, 'tenth'),
    query.budget !== null &&
      column('cost', '费用（万元）', 'Cost (10,000 yuan)', ({ cost }) => cost, 'sum'),
    phases.length > 0 &&
      column('phase', '期次', 'Phase', ({ phase }) =>
        phase === null ? null : (phases[phase]?.name ?? null),
      ),
    stability !== null &&
      column(
        'chosenInCases',
        `稳定性（${stability.cases} 种情形中）`,
        `Stability (of ${stability.cases} cases)`,
        ({ rank }) => stability.chosen[rank - 1] ?? null,
        'whole',
      ),
    sites.some(({ isMust }) => isMust) &&
      column('must', '必选', 'Asked for', ({ isMust }, language) =>
        isMust ? IS_MUST[language] : null,
      ),
  ]
  return columns
    .filter((each) => each !== false)
    .map((each) => ({ ...each, label: saidInDemandWords(each.label, query.demand) }))
}
