import { deliveryWords } from '../../../../data/delivery-words.ts'
import { kitPartsText, kitsText } from '../../../../data/kit-words.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { EVENT_STEPS, LOAD_STATES, ORDER_STATES } from '../../../../data/order-steps.ts'
import type { OrderLine, OrderLoad, TransferOrder } from '../../../../data/transfer-order.ts'
import { numberText, senderName, vehiclesText } from '../../../../data/wording.ts'
import { useHealth } from '../../../api/features.ts'
import { useRegion } from '../../../api/region.ts'
import { namedCoordinates } from '../../../form/coordinate-systems.ts'
import { useSiteName } from '../../../form/feature-names.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { type Translate, useText } from '../../../i18n/text.ts'
import { PrintDocument } from '../../../print/print-document.tsx'
import { PrintFacts, PrintPages, PrintTable } from '../../../print/print-pages.tsx'
import { isCounted, lineChangeText, lineOfOrder, whereaboutsText } from './orders.ts'
import './order-form.css'

/** The whole order on paper: one sheet per place of delivery, with room for signatures. */
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
  ['receivedColumn'],
] as const

const LOAD_COLUMNS = [
  ['load', 'rank'],
  ['stockpile'],
  ['lorries', 'whole'],
  ['departs', 'whole'],
  ['unloaded', 'whole'],
  ['state', 'whole'],
] as const

const moment = (at: string): string => dateTimeText(Date.parse(at))

/** Who approved it, when and how; of an approval by phone, when its papers came or are due. */
export const approvalText = (order: TransferOrder, t: Translate<'orders'>): string => {
  const { approval, approvedBy, approvedAt, papersAt, papersDueAt } = order
  if (approval === null) return t('form.notApproved')
  const papers = papersAt ?? papersDueAt
  const how =
    approval === 'paper' || papers === null
      ? t('form.byPaper')
      : t(papersAt === null ? 'form.byPhone' : 'form.byPhonePapers', { time: moment(papers) })
  return [approvedBy, approvedAt && moment(approvedAt), how].filter(Boolean).join(' ')
}

const OrderSheet = ({ order, site: index }: { order: TransferOrder; site: number }) => {
  const { t, language } = useText('orders')
  const siteName = useSiteName()
  const { data: health } = useHealth()
  const { name: region } = useRegion()
  const site = order.sites[index]
  if (!site) return null
  const name = siteName(site)
  const unloading = [
    ...(site.delivery ? deliveryWords(site.delivery, language) : []),
    namedCoordinates([site.lon, site.lat], language),
  ].join(language === 'zh' ? '；' : '; ')
  const loads = order.loads.filter((load) => load.site === index && load.state !== 'cancelled')
  const kits = loads.flatMap((load) =>
    load.kits.map((each) => {
      const label = `${kitsText(each, language)} · ${senderName(load, language)}`
      return [label, kitPartsText(each, language)] as const
    }),
  )
  const rows = loads.flatMap((load) => load.lines.map((line) => ({ load, line })))
  const facts = [
    [t('form.number'), order.number],
    [t('form.date'), moment(order.createdAt)],
    [t('form.site'), name],
    [t('form.unloading'), unloading],
    [t('form.receiver'), site.receiver],
    [t('form.contact'), site.contact],
    [t('form.deadline'), site.deadline ? moment(site.deadline) : t('form.asSoon')],
    [t('form.requestedBy'), order.requestedBy],
    [t('form.approval'), approvalText(order, t)],
    [t('form.reason'), order.reason],
  ] as const
  const asOf = order.events.at(-1)?.at ?? order.createdAt
  return (
    <PrintPages
      title={region ? t('form.titleOf', { region }) : t('form.title')}
      facts={[
        order.number,
        name,
        ORDER_STATES[order.state][language],
        t('form.asOf', { time: moment(asOf) }),
        ...(health ? [t('form.revision', { revision: health.revision })] : []),
      ]}
      notice={health?.demonstration ? t('form.notice') : null}
    >
      <PrintFacts facts={facts} />
      <LoadTimes loads={loads} />
      {kits.length > 0 && <PrintFacts facts={kits} />}
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
            <Counted key="received" line={line} />,
          ]
        })}
      />
      <StepTable order={order} site={index} />
      <div className="order-signatures">
        {(['approver', 'sender', 'carrier', 'recipient'] as const).map((name) => (
          <p key={name}>{t('form.blank', { name: t(`form.${name}`) })}</p>
        ))}
      </div>
    </PrintPages>
  )
}

/** How each load travels: lorries are counted once for all that lies on them. */
const LoadTimes = ({ loads }: { loads: readonly OrderLoad[] }) => {
  const { t, language } = useText('orders')
  const expected = (at: string): string => t('form.expected', { time: moment(at) })
  return (
    <PrintTable
      columns={LOAD_COLUMNS.map(([name, kind]) => ({
        label: t(`form.${name}`),
        ...(kind && { kind }),
      }))}
      rows={loads.map((load) => [
        load.load + 1,
        senderName(load, language),
        vehiclesText(load, language),
        load.departedAt ? moment(load.departedAt) : expected(load.leavesAt),
        load.receivedAt ? moment(load.receivedAt) : expected(load.expectedAt),
        `${LOAD_STATES[load.state][language]} ${load.receivedAt ? moment(load.receivedAt) : ''}`,
      ])}
    />
  )
}

/** What came of a line; room to write while it has not been counted. */
const Counted = ({ line }: { line: OrderLine }) => {
  const { language } = useText('orders')
  if (!isCounted(line)) return <span className="order-blank" />
  return (
    <>
      <strong>{numberText(line.received, language)}</strong>
      <div className="order-outcome">{whereaboutsText(line, language)}</div>
    </>
  )
}

const EVENT_COLUMNS = [
  ['time', 'whole'],
  ['step', 'whole'],
  ['goods'],
  ['counted'],
  ['actor'],
] as const

/** What each step counted of the goods for one site; nothing while nothing was counted. */
const StepTable = ({ order, site }: { order: TransferOrder; site: number }) => {
  const { t, language } = useText('orders')
  const rows = order.events.flatMap(({ step, at, actor, note, lines }) =>
    lines.flatMap((change) => {
      const found = lineOfOrder(order, change.lineId)
      if (found?.load.site !== site) return []
      const { load, line } = found
      return [
        [
          moment(at),
          EVENT_STEPS[step][language],
          `${MATERIALS[line.item].label[language]} (${senderName(load, language)}, ${line.batch})`,
          lineChangeText(change, language),
          [actor, note].filter(Boolean).join(' · '),
        ],
      ]
    }),
  )
  if (rows.length === 0) return null
  const columns = EVENT_COLUMNS.map(([name, kind]) => ({
    label: t(`form.${name}`),
    ...(kind && { kind }),
  }))
  return (
    <>
      <h3>{t('form.steps')}</h3>
      <PrintTable columns={columns} rows={rows} />
    </>
  )
}
