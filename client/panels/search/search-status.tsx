import type { SearchFeature } from '../../../data/search.ts'
import type { Loaded } from '../../api/features.ts'
import { useText } from '../../i18n/text.ts'

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
