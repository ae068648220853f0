import { InputNumber } from 'antd'
import type { ComponentProps } from 'react'
import { LEDGER_LIMITS } from '../../data/ledger.ts'
import { MATERIALS, type MaterialKey } from '../../data/materials.ts'
import { useAppState } from '../state/app-state.ts'
import { grouped } from './amount-text.ts'

interface QuantityInputProps
  extends Omit<ComponentProps<typeof InputNumber<number>>, 'formatter' | 'precision' | 'suffix'> {
  'aria-label': string
  /** Its unit stands behind the number. */
  item: MaterialKey | null
}

/** A whole number of goods, with thousands set apart. */
export const QuantityInput = ({ item, ...input }: QuantityInputProps) => {
  const language = useAppState((state) => state.language)
  return (
    <InputNumber<number>
      className="target"
      inputMode="numeric"
      min={0}
      max={LEDGER_LIMITS.mostQuantity}
      precision={0}
      formatter={grouped}
      suffix={item && MATERIALS[item].unit[language]}
      {...input}
    />
  )
}
