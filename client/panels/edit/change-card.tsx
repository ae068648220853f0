/** One entry of a history: who did what when, and what became of which field. */
import { Button } from 'antd'
import type { Change, ChangedFeature } from '../../../data/change.ts'
import { COLLECTIONS } from '../../../data/collections.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import {
  bboxOfPlaces,
  type Geometry,
  haversineMetres,
  positionsOf,
} from '../../../data/geometry.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { distanceText, localisedName } from '../../../data/wording.ts'
import { Action, ReadableTag } from '../../form/pieces.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { reasonText, writerText } from '../../form/written-words.ts'
import { useText } from '../../i18n/text.ts'
import { changeState, flyTo } from '../../state/app-state.ts'
import { compareShapes, useComparedShapes } from '../../state/compared-shapes.ts'
import { type Contents, changedFields } from '../../state/edit-draft.ts'
import { useFieldWords } from './field-words.tsx'

const NOTHING: Contents = { properties: {}, geometry: null }

const contentsOf = (feature: ChangedFeature | null): Contents =>
  feature ? { properties: feature.properties, geometry: feature.geometry } : NOTHING

/** Fields that a change touched, in the order of the declaration. */
const touchedBy = (change: Change): string[] => {
  const { fields }: ResourceDeclaration = COLLECTIONS[change.collection]
  const touched = new Set(changedFields(contentsOf(change.after), contentsOf(change.before)))
  return [...Object.keys(fields), 'geometry'].filter((name) => touched.has(name))
}

/** How a shape differs from another. */
const useShapeWords = (): ((before: Geometry, after: Geometry) => string) => {
  const { t, language } = useText('edit', 'history')
  return (before, after) => {
    const metres = haversineMetres(...representativePoint(before), ...representativePoint(after))
    if (before.type === 'Point') {
      return t('shapeMoved', { distance: distanceText(metres, language) })
    }
    const corners = (shape: Geometry): number => positionsOf(shape).length
    return t('shapeChanged', { before: corners(before), after: corners(after) })
  }
}

/** What can be done with an entry: put a field back, or all of it. */
export type PutBack = (change: Change, fields: string[] | 'all', to: 'before' | 'after') => void

interface ChangeCardProps {
  change: Change
  /** Of a feature that is there, by whoever may change it. */
  onPutBack?: PutBack | undefined
  isLatest?: boolean
  /** Whether the entry says whose it is: in lists of several features. */
  isNamed?: boolean
}

export const ChangeCard = ({ change, onPutBack, isLatest, isNamed }: ChangeCardProps) => {
  const { t, language } = useText('edit', 'history')
  const { kind, who, at, reason, guarded, featureId, collection } = change
  const feature = change.after ?? change.before
  const name = feature ? localisedName(feature.properties, language) : (featureId ?? '')
  return (
    <li className="column block change" data-kind={kind}>
      <p className="row wrapped change-head">
        <ReadableTag>{t(`kinds.${kind}`)}</ReadableTag>
        <strong>{writerText(who, language)}</strong>
        <time dateTime={at} className="secondary">
          {dateTimeText(Date.parse(at))}
        </time>
        {!guarded && <ReadableTag title={t('unguardedHint')}>{t('unguarded')}</ReadableTag>}
      </p>
      {isNamed && (
        <p>
          <span className="secondary">{COLLECTIONS[collection].title[language]} </span>
          {featureId !== null && (
            <Button
              type="link"
              className="target name-button"
              onClick={() => changeState({ selection: { collection, id: featureId } })}
            >
              {name}
            </Button>
          )}
        </p>
      )}
      {reason && <p>{t('reason', { reason: reasonText(reason, language) })}</p>}
      {change.import && <p>{t('import', { name: change.import.name })}</p>}
      {change.before && change.after && <Differences change={change} onPutBack={onPutBack} />}
      {onPutBack && (
        <div className="buttons">
          {change.before && change.after && (
            <Action label={t('revertAll')} onClick={() => onPutBack(change, 'all', 'before')} />
          )}
          {!isLatest && change.after && (
            <Action label={t('toThis')} onClick={() => onPutBack(change, 'all', 'after')} />
          )}
        </div>
      )}
    </li>
  )
}

const Differences = ({ change, onPutBack }: Pick<ChangeCardProps, 'change' | 'onPutBack'>) => {
  const { t } = useText('edit', 'history')
  const { labelOf, wordsOf } = useFieldWords(change.collection)
  const shapeWords = useShapeWords()
  const { before, after } = change
  const names = touchedBy(change)
  if (!before || !after) return null
  if (names.length === 0) return <p className="secondary">{t('nothing')}</p>
  return (
    <ul className="plain-list change-fields">
      {names.map((name) => {
        const was = wordsOf(name, name === 'geometry' ? before.geometry : before.properties[name])
        const is = wordsOf(name, name === 'geometry' ? after.geometry : after.properties[name])
        return (
          <li key={name} className="row change-field">
            <div>
              <span className="secondary">{labelOf(name)} </span>
              {name === 'geometry' ? (
                <>
                  <span>{shapeWords(before.geometry, after.geometry)}</span>
                  {onPutBack && (
                    <CompareButton
                      sequence={change.sequence}
                      before={before.geometry}
                      after={after.geometry}
                    />
                  )}
                </>
              ) : was === is ? (
                <span>
                  {is} {t('masked')}
                </span>
              ) : (
                <span>
                  <del>{was}</del> → <ins>{is}</ins>
                </span>
              )}
            </div>
            {onPutBack && (
              <Button
                type="link"
                size="small"
                className="target"
                aria-label={t('revertField', { label: labelOf(name) })}
                onClick={() => onPutBack(change, [name], 'before')}
              >
                {t('revert')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** Both shapes on the map, the one before as a broken line; pressed again they go. */
const CompareButton = (shapes: { sequence: number; before: Geometry; after: Geometry }) => {
  const { t } = useText('edit', 'history')
  const isShown = useComparedShapes(({ compared }) => compared?.sequence === shapes.sequence)
  const toggle = (): void => {
    compareShapes(isShown ? null : shapes)
    if (!isShown) flyTo(bboxOfPlaces([...positionsOf(shapes.before), ...positionsOf(shapes.after)]))
  }
  return (
    <Button type="link" size="small" className="target" aria-pressed={isShown} onClick={toggle}>
      {t('show')}
    </Button>
  )
}
