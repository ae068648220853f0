import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { type TextKey, useText } from '../i18n/text.ts'

/** Keys in the order in which a call is answered. */
const KEYS = [
  ['/', 'keys.search'],
  ['Enter', 'keys.first'],
  ['1 – 5', 'keys.choose'],
  ['c', 'keys.copy'],
  ['m', 'keys.compose'],
  ['Esc', 'keys.back'],
  ['?', 'keys.list'],
] as const satisfies readonly (readonly [string, TextKey<'shell'>])[]

/** Which keys there are; `?` shows it from anywhere but a field. */
export const KeyList = () => {
  const { t } = useText('shell')
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      const { target } = event
      const isInField =
        target instanceof Element && target.closest('input, textarea, select, [role="dialog"]')
      if (event.key === '?' && !event.defaultPrevented && !isInField) setIsOpen(true)
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
      onCancel={() => setIsOpen(false)}
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
