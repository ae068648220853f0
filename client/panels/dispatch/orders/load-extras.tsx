import { useState } from 'react'
import { ORDER_STEPS } from '../../../../data/order-steps.ts'
import type { LoadPhoto, OrderLoad, TransferOrder } from '../../../../data/transfer-order.ts'
import { useLoadLinks } from '../../../api/transfers.ts'
import { CopyButton } from '../../../form/copy-button.tsx'
import { Action } from '../../../form/pieces.tsx'
import { QrCode } from '../../../form/qr-code.tsx'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'

/** Opens the load on a phone: the code to be scanned, and the link to be sent. */
export const LoadLinkPart = ({ order, load }: { order: TransferOrder; load: OrderLoad }) => {
  const { t } = useText('orders')
  const [isOpen, setIsOpen] = useState(false)
  const { data } = useLoadLinks(order.number, isOpen)
  const href = data?.links[load.load]?.href
  if (!isOpen) return <Action label={t('phone.show')} onClick={() => setIsOpen(true)} />
  if (!data) return null
  if (!href) return <p className="secondary">{t('phone.ended')}</p>
  return (
    <div className="load-link">
      <QrCode text={href} label={t('phone.code', { number: load.load + 1 })} />
      <div className="stack">
        <p>{t('phone.what')}</p>
        {!data.isPublic && (
          <p className="secondary">{t('phone.ownAddress', { origin: new URL(href).origin })}</p>
        )}
        <CopyButton text={href}>{t('phone.copy')}</CopyButton>
      </div>
    </div>
  )
}

/** Photos that were taken of the load, each opening large. */
export const LoadPhotos = ({ order, load }: { order: TransferOrder; load: OrderLoad }) => {
  const { t, language } = useText('orders')
  const photos = order.photos.filter((photo) => photo.load === load.load)
  if (photos.length === 0) return null
  const about = ({ step, actor, at }: LoadPhoto): string =>
    [ORDER_STEPS[step][language], actor, dateTimeText(Date.parse(at))].join(' · ')
  return (
    <ul className="load-photos" aria-label={t('phone.photos')}>
      {photos.map((photo) => {
        const href = `/api/transfers/${encodeURIComponent(order.number)}/photos/${photo.id}`
        return (
          <li key={photo.id}>
            <a href={href} target="_blank" rel="noreferrer">
              <img src={href} alt={t('phone.photo', { about: about(photo) })} loading="lazy" />
            </a>
            <span className="secondary">{about(photo)}</span>
          </li>
        )
      })}
    </ul>
  )
}
