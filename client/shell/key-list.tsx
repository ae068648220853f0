import { Modal } from 'antd'
import { useEffect } from 'react'
import { create } from 'zustand'
import { takesText } from '../form/takes-text.ts'
import { type TextKey, useText } from '../i18n/text.ts'

/** Keys in the order in which a call is answered. */
const KEYS = [
  ['/', 'keys.search'],
  ['Enter', 'keys.first'],
  ['1 – 5', 'keys.choose'],
  ['c', 'keys.copy'],
  ['m', 'keys.compose'],
  ['Esc', 'keys.back'],
  ['Ctrl+Z', 'keys.undo'],
  ['←\u00a0↑\u00a0→\u00a0↓', 'keys.arrows'],
  ['+ −', 'keys.zoom'],
  ['Backspace', 'keys.corner'],
  ['?', 'keys.list'],
] as const satisfies readonly (readonly [string, TextKey<'shell'>])[]

interface Opened {
  readonly isOpen: boolean
}

const useKeyList = create<Opened>()(() => ({ isOpen: false }))
const openKeyList = (): void => useKeyList.setState({ isOpen: true })

/** Shows that there are keys, and which one lists them. */
export const KeysButton = () => {
  const { t } = useText('shell')
  return (
    <button type="button" className="bare text-button target keys-button" onClick={openKeyList}>
      {t('keys.title')} <kbd>?</kbd>
    </button>
  )
}

/** Which keys there are; `?` shows it from anywhere but a field. */
export const KeyList = () => {
  const { t } = useText('shell')
  const isOpen = useKeyList((state) => state.isOpen)
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      const { target } = event
      const isInDialog = target instanceof Element && target.closest('[role="dialog"]') !== null
      if (event.key !== '?' || event.defaultPrevented || takesText(target) || isInDialog) return
      openKeyList()
    }
    document.addEventListener('keydown', open)
    return () => document.removeEventListener('keydown', open)
  }, [])
  return (
    <Modal
      open={isOpen}
      centered
      title={t('keys.title')}
      footer={null}
      onCancel={() => useKeyList.setState({ isOpen: false })}
    >
      <dl className="key-list">
        {KEYS.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
