import { EnvironmentOutlined } from '@ant-design/icons'
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { unloadedAt } from '../../../../data/delivery-words.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import type { TransferPlanInput } from '../../../../data/plan-request.ts'
import { SHORT_REASONS, type SitePlan, type TransferPlan } from '../../../../data/transfer-plan.ts'
import {
  amountText,
  goodsText,
  listText,
  localisedName,
  massText,
  numberText,
  senderName,
} from '../../../../data/wording.ts'
import { planAgain } from '../../../api/transfers.ts'
import { ClosuresObeyed } from '../../../form/closures-obeyed.tsx'
import { Action, Message, QueryStatus } from '../../../form/pieces.tsx'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { flyTo } from '../../../state/app-state.ts'
import { type PicturePart, usePainted } from '../../../state/dispatch-picture.ts'
import { setRule } from '../../../state/plan-draft.ts'
import { orderBbox } from '../orders/orders.ts'
import { CompareButton, ComparePart } from './compare-part.tsx'
import { FoldedList, FoldedPart } from './folded.tsx'
import { LoadCards } from './load-card.tsx'
import { PassedOver } from './passed-over.tsx'

interface PlanAnswerProps {
  answer: UseQueryResult<TransferPlan>
  input: TransferPlanInput
}

/** What the plan comes to; the one before stays in sight until the new one is there. */
export const PlanAnswer = ({ answer, input }: PlanAnswerProps) => {
  const { t } = useText('plan')
  const { data: plan, isFetching, isPlaceholderData } = answer
  return (
    <section className="stack" aria-busy={isFetching}>
      <QueryStatus
        query={{ ...answer, refetch: () => planAgain(input) }}
        failed={(reason) => t('failed', reason)}
        loading={t('computing')}
      />
      {plan && (
        <div className={isPlaceholderData ? 'stack plan-old' : 'stack'}>
          {isPlaceholderData && <p role="status">{t('computing')}</p>}
          <Headline plan={plan} />
          {plan.sites.map((site) => (
            <SiteResult key={`${site.lon} ${site.lat} ${site.name}`} site={site} plan={plan} />
          ))}
          <div className="buttons">
            {plan.loads.length > 0 && (
              <Action
                icon={EnvironmentOutlined}
                label={t('map')}
                onClick={() => flyTo(orderBbox(plan))}
              />
            )}
            <CompareButton plan={plan} />
          </div>
          <ComparePart plan={plan} />
          {plan.loads.length > 0 && <h3>{t('loads')}</h3>}
          <LoadCards plan={plan} />
          <PassedOver plan={plan} />
          <ProofLine proof={plan.proof} />
          <Basis plan={plan} />
          {plan.notice && <p className="plan-notice">{t('notice')}</p>}
        </div>
      )}
    </section>
  )
}

const clockOf = (plan: TransferPlan, at: string, language: 'zh' | 'en'): string =>
  clockText(Date.parse(at), Date.parse(plan.startAt), language)

