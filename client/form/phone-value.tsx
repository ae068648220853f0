import { PhoneOutlined } from '@ant-design/icons'
import { useEffect, useRef, useState } from 'react'
import { isMasked } from '../../data/personal.ts'
import { type FeatureName, usePersonal } from '../api/personal.ts'
import { reasonOf } from '../api/problem.ts'
import { useText } from '../i18n/text.ts'
import { CopyButton } from './copy-button.tsx'
import { Action } from './pieces.tsx'

interface PhoneValueProps {
  phone: string
  /** Whose number it is; left out where somebody else asks for the whole one. */
  of?: FeatureName
}

/** A telephone number to copy with a click, on a touch screen also one to call; whole on demand. */
export const PhoneValue = ({ phone, of }: PhoneValueProps) => {
  if (!isMasked(phone)) return <WholePhone phone={phone} />
  return of ? <MaskedPhone phone={phone} of={of} /> : <span className="phone">{phone}</span>
}

/** @param takesFocus it stands where the button stood that asked for it. */
const WholePhone = ({ phone, takesFocus = false }: { phone: string; takesFocus?: boolean }) => {
  const { t } = useText('panels')
  const ref = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (takesFocus) ref.current?.querySelector('button')?.focus({ preventScroll: true })
  }, [takesFocus])
  return (
    <span ref={ref} className="phone">
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

const MaskedPhone = ({ phone, of }: Required<PhoneValueProps>) => {
  const { t, language } = useText('panels')
  const [isWanted, setIsWanted] = useState(false)
  const { data, error, isFetching, refetch } = usePersonal(of, { phone }, isWanted)
  const whole = data?.fields.phone
  if (whole) return <WholePhone phone={whole} takesFocus={isWanted} />
  return (
    <span className="phone">
      <Action
        label={t('personal.show', { phone })}
        loading={isFetching}
        onClick={() => (isWanted ? void refetch() : setIsWanted(true))}
      />
      {error && (
        <span role="alert">{t('personal.failed', { detail: reasonOf(error, language) })}</span>
      )}
    </span>
  )
}
