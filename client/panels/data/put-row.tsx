/** Gives a row without a place one: by what is found of its address, or by a click on the map. */
import { Input } from 'antd'
import { useEffect, useId, useState } from 'react'
import { representativePoint } from '../../../data/feature-place.ts'
import type { Import, ImportRow } from '../../../data/imports.ts'
import type { SearchFeature } from '../../../data/search.ts'
import { coordinateText, localisedName } from '../../../data/wording.ts'
import { useSearchAnswer } from '../../api/features.ts'
import { putRow } from '../../api/imports.ts'
import { Action, Message } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useDebounced } from '../../form/use-debounced.ts'
import { useText } from '../../i18n/text.ts'
import { flyTo } from '../../state/app-state.ts'
import { placeRow, setRowPosition, takePlaceTool, useIntake } from '../../state/intake.ts'
import { useDeskName } from '../../state/remembered-name.ts'
import { NotDone } from './intake-pieces.tsx'

const TYPING_MILLISECONDS = 250
const MOST_FOUND = 6

/** What the row is looked for by at first: its address, else its name. */
const firstWords = ({ properties, address }: ImportRow): string =>
  [address, properties.address, properties.name].find(
    (each): each is string => typeof each === 'string' && each !== '',
  ) ?? ''

export const PutRow = ({ entry, row }: { entry: Import; row: ImportRow }) => {
  const { t } = useText('intake')
  const id = useId()
  const [text, setText] = useState(() => firstWords(row))
  const [label, setLabel] = useState<string | null>(null)
  const { tool, position } = useIntake()
  const { isBusy, problem, attempt } = useAttempt()
  useEffect(() => () => placeRow(null), [])
  const put = async (): Promise<void> => {
    if (!position) return
    await putRow(entry.id, row, position, useDeskName.getState().name.trim() || entry.by)
    placeRow(null)
  }
  const take = (found: SearchFeature): void => {
    const [longitude, latitude] = representativePoint(found.geometry)
    setRowPosition([longitude, latitude])
    setLabel(found.properties.name)
    flyTo(found.properties.bbox)
  }
  return (
    <section className="block intake-chosen" aria-labelledby={`${id}-title`}>
      <h4 id={`${id}-title`}>{t('put.title', { row: row.row })}</h4>
      <RowHints row={row} />
      <label htmlFor={id}>{t('put.search')}</label>
      <Input
        id={id}
        className="target"
        allowClear
        autoFocus
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Found text={text} onTake={take} />
      <Action
        type={tool === 'place' ? 'primary' : 'default'}
        label={t('put.byMap')}
        onClick={() => {
          setLabel(null)
          takePlaceTool()
        }}
      />
      {tool === 'place' && <p role="status">{t('put.clicking')}</p>}
      {position && (
        <p role="status">
          {t('put.at', {
            place: tool === 'place' || !label ? coordinateText(position) : label,
          })}
        </p>
      )}
      <div className="buttons">
        <Action
          type="primary"
          disabled={!position}
          loading={isBusy}
          label={t('put.put')}
          onClick={() => void attempt(put)}
        />
        <Action label={t('put.leave')} onClick={() => placeRow(null)} />
      </div>
      {problem && <NotDone problem={problem} />}
    </section>
  )
}

/** What else the file says of the row, which may show where it is. */
const RowHints = ({ row }: { row: ImportRow }) => {
  const { language } = useText('intake')
  const others = Object.entries(row.others ?? {})
  return (
    <p>
      <strong>{localisedName(row.properties, language)}</strong>{' '}
      <span className="secondary">
        {others.map(([heading, value]) => `${heading} ${value}`).join(' · ')}
      </span>
    </p>
  )
}

interface FoundProps {
  text: string
  onTake: (found: SearchFeature) => void
}

const Found = ({ text, onTake }: FoundProps) => {
  const { t, language } = useText('intake')
  const asked = useDebounced(text.trim(), TYPING_MILLISECONDS)
  const { data } = useSearchAnswer(asked)
  if (asked === '' || !data) return null
  const found = data.features.slice(0, MOST_FOUND)
  if (found.length === 0) return <Message type="info" title={t('put.none', { text: asked })} />
  return (
    <ul className="plain-list">
      {found.map((each) => (
        <li key={`${each.properties.collection} ${each.id}`}>
          <button
            type="button"
            className="bare column intake-found target"
            onClick={() => onTake(each)}
          >
            <strong>{localisedName(each.properties, language)}</strong>
            <span className="secondary">
              {language === 'zh' ? each.properties.context : each.properties.contextEn}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
