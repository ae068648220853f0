/** What closures and warnings share. */
import type { ReactNode } from 'react'
import { bboxOf } from '../../../data/geometry.ts'
import type { Closure } from '../../../data/scenario.ts'
import { type ApiProblem, isOutcomeUnknown } from '../../api/problem.ts'
import { Action } from '../../form/action.tsx'
import { Message } from '../../form/message.tsx'
import { RemoveButton } from '../../form/remove-button.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { flyTo } from '../../state/app-state.ts'
import { setHazardTool } from '../../state/map-tool.ts'

/** Why something was not saved; where no answer came, that it may be. */
export const NotSaved = ({ problem }: { problem: ApiProblem }) => {
  const { t, language } = useText('hazards')
  return isOutcomeUnknown(problem) ? (
    <Message type="warning" title={t('unknown')} />
  ) : (
    <Message type="error" title={t('failed', { detail: problem.sentence[language] })} />
  )
}

/** What to do on the map while a tool is taken up. */
export const ToolNote = ({ title }: { title: string }) => {
  const { t } = useText('hazards')
  return (
    <Message
      type="info"
      title={title}
      action={<Action label={t('leave')} onClick={() => setHazardTool('none')} />}
    />
  )
}

interface HeldProps {
  kind: string
  from: string
  until: string | null
}

/** What it is and how long it holds. */
export const Held = ({ kind, from, until }: HeldProps) => {
  const { t } = useText('hazards')
  const end = until === null ? t('open') : dateTimeText(Date.parse(until))
  return `${kind} · ${dateTimeText(Date.parse(from))} – ${end}`
}

interface CardButtonsProps {
  name: string
  area: Closure
  onRemove: () => void
  children?: ReactNode
}

/** Shows it on the map, or deletes it. */
export const CardButtons = ({ name, area, onRemove, children }: CardButtonsProps) => {
  const { t } = useText('hazards')
  return (
    <div className="buttons">
      <Action label={t('show')} onClick={() => flyTo(bboxOf(area))} />
      {children}
      <RemoveButton
        label={t('remove')}
        question={t('removeAsk', { name })}
        yes={t('removeYes')}
        no={t('leave')}
        onRemove={onRemove}
      />
    </div>
  )
}
