import { InputNumber, Select } from 'antd'
import { useId } from 'react'
import { MATERIALS, type MaterialKey } from '../../../data/materials.ts'
import { useText } from '../../i18n/text.ts'
import { changeNearest, useAppState } from '../../state/app-state.ts'

const MATERIAL_KEYS = Object.keys(MATERIALS) as MaterialKey[]

const isMaterial = (key: string | null): key is MaterialKey =>
  key !== null && Object.hasOwn(MATERIALS, key)

/** Which goods a stockpile must hold, and how much of them. */
export const GoodsPicker = () => {
  const { t, language } = useText('panels')
  const item = useAppState((state) => state.nearest.item)
  return (
    <div className="query-row">
      <Select<MaterialKey | null>
        className="goods-select target"
        aria-label={t('nearest.form.item')}
        placeholder={t('nearest.form.anyItem')}
        allowClear
        value={isMaterial(item) ? item : null}
        showSearch={{ optionFilterProp: 'search' }}
        options={MATERIAL_KEYS.map((key) => ({
          value: key,
          label: MATERIALS[key].label[language],
          search: `${MATERIALS[key].label.zh} ${MATERIALS[key].label.en} ${key}`,
        }))}
        onChange={(key) => changeNearest({ item: key ?? null, quantity: null })}
      />
      {isMaterial(item) && <QuantityInput item={item} />}
    </div>
  )
}

const QuantityInput = ({ item }: { item: MaterialKey }) => {
  const { t, language } = useText('panels')
  const quantity = useAppState((state) => state.nearest.quantity)
  const id = useId()
  return (
    <span className="query-field">
      <label htmlFor={id}>
        {t('nearest.form.quantity', { unit: MATERIALS[item].unit[language] })}
      </label>
      <InputNumber
        id={id}
        className="query-quantity target"
        min={1}
        value={quantity}
        onChange={(value) => changeNearest({ quantity: value })}
      />
    </span>
  )
}
