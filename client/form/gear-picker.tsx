import { DeleteOutlined } from '@ant-design/icons'
import { InputNumber, Select } from 'antd'
import { useId } from 'react'
import { EQUIPMENT, type EquipmentKey } from '../../data/equipment.ts'
import { withEquipment } from '../../data/wording.ts'
import { useText } from '../i18n/text.ts'
import { Action } from './pieces.tsx'

const EQUIPMENT_KEYS = Object.keys(EQUIPMENT) as EquipmentKey[]

type Gear = Readonly<Record<string, number>>

interface GearProps {
  /** Least number of each piece of equipment. */
  equipment: Gear
  onChange: (equipment: Gear) => void
}

/** Adds a piece of gear that a station must have. */
export const GearSelect = ({ equipment, onChange }: GearProps) => {
  const { t, language } = useText('panels')
  const left = EQUIPMENT_KEYS.filter((key) => equipment[key] === undefined)
  return (
    <Select<EquipmentKey | null>
      className="gear-select target"
      aria-label={t('nearest.form.gear')}
      placeholder={t('nearest.form.addGear')}
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      options={left.map((key) => ({ value: key, label: EQUIPMENT[key].label[language] }))}
      onChange={(key) => key !== null && onChange(withEquipment(equipment, key, 1))}
    />
  )
}

/** The gear asked for, and at least how many of each. */
export const GearRows = ({ equipment, onChange }: GearProps) =>
  EQUIPMENT_KEYS.filter((key) => equipment[key] !== undefined).map((key) => (
    <GearRow
      key={key}
      gear={key}
      quantity={equipment[key] ?? 1}
      onChange={(quantity) => onChange(withEquipment(equipment, key, quantity))}
    />
  ))

interface GearRowProps {
  gear: EquipmentKey
  quantity: number
  /** Null takes the piece of gear off the list. */
  onChange: (quantity: number | null) => void
}

const GearRow = ({ gear, quantity, onChange }: GearRowProps) => {
  const { t, language } = useText('panels')
  const id = useId()
  const label = EQUIPMENT[gear].label[language]
  const unit = EQUIPMENT[gear].unit[language]
  return (
    <div className="row gear-row">
      <label htmlFor={id}>{t('nearest.form.gearCount', { label, unit })}</label>
      <InputNumber
        id={id}
        className="query-count target"
        min={1}
        precision={0}
        value={quantity}
        onChange={(value) => value !== null && onChange(value)}
      />
      <Action
        icon={DeleteOutlined}
        aria-label={t('nearest.form.removeGear', { label })}
        onClick={() => onChange(null)}
      />
    </div>
  )
}
