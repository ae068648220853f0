/** What the screens of an import share: why something was not done, names of states and systems. */

import { Progress } from 'antd'
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { COORDINATE_SYSTEMS } from '../../../data/coordinate-system.ts'
import { IMPORT_STATES, type Import } from '../../../data/imports.ts'
import { listText, numberText } from '../../../data/wording.ts'
import { discardImport } from '../../api/imports.ts'
import { type ApiProblem, isOutcomeUnknown } from '../../api/problem.ts'
import { Message, ReadableTag } from '../../form/pieces.tsx'
import { RemoveButton } from '../../form/remove-button.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { openImport } from '../../state/intake.ts'

/** Why something was not done; where no answer came, that it may be. */
export const NotDone = ({ problem }: { problem: ApiProblem }) => {
  const { t, language } = useText('intake')
  return isOutcomeUnknown(problem) ? (
    <Message type="warning" title={t('noAnswer')} />
  ) : (
    <Message type="error" title={t('refusedBy', { detail: problem.sentence[language] })} />
  )
}

/** Systems as the import calls them. */
export const SYSTEMS = {
  'wgs-84': COORDINATE_SYSTEMS.wgs84,
  'gcj-02': COORDINATE_SYSTEMS.gcj02,
  'bd-09': COORDINATE_SYSTEMS.bd09,
} as const
export type System = keyof typeof SYSTEMS
export const SYSTEM_NAMES = Object.keys(SYSTEMS) as System[]

export const isSystem = (name: unknown): name is System =>
  typeof name === 'string' && Object.hasOwn(SYSTEMS, name)

/** A number of rows as ranges: "4–5、9". */
export const rangesText = (rows: readonly number[], language: Language, most = 6): string => {
  const ranges: [from: number, to: number][] = []
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && row === last[1] + 1) last[1] = row
    else ranges.push([row, row])
  }
  const told = ranges
    .slice(0, most)
    .map(([from, to]) => (from === to ? String(from) : `${from}–${to}`))
  const more = ranges.length > most ? '…' : ''
  return listText(told, language) + more
}

const CALLED = {
  stock: { zh: '物资台账', en: 'Stock list' },
  'duty-roster': { zh: '值班表', en: 'Duty roster' },
} as const satisfies Record<string, Bilingual>

export const otherTitle = (resource: string): Bilingual =>
  Object.hasOwn(CALLED, resource)
    ? CALLED[resource as keyof typeof CALLED]
    : { zh: resource, en: resource }

/** How far the reading or the writing is. */
export const WorkProgress = ({ entry }: { entry: Import }) => {
  const { t, language } = useText('intake')
  const { phase, done, total } = entry.progress ?? { phase: 'waiting', done: 0, total: 0 }
  const share = total > 0 ? Math.floor((100 * done) / total) : 0
  return (
    <div className="block" role="status">
      <p>
        {t(`reading.phases.${phase}`)}{' '}
        {total > 0 && (
          <span className="secondary">
            {t('reading.rows', {
              done: numberText(done, language),
              total: numberText(total, language),
            })}
          </span>
        )}
      </p>
      <Progress percent={share} aria-label={t(`reading.phases.${phase}`)} />
      <p className="secondary">{t('reading.stays')}</p>
    </div>
  )
}

/** Takes an import off that was not committed. */
export const DiscardButton = ({ entry }: { entry: Import }) => {
  const { t } = useText('intake')
  const { problem, attempt } = useAttempt()
  const discard = (): Promise<void> => discardImport(entry.id, () => openImport(null))
  return (
    <>
      <RemoveButton
        label={t('steps.discard')}
        question={t('steps.discardAsk', { name: entry.fileName })}
        yes={t('steps.discardYes')}
        no={t('steps.cancel')}
        onRemove={() => void attempt(discard)}
      />
      {problem && <NotDone problem={problem} />}
    </>
  )
}

const STATE_COLOURS = {
  reading: 'processing',
  staged: 'warning',
  refused: 'error',
  committing: 'processing',
  committed: 'success',
  undone: 'default',
  failed: 'error',
} as const

export const StateTag = ({ state }: Pick<Import, 'state'>) => {
  const { language } = useText('intake')
  return <ReadableTag color={STATE_COLOURS[state]}>{IMPORT_STATES[state][language]}</ReadableTag>
}

/** In the order of how much they matter. */
const TOLD = ['add', 'update', 'unplaced', 'reject', 'unchanged', 'skip'] as const

/** How many rows come to what. */
export const CountList = ({ counts }: { counts: Readonly<Record<string, number>> }) => {
  const { t } = useText('intake')
  return (
    <ul>
      {TOLD.filter((each) => (counts[each] ?? 0) > 0).map((each) => (
        <li key={each}>{t(`commit.${each}`, { count: counts[each] })}</li>
      ))}
    </ul>
  )
}
