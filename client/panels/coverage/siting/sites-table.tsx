/** The sites one by one: what each is, wins and costs, and what the planner makes of it. */
import { saidInDemandWords } from '../../../../data/demand-words.ts'
import { type PresentValues, withSites } from '../../../../data/scenario-edits.ts'
import { SITE_KINDS } from '../../../../data/site-kinds.ts'
import { ROBUSTNESS, SITING_PROBLEMS } from '../../../../data/siting.ts'
import type { Site, SitingAnswer } from '../../../../data/siting-answer.ts'
import { localisedName, numberText } from '../../../../data/wording.ts'
import { useCollection } from '../../../api/features.ts'
import { fetchSites } from '../../../api/siting-runs.ts'
import { DownloadMenu } from '../../../form/download-menu.tsx'
import { Action } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage, flyTo } from '../../../state/app-state.ts'
import { chooseSite, useProposedSites } from '../../../state/proposed-sites.ts'
import { changeTogether, markOrigin } from '../../../state/scenario-draft.ts'
import { useSitingInSight } from '../../../state/siting-run.ts'
import { ResultTable } from '../result/tables/result-table.tsx'
import { boxAround, SPOT_DEGREES } from '../result/tables/show-place.ts'
import {
  NAME_COLUMN,
  sumColumn,
  type TableColumn,
  type TableDescription,
  wordColumn,
} from '../result/tables/table-rows.ts'
import { proposedName } from './runs/run-names.ts'
import { figureText, isWeak } from './siting-answer.ts'
import {
  changeOptions,
  listOf,
  referenceOf,
  type SiteList,
  useSitingOptions,
  withListed,
} from './siting-options.ts'
import { useAreaNames } from './use-area-names.ts'

const useTable = (answer: SitingAnswer): TableDescription<Site> => {
  const { t, language } = useText('planning', 'siting')
  const { countyNames, townNames } = useAreaNames()
  const chosen = useProposedSites((state) => state.chosen)
  const { query, phases, stability } = answer
  const placeOf = ({ townCode, countyCode }: Site): string => {
    const [county = '', town = ''] = [countyNames.get(countyCode), townNames.get(townCode)]
    if (county === '' || town === '') return county + town
    return language === 'zh' ? `${county} ${town}` : `${town}, ${county}`
  }
  const gain = saidInDemandWords(SITING_PROBLEMS[query.problem].gain, query.demand)
  const columns: TableColumn<Site>[] = [
    {
      key: 'rank',
      label: t('rank'),
      sortValue: ({ rank }) => rank,
      cell: ({ rank, kind }) => (
        <span className="proposed-site" data-kind={kind}>
          {rank}
        </span>
      ),
    },
    wordColumn(NAME_COLUMN, t('place'), (site) => localisedName(site, language)),
  ]
  if (query.problem.startsWith('p-')) {
    columns.push(
      sumColumn(
        'gain',
        gain[language],
        (site) => site.gain ?? 0,
        (value) => figureText(value, language),
        (site) => (site.gain === null ? t('spare') : figureText(site.gain, language)),
      ),
    )
  }
  const people = (value: number): string => numberText(value, language)
  columns.push(sumColumn('peopleWon', t('won'), ({ peopleWon }) => peopleWon, people))
  if (query.budget) {
    const money = (value: number): string => figureText(value, language)
    columns.push(sumColumn('cost', t('cost'), ({ cost }) => cost ?? 0, money))
  }
  if (phases.length > 0) {
    columns.push({
      key: 'phase',
      label: t('phases.name'),
      sortValue: ({ phase }) => phase,
      cell: ({ phase }) => (phase === null ? '' : phases[phase]?.name),
    })
  }
  if (stability) {
    const { cases, chosen: counts } = stability
    const countOf = ({ rank }: Site): number => counts[rank - 1] ?? 0
    columns.push({
      key: 'stability',
      label: t('stability'),
      isFigure: true,
      sortValue: countOf,
      cell: (site) => <Stability count={countOf(site)} cases={cases} />,
    })
  }
  return {
    columns,
    keyOf: ({ rank }) => String(rank),
    nameOf: (site) => `${localisedName(site, language)} · ${site.rank}`,
    textsOf: ({ nameEn }) => [nameEn],
    detail: (site) => (
      <SiteDetail site={site} place={placeOf(site)} isCovering={query.problem === 'mclp'} />
    ),
    onChoose: ({ rank, lon, lat }) => {
      chooseSite(rank)
      flyTo(boxAround([lon, lat], SPOT_DEGREES))
    },
    chosenKey: chosen === null ? null : String(chosen),
    firstOrder: { column: 'rank', descending: false },
  }
}

