import { useEffect, useMemo } from 'react'
import type { Language } from '../../../../data/bilingual.ts'
import { type PresentValues, withSites } from '../../../../data/scenario-edits.ts'
import {
  SITE_KINDS,
  SITING_PROBLEMS,
  type Site,
  type SitingAnswer,
} from '../../../../data/siting.ts'
import { localisedName, numberText } from '../../../../data/wording.ts'
import { useCells } from '../../../api/coverage.ts'
import { useCollection } from '../../../api/features.ts'
import type { GapAtTime } from '../../../api/siting.ts'
import { Action, Message } from '../../../form/pieces.tsx'
import { saveFile } from '../../../form/save-file.ts'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage, flyTo } from '../../../state/app-state.ts'
import { setProposedSites } from '../../../state/proposed-sites.ts'
import { changeTogether } from '../../../state/scenario-draft.ts'
import { Chart, useChartLook } from '../result/chart.tsx'
import { lineOption } from '../result/chart-options.ts'
import { shareText } from '../result/figure-text.ts'
import { ResultTable } from '../result/tables/result-table.tsx'
import { boxAround, SPOT_DEGREES } from '../result/tables/show-place.ts'
import {
  NAME_COLUMN,
  rankColumn,
  sumColumn,
  TABLE_FORMATS,
  type TableDescription,
  wordColumn,
} from '../result/tables/table-rows.ts'
import { gapText, kneeOf, sitesCsv, sitesGeojson } from './siting-answer.ts'

interface SitingResultProps {
  answer: SitingAnswer
  history: readonly GapAtTime[]
  isLost: boolean
  /** The conditions have changed since the request. */
  isStale: boolean
}

/** The sites with their proof, on the map, and what can be done with them. */
export const SitingResult = ({ answer, history, isLost, isStale }: SitingResultProps) => {
  const { t, language } = useText('planning')
  const { sites } = answer
  useEffect(() => {
    setProposedSites(sites.map((site) => ({ ...site, name: localisedName(site, language) })))
    return () => setProposedSites([])
  }, [sites, language])
  return (
    <div className="siting-result">
      {isStale && <Message type="info" title={t('siting.stale')} />}
      {isLost && <Message type="warning" title={t('siting.lost')} />}
      <ProofStatus answer={answer} />
      {answer.remarks.map((remark) => (
        <Message key={remark.en} type="info" title={remark[language]} />
      ))}
      <Infeasible answer={answer} />
      <GapHistory history={history} />
      {sites.length > 0 && <Sites answer={answer} />}
      <GainCurve answer={answer} />
      {answer.notice && <p className="secondary">{answer.notice[language]}</p>}
    </div>
  )
}

const PERCENT = 100

/** Who cannot be helped by any of the places offered; only a target makes that a failure. */
const Infeasible = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning')
  const { data: cells } = useCells()
  const { data: towns } = useCollection('towns')
  const { unreachableCells, people, peopleUnreachable, query } = answer
  const wanted = (people * query.targetPercent) / PERCENT
  if (query.problem !== 'lscp' || people - peopleUnreachable >= wanted) return null
  const codes = new Set(unreachableCells.map((cell) => cells?.features[cell]?.properties.townCode))
  const names = (towns?.features ?? [])
    .filter(({ properties }) => codes.has(String(properties.code)))
    .map(({ properties }) => localisedName(properties as never, language))
  return (
    <Message
      type="warning"
      title={t('siting.infeasible', {
        people: numberText(peopleUnreachable, language),
        cells: numberText(unreachableCells.length, language),
      })}
      description={
        names.length > 0
          ? t('siting.infeasibleTowns', { towns: names.join(language === 'zh' ? '、' : ', ') })
          : undefined
      }
    />
  )
}

const Sites = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning')
  const { data: stations } = useCollection('stations')
  const { sites, query } = answer
  const { gain } = SITING_PROBLEMS[query.problem]
  const isRankedByPeople = query.problem === 'mclp' || query.problem === 'lscp'
  const nameOf = (site: Site): string => `${localisedName(site, language)} · ${site.rank}`
  const valuesOf = (id: string): PresentValues =>
    stations?.features.find((station) => station.id === id)?.properties ?? {}
  const toScenario = (): void => {
    changeTogether((changes) => withSites(changes, sites, query, nameOf, valuesOf))
    changeCoverage({ tab: 'scenario' })
  }
  const save = (format: 'csv' | 'geojson', text: string): void => {
    saveFile(`siting-${query.problem}.${format}`, TABLE_FORMATS[format].mediaType, text)
  }
  const table: TableDescription<Site> = {
    columns: [
      rankColumn(t('siting.rank')),
      wordColumn(NAME_COLUMN, t('siting.place'), (site) => localisedName(site, language)),
      ...(isRankedByPeople
        ? []
        : [
            sumColumn<Site>(
              'gain',
              gain[language],
              (site) => site.gain ?? Number.NaN,
              (value) => (Number.isNaN(value) ? t('siting.spare') : figure(value, language)),
            ),
          ]),
      sumColumn(
        'peopleWon',
        t('siting.won'),
        ({ peopleWon }) => peopleWon,
        (people) => numberText(people, language),
      ),
    ],
    keyOf: ({ rank }) => String(rank),
    nameOf,
    textsOf: ({ nameEn }) => [nameEn],
    note: ({ kind }) => SITE_KINDS[kind][language],
    onChoose: ({ lon, lat }) => flyTo(boxAround([lon, lat], SPOT_DEGREES)),
    firstOrder: { column: 'rank', descending: false },
  }
  return (
    <section>
      <h3>{t('siting.sites')}</h3>
      <ResultTable caption={t('siting.sitesCaption')} table={table} rows={sites} />
      <div className="query-row">
        <Action type="primary" label={t('siting.makeScenario')} onClick={toScenario} />
        <Action
          label={t('siting.exportCsv')}
          onClick={() => save('csv', sitesCsv(answer, language, t))}
        />
        <Action
          label={t('siting.exportGeojson')}
          onClick={() => save('geojson', sitesGeojson(answer))}
        />
      </div>
    </section>
  )
}

