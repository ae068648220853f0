import { CloseOutlined } from '@ant-design/icons'
import { Button, InputNumber } from 'antd'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import { grouped } from '../../../form/amount-text.ts'
import { ItemSelect } from '../../../form/item-select.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch, changeState, useAppState } from '../../../state/app-state.ts'

/** Items looked for with their quantities, and the place they are wanted at. */
export const WantedGoods = ({ items }: { items: readonly MaterialKey[] }) => {
  const { t, language } = useText('find')
  const wanted = useAppState((state) => state.dispatch.wanted)
  const set = (item: MaterialKey, quantity: number): void =>
    changeDispatch({ wanted: { ...wanted, [item]: quantity } })
  const remove = (item: MaterialKey): void => {
    const { [item]: _removed, ...others } = wanted
    changeDispatch({ wanted: others })
  }
  return (
    <div className="find-wanted">
      {items.map((item) => {
        const { label, unit } = MATERIALS[item]
        return (
          <div key={item} className="find-item">
            <strong>{label[language]}</strong>
            <InputNumber<number>
              className="target"
              aria-label={t('quantity', { item: label[language] })}
              placeholder={t('any')}
              min={1}
              max={1_000_000_000}
              precision={0}
              inputMode="numeric"
              formatter={grouped}
              value={wanted[item] || null}
              suffix={unit[language]}
              onChange={(value) => set(item, value ?? 0)}
            />
            <Button
              className="target"
              type="text"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('remove', { item: label[language] })}
              onClick={() => remove(item)}
            />
          </div>
        )
      })}
      <ItemSelect
        placeholder={t('add')}
        value={null}
        exclude={new Set(items)}
        onChange={(item) => item && set(item, 0)}
      />
      <PlaceChoice />
    </div>
  )
}

const PlaceChoice = () => {
  const { t } = useText('find')
  const place = useAppState((state) => state.place)
  if (place) return <p>{t('near', { place: place.label ?? t('onMap') })}</p>
  const atCentre = (): void => {
    const { longitude, latitude } = useAppState.getState().view
    changeState({ place: { position: [longitude, latitude], label: null } })
  }
  return (
    <p className="find-place">
      {t('noPlace')}
      <Button className="target" onClick={atCentre}>
        {t('atCentre')}
      </Button>
    </p>
  )
}
