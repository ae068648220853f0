import type { ReactNode } from 'react'
import { deliveryWords } from '../../../../data/delivery-words.ts'
import { kitPartsText, kitsText } from '../../../../data/kit-words.ts'
import type { LoadLinks } from '../../../../data/load-link.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import type { OrderStep } from '../../../../data/order-steps.ts'
import { sequenceText } from '../../../../data/pickup-words.ts'
import type { OrderLoad, TransferOrder } from '../../../../data/transfer-order.ts'
import { amountText, numberText, senderName, vehiclesText } from '../../../../data/wording.ts'
import { useHealth } from '../../../api/features.ts'
import { useRegion } from '../../../api/region.ts'
import { namedCoordinates } from '../../../form/coordinate-systems.ts'
import { useSiteName } from '../../../form/feature-names.ts'
import { QrCode } from '../../../form/qr-code.tsx'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { PrintDocument } from '../../../print/print-document.tsx'
import { PrintFacts, PrintPages, PrintTable } from '../../../print/print-pages.tsx'
import { approvalText } from './order-form.tsx'
import { goodsOfLines, isCounted } from './orders.ts'
import './load-papers.css'

/** Who keeps which copy. */
const COPIES = ['keeper', 'driver', 'receiver'] as const
type Copy = (typeof COPIES)[number]

const COLUMNS = [
  ['index', 'rank'],
  ['item'],
  ['specification'],
  ['batch', 'whole'],
  ['unit', 'whole'],
  ['asked', 'figure'],
  ['sent', 'figure'],
  ['receivedColumn', 'figure'],
  ['tonnes', 'figure'],
  ['remark'],
] as const

const KILOGRAMS_PER_TONNE = 1000
const HUNDREDTHS = 100

const moment = (at: string): string => dateTimeText(Date.parse(at))

/** Two decimals of tonnes are ten kilograms, and less than that is still something. */
const tonnesText = (kilograms: number): string => {
  const tonnes = kilograms / KILOGRAMS_PER_TONNE
  return (tonnes > 0 ? Math.max(tonnes, 1 / HUNDREDTHS) : 0).toFixed(2)
}

/** What is on the lorry: sent, or asked as long as nothing has left. */
const carried = ({ shipped, quantity }: OrderLoad['lines'][number], hasLeft: boolean): number =>
  hasLeft ? shipped : quantity

interface LoadPapersProps {
  readonly order: TransferOrder
  readonly links: LoadLinks
  readonly onPrinted: () => void
}

/** One sheet for each load that goes, in three copies: printed as soon as it stands. */
export const LoadPapers = ({ order, links, onPrinted }: LoadPapersProps) => {
  const { t } = useText('orders')
  return (
    <PrintDocument fileName={`${t('form.title')} ${order.number}`} onPrinted={onPrinted}>
      {order.loads
        .filter(({ state }) => state !== 'cancelled')
        .flatMap((load) =>
          COPIES.map((copy) => (
            <LoadPaper key={`${load.load} ${copy}`} {...{ order, load, links, copy }} />
          )),
        )}
    </PrintDocument>
  )
}

interface LoadPaperProps extends Omit<LoadPapersProps, 'onPrinted'> {
  readonly load: OrderLoad
  readonly copy: Copy
}

