import { InputNumber, Select } from 'antd'
import { type ComponentProps, useState } from 'react'
import { LEDGER_LIMITS } from '../../data/ledger.ts'
import { MATERIALS, type MaterialKey } from '../../data/materials.ts'
import {
  inBaseUnits,
  inPackages,
  type Package,
  type Packed,
  packageText,
  unitText,
} from '../../data/packages.ts'
import { amountText, grouped } from '../../data/wording.ts'
import { usePackages } from '../api/item-sheets.ts'
import { useText } from '../i18n/text.ts'
import './quantity-input.css'

interface QuantityInputProps
  extends Omit<ComponentProps<typeof InputNumber<number>>, 'formatter' | 'precision' | 'suffix'> {
  'aria-label': string
  /** Its unit stands behind the number. */
  item: MaterialKey | null
  /** What stands there where it is of no item. */
  unit?: string
  /** The unit is shown or chosen beside it, and not repeated behind the number. */
  isUnitBeside?: boolean
}

/** A whole number of goods, with thousands set apart; where there are packages, counted in either. */
export const QuantityInput = (props: QuantityInputProps) => {
  const packagesOf = usePackages()
  const { item } = props
  const packages = item ? packagesOf(item) : []
  if (item === null || packages.length === 0) return <UnitInput {...props} />
  return <PackedInput {...props} item={item} packages={packages} />
}

/** In the unit of the books. */
const UnitInput = ({ item, unit, isUnitBeside = false, ...input }: QuantityInputProps) => {
  const { language } = useText('ledger')
  return (
    <InputNumber<number>
      className="target"
      inputMode="numeric"
      min={0}
      max={LEDGER_LIMITS.mostQuantity}
      precision={0}
      formatter={grouped}
      suffix={item ? !isUnitBeside && MATERIALS[item].unit[language] : unit}
      {...input}
    />
  )
}

interface PackedInputProps extends QuantityInputProps {
  item: MaterialKey
  packages: readonly Package[]
}

/** Base units of what is typed; null where it comes to no whole number. */
const unitsOf = ({ full, loose }: Packed, { holds }: Package): number | null => {
  const packed = inBaseUnits(full, holds)
  return packed === null ? null : packed + loose
}

const DECIMALS = 3

/** A quantity in the unit of the books, or in packages and what is loose beside them. */
const PackedInput = ({ packages, ...input }: PackedInputProps) => {
  const { t, language } = useText('ledger', 'packages')
  const [unit, setUnit] = useState('')
  const chosen = packages.find((each) => each.unit === unit)
  return (
    <div className="packed-input">
      {chosen ? <InPackages {...input} package={chosen} /> : <UnitInput {...input} isUnitBeside />}
      <Select<string>
        className="target"
        aria-label={t('unitOf', { what: input['aria-label'] })}
        popupMatchSelectWidth={false}
        value={chosen ? unit : ''}
        options={[
          { value: '', label: MATERIALS[input.item].unit[language] },
          ...packages.map((each) => ({
            value: each.unit,
            label: packageText(each, input.item, language),
          })),
        ]}
        labelRender={({ value }) =>
          chosen && value === chosen.unit
            ? unitText(chosen, language)
            : MATERIALS[input.item].unit[language]
        }
        onChange={setUnit}
      />
    </div>
  )
}

const InPackages = ({
  item,
  package: each,
  value,
  onChange,
  min: _,
  isUnitBeside: _beside,
  prefix,
  ...input
}: QuantityInputProps & { item: MaterialKey; package: Package }) => {
  const { t, language } = useText('ledger', 'packages')
  const split = (): Packed => inPackages(Number(value ?? 0), each.holds)
  const [typed, setTyped] = useState<Packed>(split)
  // What was changed elsewhere is shown; what is being typed stays, also where it does not divide.
  const shown = (unitsOf(typed, each) ?? 0) === Number(value ?? 0) ? typed : split()
  const units = unitsOf(shown, each)
  const isWhole = Number.isInteger(each.holds)
  const change = (changes: Partial<Packed>): void => {
    const next = { ...shown, ...changes }
    setTyped(next)
    onChange?.(unitsOf(next, each))
  }
  return (
    <>
      <InputNumber<number>
        {...input}
        className="target"
        inputMode={isWhole ? 'numeric' : 'decimal'}
        min={0}
        max={LEDGER_LIMITS.mostQuantity}
        precision={isWhole ? 0 : DECIMALS}
        {...(isWhole && { formatter: grouped })}
        prefix={prefix}
        status={units === null ? 'error' : ''}
        value={value == null && units === 0 ? null : shown.full}
        onChange={(full) => change({ full: full ?? 0 })}
      />
      <UnitInput
        aria-label={t('loose', { what: input['aria-label'] })}
        item={item}
        value={value == null && units === 0 ? null : shown.loose}
        onChange={(loose) => change({ loose: loose ?? 0 })}
      />
      <span
        className={units === null ? 'bad-news packed-note' : 'secondary packed-note'}
        aria-live="polite"
      >
        {units === null
          ? t('notWhole', {
              what: packageText(each, item, language),
              unit: MATERIALS[item].unit[language],
            })
          : t('comesTo', { amount: amountText(units, item, language) })}
      </span>
    </>
  )
}
