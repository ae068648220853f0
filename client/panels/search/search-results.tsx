import { AimOutlined } from '@ant-design/icons'
import type { SearchFeature } from '../../../data/search.ts'
import { localisedName } from '../../../data/wording.ts'
import { useText } from '../../i18n/text.ts'
import { firstReading, useRememberedSystem } from '../../state/pasted-place.ts'
import {
  type ActiveOption,
  actionsOf,
  groupTitle,
  mainAction,
  type SearchAction,
  type SearchGroup,
} from './search-options.ts'

interface SearchResultsProps {
  id: string
  groups: readonly SearchGroup[]
  active: ActiveOption | null
  onChoose: (feature: SearchFeature, action: SearchAction) => void
}

/** Of the element, which the field names as the active one. */
export const optionId = (listId: string, { row, action }: ActiveOption): string =>
  `${listId}-${row}-${action}`

/** The list box under the search field: results under the title of their collection. */
export const SearchResults = ({ id, groups, active, onChoose }: SearchResultsProps) => {
  const { t, language } = useText('panels')
  return (
    <div role="listbox" id={id} className="search-results" aria-label={t('search.results')}>
      {groups.map(({ collection, results }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list box
        <div role="group" key={collection} aria-labelledby={`${id}-${collection}`}>
          <div
            className="secondary search-group-title"
            id={`${id}-${collection}`}
            role="presentation"
          >
            {groupTitle(collection)[language]}
          </div>
          {results.map(({ feature, row }) => (
            <SearchRow
              key={feature.id}
              listId={id}
              feature={feature}
              row={row}
              active={active?.row === row ? active.action : null}
              onChoose={onChoose}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

interface SearchRowProps {
  listId: string
  feature: SearchFeature
  row: number
  active: SearchAction | null
  onChoose: SearchResultsProps['onChoose']
}

const SearchRow = ({ listId, feature, row, active, onChoose }: SearchRowProps) => {
  const { t, language } = useText('panels')
  const name = localisedName(feature.properties, language)
  const { context, contextEn, pasted } = feature.properties
  const remembered = useRememberedSystem(({ system }) => system)
  const first = pasted && firstReading(pasted, remembered)
  const actions = actionsOf(feature)
  const optionProps = (action: SearchAction) => ({
    type: 'button' as const,
    role: 'option',
    id: optionId(listId, { row, action }),
    tabIndex: -1,
    'aria-selected': active === action,
    onClick: () => onChoose(feature, action),
  })
  return (
    <div className="search-row" role="presentation">
      <button className="bare column search-option target" {...optionProps(mainAction(feature))}>
        <span>{name}</span>
        {first && first.system !== pasted.system ? (
          <span>{t('search.asLast', { system: t(`nearest.place.systems.${first.system}`) })}</span>
        ) : (
          <span className="secondary">{language === 'zh' ? context : contextEn}</span>
        )}
      </button>
      {actions.length > 1 && (
        <button
          className="bare search-nearest target"
          aria-label={t('search.nearestOf', { name })}
          {...optionProps('nearest')}
        >
          <AimOutlined aria-hidden /> {t('search.nearest')}
        </button>
      )}
    </div>
  )
}
