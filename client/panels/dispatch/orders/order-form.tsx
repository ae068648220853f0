import { MATERIALS } from '../../../../data/materials.ts'
import { ORDER_STATES } from '../../../../data/order-steps.ts'
import type { TransferOrder } from '../../../../data/transfer-order.ts'
import { useHealth } from '../../../api/features.ts'
import { useSiteName } from '../../../form/feature-names.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { numberText, senderName } from '../../../form/wording.ts'
import { useText } from '../../../i18n/text.ts'
import { PrintDocument } from '../../../print/print-document.tsx'
import { PrintFacts, PrintPages, PrintTable } from '../../../print/print-pages.tsx'
import './order-form.css'

/** The order on paper: one sheet per place of delivery, with room for signatures. */
export const OrderForm = ({ order }: { order: TransferOrder }) => {
  const { t } = useText('orders')
  return (
    <PrintDocument fileName={`${t('form.title')} ${order.number}`}>
      {order.sites.map((site, index) => (
        <OrderSheet key={`${site.lon} ${site.lat} ${site.name}`} order={order} site={index} />
      ))}
    </PrintDocument>
  )
}

const COLUMNS = [
  ['index', 'rank'],
  ['item'],
  ['specification'],
  ['unit', 'whole'],
  ['quantity', 'figure'],
  ['batch', 'whole'],
  ['from'],
  ['lorries', 'figure'],
  ['receivedColumn', 'whole'],
] as const

const OrderSheet = ({ order, site: index }: { order: TransferOrder; site: number }) => {
  const { t, language } = useText('orders')
  const siteName = useSiteName()
  const { data: health } = useHealth()
  const site = order.sites[index]
  if (!site) return null
  const name = siteName(site)
  const position = `WGS-84 ${site.lon.toFixed(5)}, ${site.lat.toFixed(5)}`
  const loads = order.loads.filter((load) => load.site === index && load.state !== 'cancelled')
  const rows = loads.flatMap((load) => load.lines.map((line) => ({ load, line })))
  const approval =
    order.approval === null
      ? t('form.notApproved')
      : `${order.approvedBy} ${order.approvedAt ? dateTimeText(Date.parse(order.approvedAt)) : ''} ${t(order.approval === 'phone' ? 'form.byPhone' : 'form.byPaper')}`
  const facts = [
    [t('form.number'), order.number],
    [t('form.date'), dateTimeText(Date.parse(order.createdAt))],
    [t('form.site'), t('form.place', { name, position })],
    [t('form.receiver'), site.receiver],
    [t('form.contact'), site.contact],
    [t('form.deadline'), site.deadline ? dateTimeText(Date.parse(site.deadline)) : ''],
    [t('form.requestedBy'), order.requestedBy],
    [t('form.approval'), approval],
    [t('form.reason'), order.reason],
  ] as const
  const asOf = order.events.at(-1)?.at ?? order.createdAt
  return (
    <PrintPages
      title={t('form.title')}
      facts={[
        order.number,
        name,
        ORDER_STATES[order.state][language],
        t('form.asOf', { time: dateTimeText(Date.parse(asOf)) }),
        ...(health ? [t('form.revision', { revision: health.revision })] : []),
      ]}
      notice={health?.demonstration ? t('form.notice') : null}
    >
      <PrintFacts facts={facts} />
      <PrintTable
        columns={COLUMNS.map(([name, kind]) => ({
          label: t(`form.${name}`),
          ...(kind && { kind }),
        }))}
        rows={rows.map(({ load, line }, row) => {
          const { label, specification, unit } = MATERIALS[line.item]
          return [
            row + 1,
            <strong key="item">{label[language]}</strong>,
            specification[language],
            unit[language],
            <strong key="quantity">{numberText(line.quantity, language)}</strong>,
            line.batch,
            <>
              {senderName(load, language)}{' '}
              <span className="order-phone">{load.stockpilePhone}</span>
            </>,
            load.lorries,
            <span key="received" className="order-blank" />,
          ]
        })}
      />
      <div className="order-signatures">
        {(['approver', 'sender', 'carrier', 'recipient'] as const).map((name) => (
          <p key={name}>{t('form.blank', { name: t(`form.${name}`) })}</p>
        ))}
      </div>
    </PrintPages>
  )
}
