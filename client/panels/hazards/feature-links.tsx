import { Button } from 'antd'
import { useState } from 'react'
import type { CollectionId } from '../../../data/collections.ts'
import { localisedName } from '../../form/localised-name.ts'
import { useText } from '../../i18n/text.ts'
import { changeState } from '../../state/app-state.ts'

interface FeatureLinksProps {
  collection: CollectionId
  features: readonly { id: string; name: string; nameEn: string | null }[]
  /** How many are shown before all are asked for. */
  first: number
}

/** Names that open what they stand for. */
export const FeatureLinks = ({ collection, features, first }: FeatureLinksProps) => {
  const { t, language } = useText('hazards')
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? features : features.slice(0, first)
  return (
    <>
      <ul className="hazard-links">
        {shown.map((feature) => (
          <li key={feature.id}>
            <Button
              type="link"
              className="target"
              onClick={() => changeState({ selection: { collection, id: feature.id } })}
            >
              {localisedName(feature, language)}
            </Button>
          </li>
        ))}
      </ul>
      {features.length > first && (
        <Button className="target" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? t('showFewer') : t('showAll', { count: features.length })}
        </Button>
      )}
    </>
  )
}
