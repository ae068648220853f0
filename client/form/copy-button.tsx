import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { type ReactNode, useEffect, useState } from 'react'
import { useText } from '../i18n/text.ts'
import { Action } from './pieces.tsx'
import './form.css'

/** Height of the field to copy from by hand: long lines wrap, a long text scrolls. */
const SPARE_ROWS = 4
const MAX_ROWS = 14

interface CopyButtonProps {
  /** What goes to the clipboard; a function is called at the click, so that times are fresh. */
  text: string | (() => string | Promise<string>)
  /** What a screen reader calls the button; the visible text otherwise. */
  label?: string
  children: ReactNode
  emphasised?: boolean
}

/** A button that copies and confirms; shows the text for copying by hand where it must not. */
export const CopyButton = ({ text, label, children, emphasised = false }: CopyButtonProps) => {
  const { t } = useText('panels')
  const { outcome, copy, dismiss } = useCopy()
  return (
    <span className="copy">
      <Action
        type={emphasised ? 'primary' : 'default'}
        icon={outcome.kind === 'done' ? CheckOutlined : CopyOutlined}
        label={children}
        onClick={() => void copy(text)}
        {...(label === undefined ? {} : { 'aria-label': label })}
      />
      <span className="copy-outcome" role="status">
        {outcome.kind === 'done' ? t('copy.done') : ''}
      </span>
      {outcome.kind === 'denied' && <CopyByHand text={outcome.text} onClose={dismiss} />}
    </span>
  )
}

export const CopyByHand = ({ text, onClose }: { text: string; onClose: () => void }) => {
  const { t } = useText('panels')
  return (
    <span className="column copy-by-hand" role="alert">
      <span>{t('copy.denied')}</span>
      <textarea
        readOnly
        value={text}
        aria-label={t('copy.manual')}
        rows={Math.min(text.split('\n').length + SPARE_ROWS, MAX_ROWS)}
        ref={(element) => element?.select()}
      />
      <Action label={t('close')} onClick={onClose} />
    </span>
  )
}

/** How long the confirmation stays. */
const CONFIRMATION_MILLISECONDS = 2500

type CopyOutcome =
  | { readonly kind: 'idle' | 'done' }
  /** The text has to be copied by hand. */
  | { readonly kind: 'denied'; readonly text: string }

/**
 * Copies by the command of before there was a clipboard to write to: the only one over plain HTTP.
 * The focus, and what is marked in a field, stay where they were.
 */
const copyByCommand = (text: string): boolean => {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'visually-hidden'
  // beside the focus: a dialog takes it back from what lies outside of it
  const room = focused?.closest('[role="dialog"], dialog') ?? document.body
  room.append(field)
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  }
}

/** Puts a text on the clipboard. @returns whether the browser let it. */
export const writeClipboard = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // No clipboard (undefined) and no permission look the same: the old command may still be allowed.
    return copyByCommand(text)
  }
}

/** Copies a text and reports the outcome; a success is cleared after a moment. */
export const useCopy = (): {
  outcome: CopyOutcome
  copy: (text: CopyButtonProps['text']) => Promise<void>
  dismiss: () => void
} => {
  const [outcome, setOutcome] = useState<CopyOutcome>({ kind: 'idle' })
  useEffect(() => {
    if (outcome.kind !== 'done') return
    const timer = setTimeout(() => setOutcome({ kind: 'idle' }), CONFIRMATION_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async (given: CopyButtonProps['text']): Promise<void> => {
    const text = typeof given === 'string' ? given : await given()
    setOutcome((await writeClipboard(text)) ? { kind: 'done' } : { kind: 'denied', text })
  }
  return { outcome, copy, dismiss: () => setOutcome({ kind: 'idle' }) }
}
