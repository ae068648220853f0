import { Alert, Button } from 'antd'
import type { CollectionId } from '../../../data/collections.ts'
import { localisedName } from '../../form/localised-name.ts'
import { useClosureEffects } from '../../hazard-api.ts'
import { useDispatchText } from '../../i18n/dispatch-texts.ts'
import { changeState } from '../../state/app-state.ts'

/** Stockpiles and works that no road joins any more while the closures hold. */
export const Effects = () => {
  const { t, language } = useDispatchText('hazards')
  const { data } = useClosureEffects()
  if (!data || data.closures.length === 0) return null
  const lists = [
    ['stockpiles', t('cutOffStockpiles'), data.stockpiles],
    ['flood-works', t('cutOffWorks'), data.works],
  ] as const satisfies readonly (readonly [CollectionId, string, unknown])[]
  const shown = lists.filter(([, , features]) => features.length > 0)
  if (shown.length === 0) return <p className="secondary">{t('nothingCutOff')}</p>
  return shown.map(([collection, title, features]) => (
    <Alert
      key={collection}
      type="warning"
      showIcon
      title={title}
      description={
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
        </div>
      }
    />
  ))
}
