/** The answer in sight beside a kept one: people, money, proof, fairness, and site by site. */
import { Select } from 'antd'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { Fairness, Site, SitingAnswer } from '../../../../../data/siting-answer.ts'
import {
  durationText,
  gapText,
  listText,
  localisedName,
  numberText,
} from '../../../../../data/wording.ts'
import { periodName } from '../../../../../data/working-day.ts'
import { reasonOf } from '../../../../api/problem.ts'
import { useSitingRun, useSitingRuns } from '../../../../api/siting-runs.ts'
import { FigureTable } from '../../../../form/figure-table.tsx'
import { Message } from '../../../../form/pieces.tsx'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { useText } from '../../../../i18n/text.ts'
import { flyTo } from '../../../../state/app-state.ts'
import { setSitesBeside } from '../../../../state/proposed-sites.ts'
import { useSitingInSight } from '../../../../state/siting-run.ts'
import { shareText, signedText } from '../../result/figure-text.ts'
import { ResultTable } from '../../result/tables/result-table.tsx'
import { boxAround, SPOT_DEGREES } from '../../result/tables/show-place.ts'
import {
  NAME_COLUMN,
  sumColumn,
  type TableDescription,
  wordColumn,
} from '../../result/tables/table-rows.ts'
import { figureText } from '../siting-answer.ts'
import { countBeside, type SiteBeside, sitesBeside } from './run-difference.ts'
import { conditionsApart } from './run-question.ts'

export const CompareRuns = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('sitingRuns', 'compare')
  const kept = useSitingInSight((state) => state.kept)
  const { data: runs } = useSitingRuns()
  const [wanted, setWanted] = useState<string | null>(null)
  const others = (runs ?? []).filter(({ id }) => id !== kept?.id)
  const besideId = others.some(({ id }) => id === wanted) ? wanted : null
  const { data: run, error } = useSitingRun(besideId)
  if (others.length === 0) return null
  const isThere = run !== undefined && run.id === besideId
  return (
    <section className="column compare-runs">
      <h3>{t('heading')}</h3>
      <Select
        className="target"
        aria-label={t('with')}
        value={besideId ?? ''}
        options={[
          { value: '', label: t('nothing') },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => setWanted(id === '' ? null : id)}
      />
      {error && <p role="alert">{reasonOf(error, language)}</p>}
      {besideId !== null && !isThere && !error && <p role="status">{t('wait')}</p>}
      {isThere && <Beside here={answer} there={run.answer} name={run.name} />}
    </section>
  )
}

interface BesideProps {
  here: SitingAnswer
  there: SitingAnswer
  /** Of the other. */
  name: string
}

type Side = Pick<BesideProps, 'here' | 'there'>
type Row = readonly [name: string, here: ReactNode, there: ReactNode]
type Pair<T> = readonly [here: T, there: T]

/** Figures that at least one of them has, with the difference of those that can be subtracted. */
const useRows = ({ here, there }: Side, counts: ReturnType<typeof countBeside>): Row[] => {
  const { t, language } = useText('sitingRuns', 'compare')
  const { t: ofSiting } = useText('planning', 'siting')
  const both = <T,>(of: (answer: SitingAnswer) => T): Pair<T> => [of(here), of(there)]
  const words = (label: string, pair: Pair<string | null>): Row[] =>
    pair.every((each) => each === null) ? [] : [[label, pair[0] ?? t('none'), pair[1] ?? t('none')]]
  const figure = (value: number): string => figureText(value, language)
  const textOf = (value: number | null): string | null => (value === null ? null : figure(value))
  const numbers = (label: string, [one, other]: Pair<number | null>): Row[] => {
    if (one === null || other === null) {
      return words(label, [textOf(one), textOf(other)])
    }
    const difference = one === other ? '' : signedText(Number((one - other).toFixed(1)), language)
    return [
      [
        label,
        <>
          {figure(one)}
          {difference && <span className="secondary difference">{difference}</span>}
        </>,
        figure(other),
      ],
    ]
  }
  const partName = (part: SitingAnswer['periods'][number]): string => periodName(part, language)
  const parts = here.periods.length > 1 ? here.periods.map(partName) : []
  const inPart = (part: string): Pair<number | null> =>
    both(({ periods }) => periods.find((each) => partName(each) === part)?.peopleInTime ?? null)
  const fairness = (label: string, of: (fair: Fairness) => string | null): Row[] =>
    words(
      label,
      both((answer) => answer.fairness && of(answer.fairness.after)),
    )
  const worth = (label: string, of: (answer: SitingAnswer) => number): Row[] =>
    here.unit.en === there.unit.en
      ? numbers(`${label} (${here.unit[language]})`, both(of))
      : words(
          label,
          both((answer) => `${figure(of(answer))} ${answer.unit[language]}`),
        )
  return [
    numbers(
      t('sites'),
      both(({ sites }) => sites.length),
    ),
    words(t('shared'), [figure(counts.both), figure(counts.both)]),
    words(t('only'), [figure(counts.here), figure(counts.there)]),
    numbers(
      t('late'),
      both(({ people, peopleInTime }) => people - peopleInTime),
    ),
    numbers(
      t('inTime'),
      both(({ peopleInTime }) => peopleInTime),
    ),
    ...parts.map((period) => numbers(t('inTimeOf', { period }), inPart(period))),
    numbers(
      t('spent'),
      both(({ spent }) => spent),
    ),
    worth(t('objective'), ({ objective }) => objective),
    worth(t('bound'), ({ bound }) => bound),
    words(
      t('proof'),
      both(({ proved, gapPercent }) =>
        proved ? ofSiting('proved') : ofSiting('within', { gap: gapText(gapPercent) }),
      ),
    ),
    fairness(t('worst'), ({ worstCounty }) => worstCounty && shareText(worstCounty.share, 1)),
    fairness(t('p90'), ({ p90Seconds }) =>
      p90Seconds === null ? ofSiting('fairness.unreached') : durationText(p90Seconds, language),
    ),
    fairness(t('gini'), ({ gini }) => gini.toFixed(GINI_DECIMALS)),
    words(
      t('computed'),
      both(({ timeStamp }) => dateTimeText(Date.parse(timeStamp))),
    ),
    words(
      t('revision'),
      both(({ revision }) => String(revision)),
    ),
  ].flat()
}

