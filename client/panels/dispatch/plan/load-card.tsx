import { StopOutlined } from '@ant-design/icons'
import type { PlanLoad, TransferPlan } from '../../../../data/transfer-plan.ts'
import {
  durationText,
  goodsText,
  localisedName,
  numberText,
  senderName,
} from '../../../../data/wording.ts'
import { PhoneValue } from '../../../form/phone-value.tsx'
import { Action, ReadableTag } from '../../../form/pieces.tsx'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { toggleExcluded } from '../../../state/plan-draft.ts'

/** What one stockpile sends to one site. */
export const LoadCard = ({ load, plan }: { load: PlanLoad; plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const clock = (at: string): string =>
    clockText(Date.parse(at), Date.parse(plan.startAt), language)
  const site = plan.sites[load.site]
  return (
    <article className="block">
      <div className="row block-head">
        <h4>
          {senderName(load, language)}{' '}
          {load.isLate && <ReadableTag color="error">{t('lateLoad')}</ReadableTag>}
        </h4>
        {load.stockpilePhone && (
          <PhoneValue
            phone={load.stockpilePhone}
            of={{ collection: 'stockpiles', id: load.stockpileId }}
          />
        )}
      </div>
      {plan.sites.length > 1 && site && (
        <p className="secondary">{t('toSite', { site: localisedName(site, language) })}</p>
      )}
      <p>
        {t('load', {
          time: clock(load.arrivesAt),
          count: load.lorries,
          tonnes: numberText(load.tonnes, language),
          duration: durationText(load.travelSeconds, language),
        })}
        <span className="secondary"> · {t('leaves', { time: clock(load.leavesAt) })}</span>
      </p>
      <ul>
        {load.lines.map(({ item, batchId, batch, expiresOn, quantity }) => (
          <li key={batchId}>
            <strong>{goodsText(quantity, item, language)}</strong>
            <span className="secondary">
              {' '}
              {t('batch', { batch })}
              {expiresOn && ` · ${t('expires', { date: expiresOn })}`}
            </span>
          </li>
        ))}
      </ul>
      <Action
        icon={StopOutlined}
        label={t('exclude')}
        onClick={() => toggleExcluded(load.stockpileId)}
      />
    </article>
  )
}
