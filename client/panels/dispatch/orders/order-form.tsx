import { createPortal } from 'react-dom'
import { MATERIALS } from '../../../../data/materials.ts'
import type { TransferOrder } from '../../../../data/transfer-order.ts'
import { useHealth } from '../../../api/features.ts'
import { useSiteName } from '../../../form/feature-names.ts'
import { senderName } from '../../../form/localised-name.ts'
import { numberText } from '../../../form/number-text.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import '../../nearest/print-sheet.css'
import './order-form.css'

/** The order on paper, A4: one sheet per place of delivery, with room for signatures. */
export const OrderForm = ({ order }: { order: TransferOrder }) => {
  const { t } = useText('orders')
  const { data: health } = useHealth()
  return createPortal(
    <section className="print-sheet order-form">
      {order.sites.map((site, index) => (
        <OrderSheet key={`${site.lon} ${site.lat} ${site.name}`} order={order} site={index} />
      ))}
      {health?.demonstration && <p className="print-notice">{t('form.notice')}</p>}
    </section>,
    document.body,
  )
}

const COLUMNS = [
  'index',
  'item',
  'specification',
  'unit',
  'quantity',
  'batch',
  'from',
  'lorries',
  'receivedColumn',
] as const

const OrderSheet = ({ order, site: index }: { order: TransferOrder; site: number }) => {
  const { t, language } = useText('orders')
  const siteName = useSiteName()
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
  return (
    <article className="order-sheet">
      <h1>{t('form.title')}</h1>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table>
        <thead>
          <tr className="order-running-head">
            <th colSpan={COLUMNS.length}>
              {order.number} · {name}
            </th>
          </tr>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {t(`form.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ load, line }, row) => (
            <tr key={line.id}>
              <td>{row + 1}</td>
              <td>{MATERIALS[line.item].label[language]}</td>
              <td>{MATERIALS[line.item].specification[language]}</td>
              <td>{MATERIALS[line.item].unit[language]}</td>
              <td>{numberText(line.quantity, language)}</td>
              <td>{line.batch}</td>
              <td>
                {senderName(load, language)}
                {load.stockpilePhone && <span className="order-phone"> {load.stockpilePhone}</span>}
              </td>
              <td>{load.lorries}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <div className="order-signatures">
        {(['approver', 'sender', 'carrier', 'recipient'] as const).map((name) => (
          <p key={name}>{t('form.blank', { name: t(`form.${name}`) })}</p>
        ))}
      </div>
    </article>
  )
}
