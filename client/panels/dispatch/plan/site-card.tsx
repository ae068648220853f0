import { CloseOutlined } from '@ant-design/icons'
import { Collapse } from 'antd'
import { useState } from 'react'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import { PRIORITIES, type Priority } from '../../../../data/plan-request.ts'
import type { SitePlan } from '../../../../data/transfer-plan.ts'
import { listText } from '../../../../data/wording.ts'
import { useRetired } from '../../../api/item-sheets.ts'
import { useSiteName } from '../../../form/feature-names.ts'
import { GoodsLine } from '../../../form/goods-fields.tsx'
import { ItemSelect } from '../../../form/item-select.tsx'
import { Action, Choice, TextField } from '../../../form/pieces.tsx'
import { dateOf, nextClock, wallClockAt } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import {
  changeSite,
  type DraftSite,
  removeDemand,
  removeSite,
  setDemand,
} from '../../../state/plan-draft.ts'
import { KitDemands } from './kit-demands.tsx'
import { UnloadingPart } from './unloading-part.tsx'

const HOURS = [1, 3, 6] as const
const MILLISECONDS_PER_HOUR = 3_600_000
const END_OF_WORK = '18:00'

interface SiteCardProps {
  site: DraftSite
  number: number
  /** As the plan has it; undefined while the plan has none of it. */
  planned: SitePlan | undefined
}

/** One place that wants goods. */
export const SiteCard = ({ site, number, planned }: SiteCardProps) => {
  const { t, language } = useText('plan')
  const siteName = useSiteName()
  return (
    <section className="block plan-card" aria-label={t('site', { number })}>
      <div className="row block-head">
        <h3>{siteName(site)}</h3>
        <Action
          icon={CloseOutlined}
          type="text"
          aria-label={t('removeSite')}
          onClick={() => removeSite(site.key)}
        />
      </div>
      <DemandLines site={site} />
      <KitDemands site={site} />
      <Deadline site={site} />
      {planned && planned.floods.length > 0 && (
        <p className="bad-news" role="alert">
          {t('flooded', {
            names: listText(
              planned.floods.map(({ name }) => name),
              language,
            ),
          })}
        </p>
      )}
      <UnloadingPart site={site} planned={planned} />
      <Collapse
        ghost
        size="small"
        items={[{ key: 'more', label: t('more'), children: <SiteDetails site={site} /> }]}
      />
    </section>
  )
}

/** What levees ask for first; the rest is one search away. */
const USUAL: readonly MaterialKey[] = [
  'sandbag',
  'pump',
  'boat',
  'life-jacket',
  'geotextile',
  'floodlight',
  'tent',
  'quilt',
]

/** Goods that a site wants, each with its quantity, and chips for what is wanted most often. */
const DemandLines = ({ site }: { site: DraftSite }) => {
  const { t, language } = useText('plan')
  const [added, setAdded] = useState<MaterialKey | null>(null)
  const retired = useRetired()
  const wanted = new Set(site.demands.map(({ item }) => item))
  const add = (item: MaterialKey): void => {
    setDemand(site.key, item, null)
    setAdded(item)
  }
  return (
    <div className="stack">
      {site.demands.map(({ item, quantity }) => {
        const { label, unit } = MATERIALS[item]
        return (
          <GoodsLine
            key={item}
            className="target plan-quantity"
            item={item}
            isNew={item === added}
            aria-label={`${label[language]} ${t('quantity', { unit: unit[language] })}`}
            min={1}
            value={quantity}
            onChange={(value) => setDemand(site.key, item, value)}
            removeLabel={t('removeItem', { item: label[language] })}
            onRemove={() => removeDemand(site.key, item)}
          />
        )
      })}
      <fieldset className="buttons" aria-label={t('addItem')}>
        {USUAL.filter((item) => !wanted.has(item) && !retired.has(item)).map((item) => (
          <Action
            key={item}
            label={`+ ${MATERIALS[item].label[language]}`}
            onClick={() => add(item)}
          />
        ))}
        <ItemSelect
          placeholder={t('otherItem')}
          exclude={new Set([...wanted, ...retired])}
          value={null}
          onChange={(item) => item && add(item)}
        />
      </fieldset>
    </div>
  )
}

const Deadline = ({ site }: { site: DraftSite }) => {
  const { t } = useText('plan')
  const set = (deadline: string | null): void => changeSite(site.key, { deadline })
  const inHours = (hours: number): void =>
    set(wallClockAt(Date.now() + hours * MILLISECONDS_PER_HOUR))
  const endOfWork = nextClock(END_OF_WORK, Date.now())
  const isToday = dateOf(endOfWork) === dateOf(wallClockAt(Date.now()))
  return (
    <div className="stack">
      <TextField
        type="datetime-local"
        label={t('deadline')}
        value={site.deadline ?? ''}
        onChange={(value) => set(value === '' ? null : value)}
      />
      <div className="buttons">
        {HOURS.map((hours) => (
          <Action key={hours} label={t('inHours', { hours })} onClick={() => inHours(hours)} />
        ))}
        <Action
          label={t(isToday ? 'today' : 'tomorrow', { time: END_OF_WORK })}
          onClick={() => set(endOfWork)}
        />
        <Action
          type={site.deadline === null ? 'primary' : 'default'}
          label={t('asSoon')}
          onClick={() => set(null)}
        />
      </div>
    </div>
  )
}

const SiteDetails = ({ site }: { site: DraftSite }) => {
  const { t, language } = useText('plan')
  return (
    <div className="stack">
      <span>{t('priority')}</span>
      <Choice
        label={t('priority')}
        value={site.priority}
        values={Object.keys(PRIORITIES) as Priority[]}
        textOf={(value) => PRIORITIES[value].label[language]}
        onChange={(priority) => changeSite(site.key, { priority })}
      />
      {(['receiver', 'contact'] as const).map((name) => (
        <TextField
          key={name}
          label={t(name)}
          maxLength={120}
          inputMode={name === 'contact' ? 'tel' : 'text'}
          value={site[name]}
          onChange={(value) => changeSite(site.key, { [name]: value })}
        />
      ))}
    </div>
  )
}
