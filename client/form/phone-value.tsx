import { PhoneOutlined } from '@ant-design/icons'
import { useText } from '../i18n/text.ts'
import { CopyButton } from './copy-button.tsx'

/** A telephone number to copy with a click; on a touch screen also one to call. */
export const PhoneValue = ({ phone }: { phone: string }) => {
  const { t } = useText('panels')
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
