import { AimOutlined } from '@ant-design/icons'
import { COLLECTIONS, isCollectionId } from '../../../data/collections.ts'
import type { SearchFeature } from '../../../data/search.ts'
import type { Loaded } from '../../api/features.ts'
import { localisedName } from '../../form/localised-name.ts'
import { useText } from '../../i18n/text.ts'
import {
  type ActiveOption,
  actionsOf,
  type SearchAction,
  type SearchGroup,
} from './search-options.ts'

interface SearchResultsProps {
  id: string
  groups: readonly SearchGroup[]
  active: ActiveOption | null
  onChoose: (feature: SearchFeature, action: SearchAction) => void
}

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
          <div className="search-group-title" id={`${id}-${collection}`} role="presentation">
            {isCollectionId(collection)
              ? COLLECTIONS[collection].title[language]
              : t('search.coordinates')}
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
  const { context, contextEn } = feature.properties
  const actions = actionsOf(feature)
  const optionProps = (action: SearchAction) => ({
    type: 'button' as const,
    role: 'option',
    id: optionId(listId, { row, action }),
    tabIndex: -1,
    'aria-selected': active === action,
    onClick: () => onChoose(feature, action),
  })
  const [main] = actions
  return (
    <div className="search-row" role="presentation">
      <button className="bare column search-option target" {...optionProps(main ?? 'go')}>
        <span>{name}</span>
        <span className="secondary">{language === 'zh' ? context : contextEn}</span>
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

interface SearchStatusProps {
  search: Loaded<readonly SearchFeature[]>
  query: string
  count: number
}

/** How the search stands, in a sentence: seen where nothing is listed, heard in any case. */
export const SearchStatus = ({ search, query, count }: SearchStatusProps) => {
  const { t, language } = useText('panels')
  const sentence = (): string => {
    if (search.failure) return t('search.error', { detail: search.failure.sentence[language] })
    if (count > 0) return t('search.found', { count })
    if (search.isLoading || query === '') return t('search.loading')
    return t('search.empty', { query })
  }
  return (
    <p role="status" className={count > 0 && !search.failure ? 'visually-hidden' : 'search-status'}>
      {sentence()}
    </p>
  )
}
