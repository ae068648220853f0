import { CloseOutlined } from '@ant-design/icons'
import { Button, InputNumber } from 'antd'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import type { ReserveNormInput } from '../../../../data/reserve-norm.ts'
import { grouped } from '../../../form/amount-text.ts'
import { ItemSelect } from '../../../form/item-select.tsx'
import { useText } from '../../../i18n/text.ts'

type Quantities = ReserveNormInput['perKilometre']

interface QuantityLinesProps {
  quantities: Quantities
  onChange: (quantities: Quantities) => void
}

/** Items with their quantities; any of the catalogue can be added. */
export const QuantityLines = ({ quantities, onChange }: QuantityLinesProps) => {
  const { t, language } = useText('adequacy')
  const items = Object.keys(quantities) as MaterialKey[]
  return (
    <div className="adequacy-form">
      {items.map((item) => {
        const { label, unit } = MATERIALS[item]
        return (
          <div key={item} className="adequacy-quantity">
            <span>{label[language]}</span>
            <InputNumber<number>
              className="target"
              aria-label={label[language]}
              min={0}
              max={1_000_000_000}
              precision={0}
              suffix={unit[language]}
              formatter={grouped}
              value={quantities[item] ?? 0}
              onChange={(value) => onChange({ ...quantities, [item]: value ?? 0 })}
            />
            <Button
              type="text"
              className="target"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('remove', { item: label[language] })}
              onClick={() => {
                const { [item]: _removed, ...others } = quantities
                onChange(others)
              }}
            />
          </div>
        )
      })}
      <ItemSelect
        placeholder={t('add')}
        value={null}
        exclude={new Set(items)}
        onChange={(item) => item && onChange({ ...quantities, [item]: 0 })}
      />
    </div>
  )
}
