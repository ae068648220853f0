import { Tag } from 'antd'
import { useText } from '../../../i18n/text.ts'
import { READABLE_TAG } from '../../../theme.ts'
import { expiryOf } from './expiry.ts'

const COLOURS = { expired: 'error', soon: 'warning' } as const

/** Past its date, or soon: in words. */
export const ExpiryTag = ({ expiresOn }: { expiresOn: string | null }) => {
  const { t } = useText('ledger')
  const expiry = expiryOf(expiresOn, Date.now())
  if (expiry === 'later') return null
  return (
    <Tag color={COLOURS[expiry]} style={READABLE_TAG}>
      {t(expiry)}
    </Tag>
  )
}
