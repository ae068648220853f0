import { PhoneOutlined } from '@ant-design/icons'
import { CopyButton } from './copy-button.tsx'
import { usePanelText } from './use-panel-text.ts'

/** A telephone number to copy with a click; on a touch screen also one to call. */
export const PhoneValue = ({ phone }: { phone: string }) => {
  const { t } = usePanelText()
  return (
    <span className="phone">
      <CopyButton text={phone} label={t('copy.phone', { value: phone })}>
        {phone}
      </CopyButton>
      <a
        className="phone-call target"
        href={`tel:${phone}`}
        aria-label={t('nearest.answer.call', { phone })}
      >
        <PhoneOutlined aria-hidden />
      </a>
    </span>
  )
}
