import { StopOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { MATERIALS } from '../../../../data/materials.ts'
import type { PlanLoad, TransferPlan } from '../../../../data/transfer-plan.ts'
import { dateText } from '../../../form/date-text.ts'
import { durationText } from '../../../form/duration-text.ts'
import { numberText } from '../../../form/number-text.ts'
import { PhoneValue } from '../../../form/phone-value.tsx'
import { clockText } from '../../../form/shanghai-time.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { toggleExcluded } from '../../../state/plan-draft.ts'

/** What one stockpile sends to one site. */
export const LoadCard = ({ load, plan }: { load: PlanLoad; plan: TransferPlan }) => {
  const { t, language } = useDispatchText('plan')
  const clock = (at: string): string =>
    clockText(Date.parse(at), Date.parse(plan.startAt), language)
  const name = language === 'en' ? (load.stockpileNameEn ?? load.stockpileName) : load.stockpileName
  return (
    <article className="plan-card">
      <div className="plan-card-head">
        <h4>
          {name} {load.isLate && <Tag color="error">{t('lateLoad')}</Tag>}
        </h4>
        {load.stockpilePhone && <PhoneValue phone={load.stockpilePhone} />}
      </div>
      {plan.sites.length > 1 && (
        <p className="secondary">{t('toSite', { site: plan.sites[load.site]?.name ?? '' })}</p>
      )}
      <p>
        {t('load', {
          time: clock(load.arrivesAt),
          lorries: load.lorries,
          tonnes: numberText(load.tonnes, language),
          duration: durationText(load.travelSeconds, language),
        })}
        <span className="secondary"> · {t('leaves', { time: clock(load.leavesAt) })}</span>
      </p>
      <ul className="plan-lines">
        {load.lines.map(({ item, batchId, batch, expiresOn, quantity }) => (
          <li key={batchId}>
            <strong>
              {MATERIALS[item].label[language]} {numberText(quantity, language)}{' '}
              {MATERIALS[item].unit[language]}
            </strong>
            <span className="secondary">
              {' '}
              {t('batch', { batch })}
              {expiresOn && ` · ${t('expires', { date: dateText(expiresOn, language) })}`}
            </span>
          </li>
        ))}
      </ul>
      <Button
        className="target"
        icon={<StopOutlined aria-hidden />}
        onClick={() => toggleExcluded(load.stockpileId)}
      >
        {t('exclude')}
      </Button>
    </article>
  )
}
