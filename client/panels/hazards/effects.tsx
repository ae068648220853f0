import { Alert } from 'antd'
import type { CollectionId } from '../../../data/collections.ts'
import { useClosureEffects } from '../../api/hazards.ts'
import { useText } from '../../i18n/text.ts'
import { FeatureLinks } from './feature-links.tsx'

const FIRST = 5

/** Stockpiles and works that no road joins any more while the closures hold. */
export const Effects = () => {
  const { t } = useText('hazards')
  const { data } = useClosureEffects()
  if (!data || data.closures.length === 0) return null
  const { stockpiles, works } = data
  const lists = [
    ['stockpiles', t('cutOffStockpiles', { count: stockpiles.length }), stockpiles],
    ['flood-works', t('cutOffWorks', { count: works.length }), works],
  ] as const satisfies readonly (readonly [CollectionId, string, unknown])[]
  const shown = lists.filter(([, , features]) => features.length > 0)
  if (shown.length === 0) return <p className="secondary">{t('nothingCutOff')}</p>
  return shown.map(([collection, title, features]) => (
    <Alert
      key={collection}
      type="warning"
      showIcon
      title={title}
      description={<FeatureLinks collection={collection} features={features} first={FIRST} />}
    />
  ))
}
