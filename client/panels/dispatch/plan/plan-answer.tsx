import { EnvironmentOutlined } from '@ant-design/icons'
import type { UseQueryResult } from '@tanstack/react-query'
import { Alert, Button, Collapse, Spin } from 'antd'
import { MATERIALS } from '../../../../data/materials.ts'
import {
  SHORT_REASONS,
  type SitePlan,
  type TransferPlan,
  type TransferPlanInput,
} from '../../../../data/transfer-plan.ts'
import { asApiProblem } from '../../../api/problem.ts'
import { planAgain } from '../../../api/transfers.ts'
import { amountText, listText } from '../../../form/amount-text.ts'
import { durationText } from '../../../form/duration-text.ts'
import { localisedName, senderName } from '../../../form/localised-name.ts'
import { numberText } from '../../../form/number-text.ts'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { flyTo } from '../../../state/app-state.ts'
import { orderBbox } from '../orders/order-bbox.ts'
import { CompareButton, ComparePart } from './compare-part.tsx'
import { LoadCard } from './load-card.tsx'
import { ProofLine } from './proof-line.tsx'

interface PlanAnswerProps {
  answer: UseQueryResult<TransferPlan>
  input: TransferPlanInput
}

/** What the plan comes to; the one before stays in sight until the new one is there. */
export const PlanAnswer = ({ answer, input }: PlanAnswerProps) => {
  const { t, language } = useText('plan')
  const { data: plan, error, isFetching, isPlaceholderData } = answer
  return (
    <section className="plan-answer" aria-busy={isFetching}>
      {error && (
        <Alert
          type="error"
          showIcon
          title={t('failed', { detail: asApiProblem(error).sentence[language] })}
          action={
            <Button className="target" onClick={() => void planAgain(input)}>
              {t('retry')}
            </Button>
          }
        />
      )}
      {!plan && !error && <Spin description={t('computing')} />}
      {plan && (
        <div className={isPlaceholderData ? 'plan-shown is-old' : 'plan-shown'}>
          {isPlaceholderData && <p role="status">{t('computing')}</p>}
          <Headline plan={plan} />
          {plan.sites.map((site) => (
            <SiteResult key={`${site.lon} ${site.lat} ${site.name}`} site={site} plan={plan} />
          ))}
          <div className="plan-chips">
            {plan.loads.length > 0 && (
              <Button
                className="target"
                icon={<EnvironmentOutlined aria-hidden />}
                onClick={() => flyTo(orderBbox(plan))}
              >
                {t('map')}
              </Button>
            )}
            <CompareButton plan={plan} />
          </div>
          <ComparePart plan={plan} />
          {plan.loads.length > 0 && <h3>{t('loads')}</h3>}
          {plan.loads.map((load) => (
            <LoadCard key={`${load.stockpileId} ${load.site}`} load={load} plan={plan} />
          ))}
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
  if (!last) return <Alert type="error" showIcon title={t('nothing')} />
  const time = clockOf(plan, last, language)
  return (
    <Alert
      type={missing === 0 ? 'success' : 'warning'}
      showIcon
      role="status"
      title={missing === 0 ? t('allThere', { time }) : t('short', { count: missing })}
      description={t('figures', {
        time,
        count: figures.lorries,
        tonnes: numberText(figures.tonnes, language),
      })}
    />
  )
}

/** What each site gets, and what it must do without. */
const SiteResult = ({ site, plan }: { site: SitePlan; plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const isWhole = site.lines.every(({ inTime, requested }) => inTime === requested)
  if (isWhole && plan.sites.length === 1) return null
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
              {late > 0 && <em> · {t('lateQuantity', { quantity: number(late) })}</em>}
              {short > 0 && shortReason && (
                <em>
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
      </ul>
    </section>
  )
}

const PassedOver = ({ plan }: { plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  if (plan.passedOver.length === 0) return null
  return (
    <Collapse
      size="small"
      items={[
        {
          key: 'why',
          label: t('why'),
          children: (
            <ul className="plan-passed">
              {plan.passedOver.map((each) => (
                <li key={`${each.stockpileId} ${each.site} ${each.item}`}>
                  {t('passed', {
                    name: senderName(each, language),
                    duration: durationText(each.seconds, language),
                    item: MATERIALS[each.item].label[language],
                    reason: each.detail[language],
                  })}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
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
        <Alert
          key={`${stockpileId} ${item}`}
          type="warning"
          showIcon
          title={t('breaches', {
            name: nameOf(stockpileId),
            item: MATERIALS[item].label[language],
            below: numberText(below, language),
            minimum: numberText(minimum, language),
          })}
        />
      ))}
      {closures.length > 0 && (
        <p>
          {t('obeyed', {
            names: listText(
              closures.map(({ name }) => name),
              language,
            ),
          })}
        </p>
      )}
      <Collapse
        size="small"
        items={[
          {
            key: 'basis',
            label: t('basis'),
            children: (
              <ul className="plan-passed">
                {[...plan.rules.map(({ sentence }) => sentence), ...plan.assumptions].map(
                  (sentence) => (
                    <li key={sentence.zh}>{sentence[language]}</li>
                  ),
                )}
              </ul>
            ),
          },
        ]}
      />
    </>
  )
}
