import { Select, Spin } from 'antd'
import { useMemo, useState } from 'react'
import {
  ADEQUACY_VIEWS,
  type AdequacyAnswer,
  type AdequacyView,
  type AdequateWork,
} from '../../../../data/adequacy.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { EXAMPLE_NORM_ID } from '../../../../data/reserve-norm.ts'
import { amountText, localisedName, numberText } from '../../../../data/wording.ts'
import { type AdequacyAsked, adequacyQuery, useAdequacy, useNorms } from '../../../api/adequacy.ts'
import { useFeatures } from '../../../api/features.ts'
import { ClosuresObeyed } from '../../../form/closures-obeyed.tsx'
import { useFiling } from '../../../form/filing.tsx'
import { Action, Choice, Message, QueryStatus } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { discRadius } from '../../../layers/dispatch-features.ts'
import { changeState } from '../../../state/app-state.ts'
import { type PicturePart, usePainted } from '../../../state/dispatch-picture.ts'
import { NormEditor, type NormOutcome, normText } from './norm-editor.tsx'
import { PlanReasons } from './plan-reasons.tsx'

type Part = 'works' | 'counties' | 'edit'
const PARTS: readonly Part[] = ['works', 'counties', 'edit']

/** What should stand ready, what does, and what is to be bought. */
export const AdequacyTab = () => {
  const { t, language } = useText('adequacy')
  const [normId, setNormId] = useState<string>(EXAMPLE_NORM_ID)
  const [part, setPart] = useState<Part>('works')
  const [outcome, setOutcome] = useState<NormOutcome | null>(null)
  const norms = useNorms()
  const [view, setView] = useState<AdequacyView>('together')
  const [county, setCounty] = useState('')
  const { data: counties } = useFeatures('counties')
  const asked = { norm: normId, view, county }
  const adequacy = useAdequacy(asked)
  const { data } = adequacy
  const norm = norms.data?.find(({ id }) => id === normId)
  const choose = (id: string, next: NormOutcome | null): void => {
    setNormId(id)
    setOutcome(next)
  }
  return (
    <div className="stack">
      {norms.data ? (
        <Select<string>
          className="target"
          aria-label={t('norm')}
          value={normId}
          options={norms.data.map((each) => ({
            value: each.id,
            label: normText(each, language).name,
          }))}
          onChange={(id) => choose(id, null)}
        />
      ) : (
        <QueryStatus query={norms} failed={(reason) => t('normsFailed', reason)} />
      )}
      {data && part !== 'edit' && <p className="secondary">{data.norm.source[language]}</p>}
      <Choice
        block
        value={part}
        values={PARTS}
        textOf={(value) => t(`parts.${value}`)}
        onChange={setPart}
      />
      {part !== 'edit' && (
        <Select<string>
          className="target"
          aria-label={t('county')}
          value={county}
          options={[
            { value: '', label: t('allCounties') },
            ...(counties ?? []).map((each) => ({
              value: String(each.properties.code),
              label: localisedName(each.properties, language),
            })),
          ]}
          onChange={setCounty}
        />
      )}
      {part === 'works' && (
        <Choice
          block
          label={t('view')}
          value={view}
          values={ADEQUACY_VIEWS}
          textOf={(value) => t(`views.${value}`)}
          onChange={setView}
        />
      )}
      {part === 'edit' && norm && (
        <NormEditor
          key={norm.id}
          norm={norm}
          outcome={outcome}
          onOutcome={(next, id) => choose(id, next)}
        />
      )}
      {part === 'edit' && !norm && norms.isFetching && <Spin />}
      {part !== 'edit' && (
        <QueryStatus
          query={adequacy}
          failed={(reason) => t('failed', reason)}
          loading={t('loading')}
        />
      )}
      {data && part === 'works' && <WorkLines answer={data} />}
      {data && part === 'counties' && <CountyLines answer={data} />}
      {data && part !== 'edit' && <Footer answer={data} asked={asked} />}
    </div>
  )
}

/** The tables as files, and what the answer obeyed. */
const Footer = ({ answer, asked }: { answer: AdequacyAnswer; asked: AdequacyAsked }) => {
  const { t, language } = useText('adequacy')
  const filing = useFiling()
  return (
    <>
      <p className="row wrapped file-links">
        {t('downloads')}{' '}
        {(['works', 'purchases'] as const).map((table) => (
          <a
            key={table}
            className="target"
            download
            href={`/api/adequacy/tables/${table}?${new URLSearchParams({ f: 'xlsx', lang: language, ...filing, ...adequacyQuery(asked) })}`}
          >
            {t(table === 'works' ? 'worksTable' : 'purchases')}
          </a>
        ))}
      </p>
      <ClosuresObeyed closures={answer.obeyed} />
      {answer.notice && <p className="secondary">{answer.notice[language]}</p>}
    </>
  )
}

