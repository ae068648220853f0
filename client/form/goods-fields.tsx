import { CloseOutlined } from '@ant-design/icons'
import { type ComponentProps, useEffect, useRef } from 'react'
import { isMaterialKey, MATERIALS, type MaterialKey } from '../../data/materials.ts'
import { useAppState } from '../state/app-state.ts'
import { ItemSelect } from './item-select.tsx'
import { Action } from './pieces.tsx'
import { QuantityInput } from './quantity-input.tsx'

interface GoodsLineProps extends ComponentProps<typeof QuantityInput> {
  item: MaterialKey
  /** What the button that takes the line away is called. */
  removeLabel: string
  onRemove: () => void
  /** The line was just added: its quantity is typed next. */
  isNew?: boolean
}

/** An item, its quantity, and a button that takes it away. */
export const GoodsLine = (props: GoodsLineProps) => {
  const { removeLabel, onRemove, isNew = false, ...quantity } = props
  const language = useAppState((state) => state.language)
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isNew) line.current?.querySelector('input')?.focus()
  }, [isNew])
  return (
    <div ref={line} className="goods-line">
      <strong>{MATERIALS[quantity.item].label[language]}</strong>
      <QuantityInput {...quantity} />
      <Action icon={CloseOutlined} type="text" aria-label={removeLabel} onClick={onRemove} />
    </div>
  )
}

type Quantities = Readonly<Record<string, number>>

interface GoodsListProps extends Pick<ComponentProps<typeof QuantityInput>, 'min' | 'placeholder'> {
  /** By item; nothing typed counts as 0. */
  quantities: Quantities
  /** What asks for another item. */
  addLabel: string
  labelOf: (item: string) => string
  removeLabelOf: (item: string) => string
  onChange: (quantities: Quantities) => void
}

/** Items with their quantities; any of the catalogue can be added. With a placeholder, 0 is left open. */
export const GoodsList = (props: GoodsListProps) => {
  const { quantities, addLabel, labelOf, removeLabelOf, onChange, ...input } = props
  const language = useAppState((state) => state.language)
  const items = Object.keys(quantities).filter(isMaterialKey)
  const remove = (item: MaterialKey): void => {
    const { [item]: _removed, ...others } = quantities
    onChange(others)
  }
  return (
    <>
      {items.map((item) => {
        const name = MATERIALS[item].label[language]
        return (
          <GoodsLine
            key={item}
            item={item}
            aria-label={labelOf(name)}
            {...input}
            value={quantities[item] || (input.placeholder ? null : 0)}
            onChange={(value) => onChange({ ...quantities, [item]: value ?? 0 })}
            removeLabel={removeLabelOf(name)}
            onRemove={() => remove(item)}
          />
        )
      })}
      <ItemSelect
        placeholder={addLabel}
        value={null}
        exclude={new Set(items)}
        onChange={(item) => item && onChange({ ...quantities, [item]: 0 })}
      />
    </>
  )
}