/** In how many of the cases the site stays: bars and text. */
const Stability = ({ count, cases }: { count: number; cases: number }) => (
  <span className={isWeak(count, cases) ? 'stability is-weak' : 'stability'}>
    <span className="stability-bars" aria-hidden="true">
      {Array.from({ length: cases }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bar is known by its place
        <i key={place} data-on={place < count} />
      ))}
    </span>
    {count}/{cases}
  </span>
)

interface SiteDetailProps {
  site: Site
  place: string
  /** Only then a site can be asked for. */
  isCovering: boolean
}

/** Where and what it is, and whether the next question must or must not choose it. */
const SiteDetail = ({ site, place, isCovering }: SiteDetailProps) => {
  const { t, language } = useText('planning', 'siting')
  const options = useSitingOptions()
  const reference = referenceOf(site)
  const { name, nameEn, kind, isMust, rank } = site
  const listed = listOf(options, reference)
  const toggle = (list: SiteList): void =>
    changeOptions(withListed(options, { reference, name, nameEn }, listed === list ? null : list))
  const lists = isCovering ? (['must', 'forbid'] as const) : (['forbid'] as const)
  return (
    <div className="row site-detail">
      <span className="secondary">
        {[place, SITE_KINDS[kind][language], isMust && t('asMust')].filter(Boolean).join(' · ')}
      </span>
      {lists.map((list) => (
        <Action
          key={list}
          size="small"
          type={listed === list ? 'primary' : 'default'}
          aria-pressed={listed === list}
          label={t(`lists.${list}`)}
          aria-label={t(`lists.${list}Of`, { rank, name: localisedName(site, language) })}
          onClick={() => toggle(list)}
        />
      ))}
    </div>
  )
}

export const SitesTable = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning', 'siting')
  const { t: ofRuns } = useText('sitingRuns')
  const { data: stations } = useCollection('stations')
  const kept = useSitingInSight((state) => state.kept)
  const table = useTable(answer)
  const { sites, query, stability } = answer
  const valuesOf = (id: string): PresentValues =>
    stations?.features.find((station) => station.id === id)?.properties ?? {}
  const toScenario = (): void => {
    changeTogether((changes) => withSites(changes, sites, query, table.nameOf, valuesOf))
    markOrigin({ runId: kept?.id ?? null, name })
    changeCoverage({ tab: 'scenario' })
  }
  const name = kept?.name ?? proposedName(answer, [], language, ofRuns)
  return (
    <section>
      <h3>{t('sites')}</h3>
      <ResultTable caption={t('sitesCaption')} table={table} rows={sites} />
      {query.robust !== 'nominal' && (
        <p className="secondary">{t('rankedBy', { robust: ROBUSTNESS[query.robust][language] })}</p>
      )}
      {stability && <p className="secondary">{t('stabilityHint', { cases: stability.cases })}</p>}
      <div className="query-row">
        <Action type="primary" label={t('makeScenario')} onClick={toScenario} />
      </div>
      <DownloadMenu
        label={ofRuns('files')}
        sources={{
          sites: {
            label: t('sites'),
            bytesOf: (asked) => fetchSites(name, answer, asked),
            fileName: `siting-${query.problem}`,
          },
        }}
        isFiled
      />
    </section>
  )
}