const PERCENT = 100

/** A small share that is missing is not shown as nothing, nor a small one that is there as none. */
const wholePercent = (share: number): number =>
  share < 1 ? Math.min(PERCENT - 1, Math.max(1, Math.round(share * PERCENT))) : PERCENT

/** Works that lack most come first; the others have what is planned. */
const WorkLines = ({ answer }: { answer: AdequacyAnswer }) => {
  const { works, view } = answer
  const { t } = useText('adequacy')
  const lacking = useMemo(() => works.filter(({ missingShare }) => missingShare > 0), [works])
  usePainted(useMemo(() => lacking.map(ringOf), [lacking]))
  return (
    <>
      <Message
        type={lacking.length === 0 ? 'success' : 'warning'}
        title={lacking.length === 0 ? t('allMet') : t('worksShort', { count: lacking.length })}
        description={t(`counted.${view}`)}
      />
      <Totals answer={answer} />
      {lacking.length > 0 && <p className="secondary">{t('legend')}</p>}
      <ol className="plain-list">
        {lacking.map((work) => (
          <WorkCard key={work.id} work={work} answer={answer} />
        ))}
      </ol>
    </>
  )
}

/** What all works together should have, and what there is of it, each unit once. */
const Totals = ({ answer: { totals } }: { answer: AdequacyAnswer }) => {
  const { t, language } = useText('adequacy')
  if (totals.length === 0) return null
  return (
    <details className="fold">
      <summary className="target">{t('totals')}</summary>
      <ul>
        {totals.map(({ item, planned, within60, assigned, short }) => (
          <li key={item}>
            {t('total', {
              item: MATERIALS[item].label[language],
              planned: numberText(planned, language),
              within60: numberText(within60, language),
              assigned: numberText(assigned, language),
            })}{' '}
            <strong>
              {short > 0 ? t('short', { short: amountText(short, item, language) }) : t('met')}
            </strong>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** A work on the map, larger the more of its plan is missing. */
const ringOf = ({ id, lon, lat, missingShare }: AdequateWork): PicturePart => ({
  kind: 'disc',
  position: [lon, lat],
  radius: discRadius(missingShare, 1),
  // a ring: filled discs are what there is, and hide what they lie on
  isHollow: true,
  label: `${wholePercent(missingShare)}%`,
  stockpileId: id,
})

const WorkCard = ({ work, answer }: { work: AdequateWork; answer: AdequacyAnswer }) => {
  const { t, language } = useText('adequacy')
  return (
    <li className="block is-many">
      <div className="row block-head">
        <Action
          className="name-button"
          type="link"
          label={localisedName(work, language)}
          onClick={() => changeState({ selection: { collection: 'flood-works', id: work.id } })}
        />
        <strong>{t('missing', { percent: wholePercent(work.missingShare) })}</strong>
      </div>
      {!work.isReached && <p>{t('notReached')}</p>}
      <ul>
        {work.lines
          .filter(({ short }) => short > 0)
          .map(({ item, planned, within30, within60, assigned, short }) => (
            <li key={item}>
              {t('line', {
                item: MATERIALS[item].label[language],
                planned: numberText(planned, language),
                within30: numberText(within30, language),
                within60: numberText(within60, language),
              })}{' '}
              {answer.view === 'together' &&
                t('assigned', { assigned: numberText(assigned, language) })}{' '}
              <strong>{t('short', { short: amountText(short, item, language) })}</strong>
            </li>
          ))}
      </ul>
      <PlanReasons work={work} answer={answer} />
    </li>
  )
}

/** Each county's own stock against the plans of its works: what is to be bought. */
const CountyLines = ({ answer }: { answer: AdequacyAnswer }) => {
  const { t, language } = useText('adequacy')
  const counties = answer.counties
    .map((county) => ({ ...county, lacking: county.lines.filter(({ short }) => short > 0) }))
    .sort((a, b) => b.lacking.length - a.lacking.length)
  return (
    <ol className="plain-list">
      {counties.map((county) => {
        const name = localisedName(county, language)
        const count = county.lacking.length
        return (
          <li key={county.code} className="block is-many">
            <strong>
              {count > 0 ? t('countyShort', { name, count }) : t('countyMet', { name })}
            </strong>
            <ul>
              {county.lacking.map(({ item, planned, there, short }) => (
                <li key={item}>
                  {t('countyLine', {
                    item: MATERIALS[item].label[language],
                    planned: numberText(planned, language),
                    there: numberText(there, language),
                  })}{' '}
                  <strong>{t('buy', { short: amountText(short, item, language) })}</strong>
                </li>
              ))}
            </ul>
          </li>
        )
      })}
    </ol>
  )
}