/** With one decimal. */
const figure = (value: number, language: Language): string =>
  numberText(Math.round(value * 10) / 10, language)

/** How good the answer is, and how surely; said again with every progress. */
const ProofStatus = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning', 'siting')
  const { unit, proved, gapPercent, state, elapsedSeconds, enough, spare } = answer
  const isOfAll = answer.leftOut.every(({ reason }) => reason === 'no-road')
  const value = (number: number): string => `${figure(number, language)} ${unit[language]}`
  return (
    <div className={proved ? 'column proof-status is-proved' : 'column proof-status'}>
      <p role="status">
        <strong>
          {proved
            ? t(isOfAll ? 'proved' : 'provedAmong')
            : t('within', { gap: gapText(gapPercent) })}
        </strong>{' '}
        <span className="secondary">
          {t(`states.${state}`)} · {t('elapsed', { seconds: elapsedSeconds.toFixed(1) })}
        </span>
      </p>
      <dl className="proof-figures">
        {answer.query.problem.startsWith('p-') && answer.objectiveBefore !== null && (
          <>
            <dt>{t('today')}</dt>
            <dd>{value(answer.objectiveBefore)}</dd>
          </>
        )}
        <dt>{t('objective')}</dt>
        <dd>{value(answer.objective)}</dd>
        <dt>{t('bound')}</dt>
        <dd>{value(answer.bound)}</dd>
        {enough && (
          <>
            <dt>{t('enough')}</dt>
            <dd>{t(enough.proved ? 'enoughProved' : 'enoughSoFar', enough)}</dd>
          </>
        )}
        {spare && (
          <>
            <dt>{t('spareSaved')}</dt>
            <dd>
              {t('spareFigures', {
                saved: figure(spare.saved, language),
                most: figure(spare.mostSaved, language),
              })}
            </dd>
          </>
        )}
      </dl>
      <p>
        {t('inTime', {
          before: numberText(answer.peopleInTimeBefore, language),
          after: numberText(answer.peopleInTime, language),
          share: shareText(answer.peopleInTime, answer.people),
        })}
      </p>
      <p className="secondary">
        {t('counts', {
          candidates: numberText(answer.candidateCount, language),
          demands: numberText(answer.demandCount, language),
        })}{' '}
        {answer.peopleInTimeChecked !== null &&
          t('checked', { people: numberText(answer.peopleInTimeChecked, language) })}
      </p>
    </div>
  )
}

/** People in time over the number of new stations, its bend marked. */
const GainCurve = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning')
  const look = useChartLook()
  const { curve } = answer
  const knee = kneeOf(curve)
  const option = useMemo(() => {
    const marked = curve.find(({ sites }) => sites === knee)
    return lineOption({
      points: curve.map(({ sites, people }) => [sites, people]),
      xName: t('siting.curveAxis'),
      yName: t('siting.won'),
      mark: marked && [marked.sites, marked.people],
      look,
      language,
    })
  }, [curve, knee, look, language, t])
  if (curve.length < 2) return null
  return (
    <section className="siting-chart">
      <h3>{t('siting.curve')}</h3>
      <Chart option={option} label={t('siting.curve')} />
      <p className="secondary">
        {t('siting.curveHint')} {knee !== null && t('siting.knee', { sites: knee })}
      </p>
    </section>
  )
}

/** How the proof has closed in on the best possible. */
const GapHistory = ({ history }: { history: readonly GapAtTime[] }) => {
  const { t, language } = useText('planning')
  const look = useChartLook()
  const option = useMemo(
    () =>
      lineOption({
        points: history.map(({ seconds, gapPercent }) => [seconds, gapPercent]),
        xName: t('siting.gapAxis'),
        yName: '%',
        isStepped: true,
        look,
        language,
      }),
    [history, look, language, t],
  )
  if (history.length < 3) return null
  return (
    <section className="siting-chart is-small">
      <h3>{t('siting.gapChart')}</h3>
      <Chart option={option} label={t('siting.gapChart')} />
    </section>
  )
}