const GINI_DECIMALS = 3

const Beside = ({ here, there, name }: BesideProps) => {
  const { t, language } = useText('sitingRuns', 'compare')
  const { t: ofRuns } = useText('sitingRuns')
  const sites = useMemo(() => sitesBeside(here, there), [here, there])
  const rows = useRows({ here, there }, countBeside(sites))
  useEffect(() => {
    setSitesBeside({
      name,
      others: sites.flatMap(({ here: own, there: site }) =>
        site && !own ? [{ ...site, name: localisedName(site, language) }] : [],
      ),
      unshared: new Set(
        sites.flatMap(({ here: own, there: site }) => (own && !site ? own.rank : [])),
      ),
    })
    return () => setSitesBeside(null)
  }, [sites, name, language])
  const apart = useMemo(() => conditionsApart(here.query, there.query), [here, there])
  const isElsewhen = here.revision !== there.revision || here.network.id !== there.network.id
  return (
    <>
      {apart.length > 0 && (
        <Message
          type="warning"
          title={t('apart', {
            what: listText(
              apart.map((each) => ofRuns(`apart.${each}`)),
              language,
            ),
          })}
        />
      )}
      {isElsewhen && <Message type="info" title={t('elsewhen')} />}
      <FigureTable className="compare-figures" head={['', t('here'), name]} rows={rows} />
      <SitesBeside rows={sites} name={name} />
    </>
  )
}

const siteOf = ({ here, there }: SiteBeside): Site => (here ?? there)!

const SitesBeside = ({ rows, name }: { rows: readonly SiteBeside[]; name: string }) => {
  const { t, language } = useText('sitingRuns', 'compare')
  const whereOf = ({ here, there }: SiteBeside): string =>
    here && there ? t('both') : here ? t('here') : name
  const rank = (
    key: string,
    label: string,
    of: (row: SiteBeside) => Site | null,
  ): TableDescription<SiteBeside>['columns'][number] => ({
    key,
    label,
    isFigure: true,
    sortValue: (row) => of(row)?.rank ?? null,
    cell: (row) => of(row)?.rank ?? t('none'),
  })
  const nameOf = (row: SiteBeside): string => localisedName(siteOf(row), language)
  const table: TableDescription<SiteBeside> = {
    columns: [
      wordColumn(NAME_COLUMN, t('sites'), nameOf),
      wordColumn('where', t('where'), whereOf),
      rank('here', t('rankHere'), ({ here }) => here),
      rank('there', t('rankThere'), ({ there }) => there),
      sumColumn(
        'won',
        t('won'),
        (row) => siteOf(row).peopleWon,
        (people) => numberText(people, language),
      ),
    ],
    keyOf: ({ here, there }) => `${here?.rank ?? ''}/${there?.rank ?? ''}`,
    nameOf: (row) => `${nameOf(row)} · ${whereOf(row)}`,
    textsOf: (row) => [siteOf(row).nameEn],
    onChoose: (row) => {
      const { lon, lat } = siteOf(row)
      flyTo(boxAround([lon, lat], SPOT_DEGREES))
    },
    firstOrder: { column: 'where', descending: false },
  }
  return <ResultTable caption={t('sitesCaption')} table={table} rows={rows} />
}