const Headline = ({ plan }: { plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const { figures } = plan
  const missing = figures.demandLines - figures.linesInTime
  const last = figures.lastArrivalAt
  if (!last) return <Message type="error" title={t('nothing')} />
  const time = clockOf(plan, last, language)
  return (
    <Message
      type={missing === 0 ? 'success' : 'warning'}
      role="status"
      title={missing === 0 ? t('allThere', { time }) : t('short', { count: missing })}
      description={t('figures', {
        time,
        count: figures.lorries,
        mass: massText(figures.tonnes, language),
      })}
    />
  )
}

/** What each site gets, and what it must do without. */
const SiteResult = ({ site, plan }: { site: SitePlan; plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const lines = [...site.lines, ...site.kits]
  const isWhole = lines.every(({ inTime, requested }) => inTime === requested)
  if (isWhole && plan.sites.length === 1) return null
  const isShortOfLorries = lines.some(({ shortReason }) => shortReason === 'lorries')
  const drivesOnce = plan.request.rules.oneTrip ?? true
  return (
    <section className="plan-site-result">
      <h4>{localisedName(site, language)}</h4>
      <ul>
        {site.lines.map(({ item, requested, inTime, late, short, shortReason, earliestAt }) => {
          const number = (value: number): string => amountText(value, item, language)
          return (
            <li key={item}>
              <strong>{MATERIALS[item].label[language]}</strong> {t('inTime')}{' '}
              {numberText(inTime, language)} / {number(requested)}
              {late > 0 && (
                <em className="bad-news"> · {t('lateQuantity', { quantity: number(late) })}</em>
              )}
              {short > 0 && shortReason && (
                <em className="bad-news">
                  {' · '}
                  {t('shortOf', {
                    quantity: number(short),
                    reason: SHORT_REASONS[shortReason][language],
                  })}
                </em>
              )}
              {inTime < requested && (
                <span className="secondary">
                  {' — '}
                  {earliestAt
                    ? t('earliest', { time: clockOf(plan, earliestAt, language) })
                    : t('never')}
                </span>
              )}
            </li>
          )
        })}
        {site.kits.map((kit) => (
          <KitResult key={kit.id} kit={kit} plan={plan} />
        ))}
      </ul>
      {isShortOfLorries && drivesOnce && site.deadline !== null && (
        <Action label={t('driveAgain')} onClick={() => setRule('oneTrip', false)} />
      )}
      {isShortOfLorries && site.deadline === null && (
        <p className="secondary">{t('driveAgainWhen')}</p>
      )}
      {isShortOfLorries && (plan.request.rules.oneStore ?? true) && (
        <Action label={t('loadElsewhere')} onClick={() => setRule('oneStore', false)} />
      )}
    </section>
  )
}

/** Kits that are whole, and of those that are not which parts lack. */
const KitResult = ({ kit, plan }: { kit: SitePlan['kits'][number]; plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const { t: ofKits } = useText('kits')
  const { requested, inTime, late, short, shortReason, lacking, earliestAt } = kit
  const sets = (count: number): string => ofKits('sets', { count })
  const parts = lacking.map((part) => goodsText(part.short, part.item, language))
  // Where goods are short it is the parts that lack; else what the plan says.
  const reason = (why: NonNullable<typeof shortReason>): string => {
    if (parts.length > 0) return ofKits('lacking', { parts: listText(parts, language) })
    return why === 'no-stock' ? ofKits('apart') : SHORT_REASONS[why][language]
  }
  return (
    <li>
      <strong>{localisedName(kit, language)}</strong> {t('inTime')} {numberText(inTime, language)} /{' '}
      {sets(requested)}
      {late > 0 && <em className="bad-news"> · {t('lateQuantity', { quantity: sets(late) })}</em>}
      {short > 0 && shortReason && (
        <em className="bad-news">
          {' · '}
          {t('shortOf', { quantity: sets(short), reason: reason(shortReason) })}
        </em>
      )}
      {inTime < requested && (
        <span className="secondary">
          {' — '}
          {earliestAt ? t('earliest', { time: clockOf(plan, earliestAt, language) }) : t('never')}
        </span>
      )}
    </li>
  )
}

const PROOF_SENTENCES = {
  running: 'proofRunning',
  proved: 'proofProved',
  'within-gap': 'proofGap',
  stopped: 'proofStopped',
  failed: 'proofFailed',
} as const satisfies Record<TransferPlan['proof']['state'], string>

/** What is proved of each aim in order; in short, the first of which something is open. */
const ProofLine = ({ proof }: Pick<TransferPlan, 'proof'>) => {
  const { t, language } = useText('plan')
  const lines = proof.aims.map(({ sentence }) => sentence[language])
  const first = proof.aims.findIndex(({ gapPercent }) => gapPercent > 0)
  const open = lines[first] ?? ''
  const sentence = t(PROOF_SENTENCES[proof.state], {
    open: first > 0 ? t('proofFirst', { count: first, open }) : open,
  })
  return (
    <FoldedPart label={<span role="status">{sentence}</span>}>
      <ol className="plan-folded">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </FoldedPart>
  )
}

/** The rules that were kept, what was assumed, which closures were obeyed. */
const Basis = ({ plan }: { plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const { figures, closures } = plan
  const nameOf = (id: string): string => {
    const load = plan.loads.find(({ stockpileId }) => stockpileId === id)
    return load ? senderName(load, language) : id
  }
  return (
    <>
      {figures.reserveBreaches.map(({ stockpileId, item, below, minimum }) => (
        <Message
          key={`${stockpileId} ${item}`}
          type="warning"
          title={t('breaches', {
            name: nameOf(stockpileId),
            item: MATERIALS[item].label[language],
            below: numberText(below, language),
            minimum: numberText(minimum, language),
          })}
        />
      ))}
      <ClosuresObeyed closures={closures} />
      <FoldedList
        label={t('basis')}
        lines={[...plan.rules.map(({ sentence }) => sentence), ...plan.assumptions].map(
          (sentence) => sentence[language],
        )}
      />
    </>
  )
}

/** Draws a plan's loads on the map: ways, senders, sites. */
export const usePaintedPlan = (plan: TransferPlan | undefined): void => {
  const { t, language } = useText('plan')
  const parts = useMemo((): PicturePart[] => {
    if (!plan) return []
    // Later rounds go the same way.
    const loads = plan.loads.filter(({ round }) => round === 1)
    return [
      ...loads.map(
        ({ route, lorries, isLate }) => ({ kind: 'route', route, lorries, isLate }) as const,
      ),
      ...loads.map(({ lon, lat, arrivesAt }) => ({
        kind: 'sender' as const,
        position: [lon, lat] as const,
        label: t('unloaded', { time: clockOf(plan, arrivesAt, language) }),
      })),
      ...plan.sites.map((site) => ({
        kind: 'site' as const,
        position: [site.lon, site.lat] as const,
        label: unloadedAt(localisedName(site, language), site.delivery),
      })),
    ]
  }, [plan, t, language])
  usePainted(parts)
}
