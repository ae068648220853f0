import { Button, Spin } from 'antd'
import type { CollectionId } from '../../../data/collections.ts'
import { MATERIAL_KEYS, MATERIALS } from '../../../data/materials.ts'
import { localisedName } from '../../form/localised-name.ts'
import { numberText } from '../../form/number-text.ts'
import { useWarningInside } from '../../hazard-api.ts'
import { useDispatchText } from '../../i18n/dispatch-texts.ts'
import { changeState } from '../../state/app-state.ts'

/** Everything of ours inside the area of a warning. */
export const Inside = ({ id }: { id: string }) => {
  const { t, language } = useDispatchText('hazards')
  const { data } = useWarningInside(id)
  if (!data) return <Spin />
  const lists = [
    ['stations', t('stations', { count: data.stations.count }), data.stations],
    ['stockpiles', t('stockpiles', { count: data.stockpiles.count }), data.stockpiles],
    ['flood-works', t('works', { count: data.works.count }), data.works],
    ['forests', t('forests', { count: data.forests.count }), data.forests],
  ] as const satisfies readonly (readonly [CollectionId, string, unknown])[]
  const stock = MATERIAL_KEYS.flatMap((item) => {
    const quantity = data.stockpiles.stock[item] ?? 0
    const { label, unit } = MATERIALS[item]
    return quantity > 0
      ? [`${label[language]} ${numberText(quantity, language)} ${unit[language]}`]
      : []
  })
  return (
    <div className="hazard-inside">
      <p>
        <strong>{t('people', { count: numberText(data.people.total, language) })}</strong>{' '}
        {data.people.byCounty
          .map(({ name, people }) => t('peopleOf', { name, count: numberText(people, language) }))
          .join(language === 'zh' ? '，' : ', ')}
      </p>
      {stock.length > 0 && (
        <p className="secondary">{stock.join(language === 'zh' ? '，' : ', ')}</p>
      )}
      {lists.map(([collection, title, { count, features }]) => (
        <details key={collection}>
          <summary className="target">{title}</summary>
          <div className="hazard-tools">
            {features.map((feature) => (
              <Button
                key={feature.id}
                className="target"
                onClick={() => changeState({ selection: { collection, id: feature.id } })}
              >
                {localisedName(feature, language)}
              </Button>
            ))}
            {count > features.length && (
              <p>{t('moreListed', { count: count - features.length })}</p>
            )}
          </div>
        </details>
      ))}
      {data.notice && <p className="secondary">{data.notice[language]}</p>}
    </div>
  )
}
