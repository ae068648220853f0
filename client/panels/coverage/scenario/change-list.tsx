import { Button } from 'antd'
import { useText } from '../../../i18n/text.ts'
import { flyTo } from '../../../state/app-state.ts'
import { reopenRoads, restoreStation } from '../../../state/scenario-draft.ts'
import { boxAround, SPOT_DEGREES } from '../result/tables/show-place.ts'
import type { ChangeEntry } from './change-words.ts'

interface ChangeListProps {
  entries: readonly ChangeEntry[]
  onEdit: (stationId: string) => void
}

/** What the scenario changes, each with a way to see it, change it further, and take it back. */
export const ChangeList = ({ entries, onEdit }: ChangeListProps) => {
  const { t } = useText('planning')
  if (entries.length === 0) return null
  return (
    <section>
      <h3>{t('list.heading', { count: entries.length })}</h3>
      <ul className="change-list">
        {entries.map((entry) => (
          <Change key={entry.key} entry={entry} onEdit={onEdit} />
        ))}
      </ul>
    </section>
  )
}

interface ChangeProps {
  entry: ChangeEntry
  onEdit: (stationId: string) => void
}

const Change = ({ entry, onEdit }: ChangeProps) => {
  const { t } = useText('planning')
  const { name, position, words, stationId, closure, isEditable } = entry
  const restore = (): void => {
    if (stationId !== null) restoreStation(stationId)
    else if (closure !== null) reopenRoads(closure)
  }
  return (
    <li>
      <button
        type="button"
        className="text-button target"
        aria-label={t('list.show', { name })}
        onClick={() => flyTo(boxAround(position, SPOT_DEGREES))}
      >
        {name}
      </button>
      <span className="secondary">{words.join('；')}</span>
      <span className="change-actions">
        {isEditable && stationId !== null && (
          <Button
            size="small"
            className="target"
            aria-label={t('list.editOf', { name })}
            onClick={() => onEdit(stationId)}
          >
            {t('list.edit')}
          </Button>
        )}
        <Button
          size="small"
          className="target"
          aria-label={t('list.restoreOf', { name })}
          onClick={restore}
        >
          {t('list.restore')}
        </Button>
      </span>
    </li>
  )
}
