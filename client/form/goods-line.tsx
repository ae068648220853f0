import { CloseOutlined } from '@ant-design/icons'
import { type ComponentProps, useEffect, useRef } from 'react'
import { MATERIALS, type MaterialKey } from '../../data/materials.ts'
import { useAppState } from '../state/app-state.ts'
import { Action } from './action.tsx'
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
export const GoodsLine = ({
  removeLabel,
  onRemove,
  isNew = false,
  ...quantity
}: GoodsLineProps) => {
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
