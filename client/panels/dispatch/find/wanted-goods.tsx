import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import { Action } from '../../../form/action.tsx'
import { GoodsLine } from '../../../form/goods-line.tsx'
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
    <>
      {items.map((item) => {
        const label = MATERIALS[item].label[language]
        return (
          <GoodsLine
            key={item}
            item={item}
            aria-label={t('quantity', { item: label })}
            placeholder={t('any')}
            min={1}
            value={wanted[item] || null}
            onChange={(value) => set(item, value ?? 0)}
            removeLabel={t('remove', { item: label })}
            onRemove={() => remove(item)}
          />
        )
      })}
      <ItemSelect
        placeholder={t('add')}
        value={null}
        exclude={new Set(items)}
        onChange={(item) => item && set(item, 0)}
      />
      <PlaceChoice />
    </>
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
    <p className="buttons">
      {t('noPlace')}
      <Action label={t('atCentre')} onClick={atCentre} />
    </p>
  )
}
