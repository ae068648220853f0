import { CloseOutlined } from '@ant-design/icons'
import { Button, InputNumber } from 'antd'
import { type ComponentRef, useEffect, useRef, useState } from 'react'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import { grouped } from '../../../form/amount-text.ts'
import { ItemSelect } from '../../../form/item-select.tsx'
import { useText } from '../../../i18n/text.ts'
import {
  type DraftDemand,
  type DraftSite,
  removeDemand,
  setDemand,
} from '../../../state/plan-draft.ts'

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
export const DemandLines = ({ site }: { site: DraftSite }) => {
  const { t, language } = useText('plan')
  const [added, setAdded] = useState<MaterialKey | null>(null)
  const wanted = new Set(site.demands.map(({ item }) => item))
  const add = (item: MaterialKey): void => {
    setDemand(site.key, item, null)
    setAdded(item)
  }
  return (
    <div className="plan-demands">
      {site.demands.map((demand) => (
        <DemandLine key={demand.item} site={site} demand={demand} isNew={demand.item === added} />
      ))}
      <fieldset className="plan-chips" aria-label={t('addItem')}>
        {USUAL.filter((item) => !wanted.has(item)).map((item) => (
          <Button key={item} className="target" onClick={() => add(item)}>
            + {MATERIALS[item].label[language]}
          </Button>
        ))}
        <ItemSelect
          placeholder={t('otherItem')}
          exclude={wanted}
          value={null}
          onChange={(item) => item && add(item)}
        />
      </fieldset>
    </div>
  )
}

interface DemandLineProps {
  site: DraftSite
  demand: DraftDemand
  /** It was just added: the quantity is typed next. */
  isNew: boolean
}

const DemandLine = ({ site, demand: { item, quantity }, isNew }: DemandLineProps) => {
  const { t, language } = useText('plan')
  const input = useRef<ComponentRef<typeof InputNumber<number>>>(null)
  useEffect(() => {
    if (isNew) input.current?.focus()
  }, [isNew])
  const { label, unit } = MATERIALS[item]
  return (
    <div className="plan-demand">
      <span className="plan-item">{label[language]}</span>
      <InputNumber<number>
        ref={input}
        className="target plan-quantity"
        aria-label={`${label[language]} ${t('quantity', { unit: unit[language] })}`}
        min={1}
        max={1_000_000_000}
        precision={0}
        inputMode="numeric"
        formatter={grouped}
        value={quantity}
        suffix={unit[language]}
        onChange={(value) => setDemand(site.key, item, value)}
      />
      <Button
        className="target"
        type="text"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('removeItem', { item: label[language] })}
        onClick={() => removeDemand(site.key, item)}
      />
    </div>
  )
}
