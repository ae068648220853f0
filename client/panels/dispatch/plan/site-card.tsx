import { CloseOutlined } from '@ant-design/icons'
import { Button, Collapse, Input, Segmented } from 'antd'
import { useId } from 'react'
import { PRIORITIES, type Priority } from '../../../../data/transfer-plan.ts'
import { useSiteName } from '../../../form/feature-names.ts'
import { dateOf, nextClock, wallClockAt } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { changeSite, type DraftSite, removeSite } from '../../../state/plan-draft.ts'
import { DemandLines } from './demand-lines.tsx'

const HOURS = [1, 3, 6] as const
const MILLISECONDS_PER_HOUR = 3_600_000
const END_OF_WORK = '18:00'

/** One place that wants goods. */
export const SiteCard = ({ site, number }: { site: DraftSite; number: number }) => {
  const { t } = useText('plan')
  const siteName = useSiteName()
  return (
    <section className="plan-card" aria-label={t('site', { number })}>
      <div className="plan-card-head">
        <h3>{siteName(site)}</h3>
        <Button
          className="target"
          type="text"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('removeSite')}
          onClick={() => removeSite(site.key)}
        />
      </div>
      <DemandLines site={site} />
      <Deadline site={site} />
      <Collapse
        ghost
        size="small"
        items={[{ key: 'more', label: t('more'), children: <SiteDetails site={site} /> }]}
      />
    </section>
  )
}

const Deadline = ({ site }: { site: DraftSite }) => {
  const { t } = useText('plan')
  const id = useId()
  const set = (deadline: string | null): void => changeSite(site.key, { deadline })
  const inHours = (hours: number): void =>
    set(wallClockAt(Date.now() + hours * MILLISECONDS_PER_HOUR))
  const endOfWork = nextClock(END_OF_WORK, Date.now())
  const isToday = dateOf(endOfWork) === dateOf(wallClockAt(Date.now()))
  return (
    <div className="plan-deadline">
      <label htmlFor={id}>{t('deadline')}</label>
      <Input
        id={id}
        type="datetime-local"
        className="target"
        value={site.deadline ?? ''}
        onChange={({ target }) => set(target.value === '' ? null : target.value)}
      />
      <div className="plan-chips">
        {HOURS.map((hours) => (
          <Button key={hours} className="target" onClick={() => inHours(hours)}>
            {t('inHours', { hours })}
          </Button>
        ))}
        <Button className="target" onClick={() => set(endOfWork)}>
          {t(isToday ? 'today' : 'tomorrow', { time: END_OF_WORK })}
        </Button>
        <Button
          className="target"
          type={site.deadline === null ? 'primary' : 'default'}
          onClick={() => set(null)}
        >
          {t('asSoon')}
        </Button>
      </div>
    </div>
  )
}

const SiteDetails = ({ site }: { site: DraftSite }) => {
  const { t, language } = useText('plan')
  const id = useId()
  return (
    <div className="plan-details">
      <span>{t('priority')}</span>
      <Segmented<Priority>
        className="target-group"
        aria-label={t('priority')}
        value={site.priority}
        options={(Object.keys(PRIORITIES) as Priority[]).map((value) => ({
          value,
          label: PRIORITIES[value].label[language],
        }))}
        onChange={(priority) => changeSite(site.key, { priority })}
      />
      <label htmlFor={`${id}-receiver`}>{t('receiver')}</label>
      <Input
        id={`${id}-receiver`}
        className="target"
        maxLength={120}
        value={site.receiver}
        onChange={({ target }) => changeSite(site.key, { receiver: target.value })}
      />
      <label htmlFor={`${id}-contact`}>{t('contact')}</label>
      <Input
        id={`${id}-contact`}
        className="target"
        maxLength={120}
        inputMode="tel"
        value={site.contact}
        onChange={({ target }) => changeSite(site.key, { contact: target.value })}
      />
    </div>
  )
}
