import { CloseOutlined, SearchOutlined } from '@ant-design/icons'
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { SearchFeature } from '../../../data/search.ts'
import { Action } from '../../form/pieces.tsx'
import { takesText } from '../../form/takes-text.ts'
import { useDebounced } from '../../form/use-debounced.ts'
import { useText } from '../../i18n/text.ts'
import { useAppState } from '../../state/app-state.ts'
import {
  type ActiveOption,
  chooseResult,
  failureText,
  firstOption,
  groupResults,
  isTakenAtOnce,
  mainAction,
  moveActive,
  onOneLine,
  type SearchAction,
} from './search-options.ts'
import { optionId, SearchResults } from './search-results.tsx'
import { type Found, useSearch } from './use-search.ts'
import './search.css'

const TYPING_MILLISECONDS = 200

/** Finds resources, places and pasted coordinates; a combobox after the ARIA practices. */
export const SearchBox = () => {
  const { t, language } = useText('panels')
  const [text, setText] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [isEager, setIsEager] = useState(false)
  const [active, setActive] = useState<ActiveOption | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  useSlashKey(input)
  // what a place was found by goes with it
  const place = useAppState((state) => state.place)
  const askedFor = useRef(place)
  useEffect(() => {
    if (place !== askedFor.current && !place?.pasted) setText('')
    askedFor.current = place
  }, [place])

  const query = useDebounced(text.trim(), TYPING_MILLISECONDS)
  const found = useSearch(query)
  const { search } = found
  const groups = useMemo(() => groupResults(search.data?.features ?? []), [search.data])
  const ordered = groups.flatMap(({ results }) => results.map(({ feature }) => feature))
  const isCurrent =
    query !== '' && query === text.trim() && !search.isLoading && !search.isRefreshing
  const isShown = isOpen && text.trim() !== ''
  const hasResults = isShown && ordered.length > 0
  const current = active && active.row < ordered.length ? active : null

  const remark = search.data?.remark ?? null
  const take = useCallback(
    (feature: SearchFeature, action: SearchAction): void => {
      const before = useAppState.getState().place
      chooseResult(feature, action, language, remark)
      setIsOpen(false)
      const { place: asked } = useAppState.getState()
      askedFor.current = asked
      // What is typed next is another search, or a key for the answer.
      if (asked === before) input.current?.select()
      else focusAnswer()
    },
    [language, remark],
  )
  const change = (value: string): void => {
    setText(value)
    setActive(null)
    setIsEager(false)
    setIsOpen(true)
  }
  const choose = (feature: SearchFeature, action: SearchAction): void => {
    setActive(null)
    take(feature, action)
  }
  // Enter came before the results: the best of them is taken as soon as they are there
  const best = isCurrent ? ordered[0] : undefined
  useEffect(() => {
    if (!isEager || !isCurrent) return
    setIsEager(false)
    if (!best) return
    if (!isTakenAtOnce(best)) return setActive(firstOption(best))
    take(best, mainAction(best))
  }, [isEager, isCurrent, best, take])
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter and arrows belong to the input method while it composes Chinese.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      event.preventDefault()
      setIsOpen(false)
      input.current?.blur()
      return
    }
    if (event.key === 'Enter') {
      const feature = ordered[current?.row ?? 0]
      if (!isCurrent || !feature) setIsEager(true)
      else if (current || isTakenAtOnce(feature))
        choose(feature, current?.action ?? mainAction(feature))
      else setActive(firstOption(feature))
      return
    }
    const next = moveActive(current, event.key, ordered)
    if (next === null) return
    event.preventDefault()
    setIsOpen(true)
    setActive(next)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not yet known to every browser here
    <div
      className="search-box"
      role="search"
      // a click beside the text must not take the focus from it, or the list would be gone before
      onMouseDown={(event) => event.target !== input.current && event.preventDefault()}
      onBlur={({ currentTarget, relatedTarget }) =>
        !currentTarget.contains(relatedTarget) && setIsOpen(false)
      }
    >
      <SearchOutlined className="search-icon" aria-hidden />
      <input
        ref={input}
        className="search-input target"
        role="combobox"
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        value={text}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
        aria-keyshortcuts="/"
        aria-autocomplete="list"
        aria-expanded={hasResults}
        aria-controls={listId}
        aria-activedescendant={hasResults && current ? optionId(listId, current) : undefined}
        onChange={({ target }) => change(target.value)}
        onPaste={(event) => {
          const pasted = onOneLine(event.clipboardData.getData('text/plain'))
          if (pasted === null) return
          event.preventDefault()
          const { selectionStart, selectionEnd } = event.currentTarget
          change(
            text.slice(0, selectionStart ?? 0) + pasted + text.slice(selectionEnd ?? text.length),
          )
        }}
        onFocus={({ currentTarget }) => {
          setIsOpen(true)
          // what was found before gives way to what is typed now
          currentTarget.select()
        }}
        onKeyDown={onKeyDown}
      />
      {text === '' ? (
        <kbd className="search-key" aria-hidden>
          /
        </kbd>
      ) : (
        <Action
          icon={CloseOutlined}
          className="search-clear"
          type="text"
          aria-label={t('search.clear')}
          onClick={() => {
            change('')
            input.current?.focus()
          }}
        />
      )}
      {isShown && (
        <div className="framed search-popup">
          <SearchStatus found={found} query={query} count={ordered.length} onSuggestion={change} />
          {hasResults && (
            <SearchResults id={listId} groups={groups} active={current} onChoose={choose} />
          )}
        </div>
      )}
    </div>
  )
}

/** Keys are for the answer from here on; it is put together in the same turn. */
const focusAnswer = (): void => {
  setTimeout(() => document.getElementById('answer')?.focus({ preventScroll: true }))
}

/** `/` moves the focus to the search box from anywhere but another text field. */
const useSlashKey = (input: RefObject<HTMLInputElement | null>): void => {
  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if (takesText(event.target)) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [input])
}

interface SearchStatusProps {
  found: Found
  query: string
  count: number
  onSuggestion: (text: string) => void
}

/** How the search stands, and remarks on its answer: visible, or for screen readers alone where the list shows all. */
const SearchStatus = ({ found, query, count, onSuggestion }: SearchStatusProps) => {
  const { t, language } = useText('panels')
  const { search, isOffline, problem } = found
  const remark = search.failure ? null : search.data?.remark
  const suggestions = remark ? (search.data?.suggestions ?? []) : []
  const sentence = (): string => {
    if (isOffline) return problem ?? t('search.offline')
    if (search.failure) return failureText(search.failure, language, t)
    if (search.isLoading || query === '') return t('search.loading')
    return remark?.[language] ?? t('search.found', { count })
  }
  const isSeen = count === 0 || remark || search.failure || isOffline
  return (
    <div className={isSeen ? 'search-status' : 'visually-hidden'}>
      <p role="status">{sentence()}</p>
      {suggestions.length > 0 && (
        <p className="search-suggestions">
          <span className="secondary">{t('search.suggestions')}</span>
          {suggestions.map((text) => (
            <button
              key={text}
              type="button"
              className="bare search-suggestion target"
              onClick={() => onSuggestion(text)}
            >
              {text}
            </button>
          ))}
        </p>
      )}
    </div>
  )
}