const LoadPaper = ({ order, load, links, copy }: LoadPaperProps) => {
  const { t, language } = useText('orders')
  const siteName = useSiteName()
  const { data: health } = useHealth()
  const { name: region } = useRegion()
  const site = order.sites[load.site]
  if (!site) return null
  const link = links.links[load.load]
  const hasLeft = load.departedAt !== null
  const isThere = load.arrivedAt !== null || load.receivedAt !== null
  const number = `${order.number}—${String(load.load + 1).padStart(2, '0')}`
  const expected = (at: string): string => t('form.expected', { time: moment(at) })
  const unloading = [
    ...(site.delivery ? deliveryWords(site.delivery, language) : []),
    namedCoordinates([site.lon, site.lat], language),
  ].join(language === 'zh' ? '；' : '; ')
  const sequence = sequenceText(load, order.loads, moment, language)
  const facts: readonly (readonly [string, string])[] = [
    [
      t('form.stockpile'),
      [senderName(load, language), load.stockpilePhone].filter(Boolean).join(' '),
    ],
    [t('form.date'), moment(order.createdAt)],
    [t('form.site'), siteName(site)],
    // What has arrived is threatened with no deadline.
    isThere
      ? [t('paper.arrived'), moment((load.arrivedAt ?? load.receivedAt)!)]
      : [t('form.deadline'), site.deadline ? moment(site.deadline) : t('form.asSoon')],
    [t('form.receiver'), [site.receiver, site.contact].filter(Boolean).join(' ')],
    [t('form.reason'), order.reason],
    [t('form.requestedBy'), order.requestedBy],
    [t('form.approval'), approvalText(order, t)],
    [t('form.departs'), load.departedAt ? moment(load.departedAt) : expected(load.leavesAt)],
    [t('form.unloaded'), load.receivedAt ? moment(load.receivedAt) : expected(load.expectedAt)],
    [t('form.lorries'), vehiclesText(load, language)],
    [t('paper.plate'), ''],
    [t('paper.driver'), ''],
  ]
  const kilograms = load.lines.map(
    (line) => carried(line, hasLeft) * MATERIALS[line.item].kilogramsPerUnit,
  )
  const goods = load.lines.map((line) => ({ ...line, quantity: carried(line, hasLeft) }))
  return (
    <PrintPages
      title={region ? t('form.titleOf', { region }) : t('form.title')}
      facts={[
        number,
        t('paper.ofLoads', { number: load.load + 1, count: order.loads.length }),
        t(`paper.copies.${copy}`),
        t('form.asOf', { time: moment(order.updatedAt) }),
      ]}
      notice={health?.demonstration ? t('form.notice') : null}
    >
      <p className="paper-copies">
        {COPIES.map((each) => (
          <span key={each} data-own={each === copy || undefined}>
            {t(`paper.copies.${each}`)}
          </span>
        ))}
      </p>
      <div className="paper-facts">
        <PrintFacts facts={facts} />
        <PrintFacts facts={[[t('form.unloading'), unloading]]} />
        {load.kits.map((kits) => (
          <PrintFacts
            key={kits.id}
            facts={[[kitsText(kits, language), kitPartsText(kits, language)]]}
          />
        ))}
        {sequence && <PrintFacts facts={[[t('paper.sequence'), sequence]]} />}
        <PrintFacts facts={[[t('paper.way'), link?.way?.[language] ?? '']]} />
      </div>
      <PrintTable
        columns={COLUMNS.map(([name, kind]) => ({
          label: t(`form.${name}`),
          ...(kind && { kind }),
        }))}
        rows={load.lines.map((line, index) => {
          const { label, specification, unit } = MATERIALS[line.item]
          return [
            index + 1,
            <strong key="item">{label[language]}</strong>,
            specification[language],
            line.batch,
            unit[language],
            numberText(line.quantity, language),
            hasLeft ? <strong key="sent">{numberText(line.shipped, language)}</strong> : '',
            isCounted(line) ? (
              <strong key="received">{numberText(line.received, language)}</strong>
            ) : (
              ''
            ),
            tonnesText(kilograms[index]!),
            remarkOf(line, hasLeft, language, t),
          ]
        })}
        total={[
          '',
          t('paper.total'),
          ...Array.from({ length: COLUMNS.length - 4 }, () => ''),
          tonnesText(kilograms.reduce((sum, each) => sum + each, 0)),
          '',
        ]}
      />
      <p className="paper-sum">{goodsOfLines(goods, language)}</p>
      <p className="paper-end">{t('paper.nothingBelow')}</p>
      <Signatures order={order} load={load} />
      <footer className="paper-foot">
        <ol>
          {(['count', 'copies', 'accounts', 'phone'] as const).map((name) => (
            <li key={name}>{t(`paper.notes.${name}`)}</li>
          ))}
          {link?.href && !links.isPublic && (
            <li>{t('phone.ownAddress', { origin: new URL(link.href).origin })}</li>
          )}
        </ol>
        {link?.href && (
          <figure>
            <QrCode text={link.href} label={t('phone.code', { number: load.load + 1 })} />
            <figcaption>{t('paper.scan', { number: load.load + 1 })}</figcaption>
          </figure>
        )}
      </footer>
    </PrintPages>
  )
}

type Line = OrderLoad['lines'][number]

/** What differs from what was asked, or is not whole. */
const remarkOf = (
  line: Line,
  hasLeft: boolean,
  language: 'zh' | 'en',
  t: ReturnType<typeof useText<'orders'>>['t'],
): string => {
  const less = hasLeft ? line.quantity - line.shipped : 0
  const quantity = (value: number): string => amountText(value, line.item, language)
  return [
    less > 0 && t('paper.less', { quantity: quantity(less) }),
    line.damaged > 0 && t('paper.damaged', { quantity: quantity(line.damaged) }),
    line.missing > 0 && t('paper.missing', { quantity: quantity(line.missing) }),
  ]
    .filter(Boolean)
    .join(language === 'zh' ? '，' : ', ')
}

/** Who has taken a step of a load, and when; nothing where it was not taken, or taken back. */
const takenOf = (
  { events }: TransferOrder,
  { load }: OrderLoad,
  step: OrderStep,
): { readonly at: string; readonly actor: string } | undefined => {
  const undone = new Set(events.map(({ undoes }) => undoes))
  return events
    .filter((each) => each.step === step && each.loads.includes(load) && !undone.has(each.id))
    .at(-1)
}

/** A line to write on, or what is known. */
const Blank = ({ label, children }: { label: string; children?: ReactNode }) => (
  <p className="paper-line">
    <span>{label}</span>
    <span>{children}</span>
  </p>
)

const Signatures = ({ order, load }: { order: TransferOrder; load: OrderLoad }) => {
  const { t } = useText('orders')
  const site = order.sites[load.site]!
  const at = (step: OrderStep): string => {
    const taken = takenOf(order, load, step)
    return taken ? [moment(taken.at), taken.actor].join(' ') : ''
  }
  const boxes = [
    [
      'approver',
      order.approvedAt ? [[t('form.time'), moment(order.approvedAt)]] : [[t('form.time'), '']],
      '',
    ],
    ['sender', [[t('paper.loaded'), at('load')]], load.stockpilePhone ?? ''],
    [
      'carrier',
      [
        [t('paper.left'), at('depart')],
        [t('paper.there'), at('arrive')],
      ],
      '',
    ],
    ['recipient', [[t('paper.counted'), at('receive')]], site.contact],
  ] as const
  return (
    <div className="paper-signatures">
      {boxes.map(([who, times, phone]) => (
        <section key={who}>
          <h3>{t(`paper.${who}`)}</h3>
          {times.map(([label, value]) => (
            <Blank key={label} label={label!}>
              {value}
            </Blank>
          ))}
          <Blank label={t('paper.signed')} />
          {who !== 'approver' && <Blank label={t('form.contact')}>{phone}</Blank>}
          {who !== 'carrier' && <i className="paper-seal">{t('paper.seal')}</i>}
        </section>
      ))}
    </div>
  )
}
