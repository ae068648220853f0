/** What fields are called, and what they hold, as people read it. */
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import { fieldText } from '../../../data/field-text.ts'
import { type Geometry, positionsOf } from '../../../data/geometry.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { coordinateText } from '../../../data/wording.ts'
import { useText } from '../../i18n/text.ts'

const isGeometry = (value: unknown): value is Geometry =>
  typeof value === 'object' && value !== null && 'coordinates' in value

/** Names and values of a collection's fields; `geometry` is the shape. */
export const useFieldWords = (collection: CollectionId) => {
  const { t, language } = useText('edit')
  const { fields }: ResourceDeclaration = COLLECTIONS[collection]
  const labelOf = (name: string): string =>
    name === 'geometry' ? t('history.shape') : (fields[name]?.label[language] ?? name)
  const wordsOf = (name: string, value: unknown): string => {
    const field = fields[name]
    if (isGeometry(value) && name === 'geometry') {
      return value.type === 'Point'
        ? coordinateText(representativePoint(value))
        : t('place.corners', { count: positionsOf(value).length })
    }
    const text = field ? fieldText(field, value, language) : String(value ?? '')
    return text === '' ? t('history.none') : text
  }
  return { labelOf, wordsOf }
}
