import { ArrowLeftOutlined, EnvironmentOutlined, PrinterOutlined } from '@ant-design/icons'
import { Timeline } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { Bilingual } from '../../../../data/bilingual.ts'
import { deliveryWords, unloadedAt } from '../../../../data/delivery-words.ts'
import type { LoadLinks } from '../../../../data/load-link.ts'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import { EVENT_STEPS, LOAD_STATES, ORDER_STATES } from '../../../../data/order-steps.ts'
import { sequenceText } from '../../../../data/pickup-words.ts'
import type { OrderEvent, OrderLoad, TransferOrder } from '../../../../data/transfer-order.ts'
import { listText, numberText, senderName, vehiclesText } from '../../../../data/wording.ts'
import { usePackedWords } from '../../../api/item-sheets.ts'
import { asApiProblem } from '../../../api/problem.ts'
import { readLoadLinks, useOrder } from '../../../api/transfers.ts'
import { useSiteName } from '../../../form/feature-names.ts'
import { PhoneValue } from '../../../form/phone-value.tsx'
import { Action, Message, QueryStatus } from '../../../form/pieces.tsx'
import { clockText, dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch, flyTo } from '../../../state/app-state.ts'
import { KitLines } from '../kit-lines.tsx'
import { LoadLinkPart, LoadPhotos } from './load-extras.tsx'
import { LoadPapers } from './load-papers.tsx'
import { OrderForm } from './order-form.tsx'
import { Downloads, detourParts, PapersClock, StateTag, usePaintedOrders } from './order-pieces.tsx'
import { hasLosses, lineChangeText, lineOfOrder, orderBbox, whereaboutsText } from './orders.ts'
import { useStep } from './steps.ts'
import { StepOutcome, StepsPart } from './steps-part.tsx'
import { useWatchedLoads, WatchPart } from './watch-part.tsx'
import { useWholeOrder } from './whole-order.ts'

/** One order: where it stands, what is next, its loads and its timeline. */
export const OrderView = ({ number }: { number: string }) => {
  const { t, language } = useText('orders')
  const query = useOrder(number)
  const { order, isMasked, failure, showPersons } = useWholeOrder(query.data)
  const print = async (): Promise<void> => {
    await showPersons()
    await document.fonts.ready
    window.print()
  }
  const [papers, setPapers] = useState<LoadLinks | null>(null)
  const [papersFailure, setPapersFailure] = useState<Bilingual | null>(null)
  const forgetPapers = useCallback(() => setPapers(null), [])
  const printLoads = async (): Promise<void> => {
    setPapersFailure(null)
    await showPersons()
    await readLoadLinks(number).then(setPapers, (error) =>
      setPapersFailure(asApiProblem(error).sentence),
    )
  }
  // Outside the parts that are made anew with each version: what became of a step outlives it.
  const taking = useStep(number)
  const watched = useWatchedLoads(number)
  usePaintedOrders(
    useMemo(() => (query.data ? [query.data] : []), [query.data]),
    useMemo(() => detourParts(watched), [watched]),
  )
  return (
    <div className="stack">
      <Action
        icon={ArrowLeftOutlined}
        label={t('back')}
        onClick={() => changeDispatch({ orderNumber: null })}
      />
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {order && (
        <>
          <OrderHead order={order} />
          {failure && (
            <Message type="warning" title={t('personsFailed', { detail: failure[language] })} />
          )}
          {isMasked && <Action label={t('showPersons')} onClick={() => void showPersons()} />}
          <WatchPart order={order} />
          <StepOutcome taking={taking} />
          <StepsPart key={order.version} order={order} taking={taking} />
          {order.loads.map((load) => (
            <LoadPart key={load.load} load={load} order={order} />
          ))}
          <OrderTimeline order={order} />
          {papersFailure && (
            <Message
              type="error"
              title={t('printLoadsFailed', { detail: papersFailure[language] })}
            />
          )}
          <div className="buttons">
            <Action icon={PrinterOutlined} label={t('print')} onClick={() => void print()} />
            <Action
              icon={PrinterOutlined}
              label={t('printLoads')}
              onClick={() => void printLoads()}
            />
            <Action
              icon={EnvironmentOutlined}
              label={t('map')}
              onClick={() => flyTo(orderBbox(order))}
            />
          </div>
          <Downloads table="lines" number={order.number} />
          <OrderForm order={order} />
          {papers && <LoadPapers order={order} links={papers} onPrinted={forgetPapers} />}
        </>
      )}
    </div>
  )
}

const OrderHead = ({ order }: { order: TransferOrder }) => {
  const { t } = useText('orders')
  const siteName = useSiteName()
  const { approvedAt, approvedBy } = order
  return (
    <section>
      <h2>
        {order.number} <StateTag state={order.state} />
      </h2>
      {order.sites.map((site) => (
        <p key={site.name}>
          {t('to', { sites: unloadedAt(siteName(site), site.delivery) })}
          {' · '}
          <strong>
            {site.deadline
              ? t('neededBy', { time: dateTimeText(Date.parse(site.deadline)) })
              : t('form.asSoon')}
          </strong>
          {site.receiver && ` · ${t('receiver', { name: site.receiver })}`}
          {site.contact && ` · ${site.contact}`}
        </p>
      ))}
      <p className="secondary">
        {t('requestedBy', { name: order.requestedBy })}
        {order.emergency && ` · ${t('emergency')}`}
        {order.reason && ` · ${order.reason}`}
      </p>
      {approvedAt && approvedBy && (
        <p>{t('approvedBy', { name: approvedBy, time: dateTimeText(Date.parse(approvedAt)) })}</p>
      )}
      <PapersClock order={order} />
    </section>
  )
}

/** What has left of each item; undefined while nothing has. */
const shippedOf = ({ departedAt, lines }: OrderLoad) => {
  if (departedAt === null) return undefined
  return (item: MaterialKey): number =>
    lines.reduce((sum, line) => (line.item === item ? sum + line.shipped : sum), 0)
}

const LoadPart = ({ load, order }: { load: OrderLoad; order: TransferOrder }) => {
  const { t, language } = useText('orders')
  const { goods } = usePackedWords()
  const siteName = useSiteName()
  const site = order.sites[load.site]
  const clock = (at: string): string => clockText(Date.parse(at), Date.now(), language)
  return (
    <article className="block">
      <div className="row block-head">
        <h3>{t('load', { number: load.load + 1, name: senderName(load, language) })}</h3>
        <strong>
          {LOAD_STATES[load.state][language]}
          {hasLosses(load) && ` · ${t('withLosses')}`}
        </strong>
      </div>
      {order.sites.length > 1 && site && <p>{t('to', { sites: siteName(site) })}</p>}
      {site?.delivery && (
        <p className="secondary">
          {deliveryWords(site.delivery, language).join(language === 'zh' ? '；' : '; ')}
        </p>
      )}
      <p>
        {t(load.lorries === 0 ? 'drivenTimes' : 'loadTimes', {
          vehicles: vehiclesText(load, language),
          leaves: clock(load.departedAt ?? load.leavesAt),
          expected: clock(load.expectedAt),
        })}
        {load.arrivedAt && ` · ${t('arrivedAt', { time: clock(load.arrivedAt) })}`}
        {load.receivedAt && ` · ${t('receivedAt', { time: clock(load.receivedAt) })}`}
      </p>
      {load.pickup && (
        <p className="secondary">{sequenceText(load, order.loads, clock, language)}</p>
      )}
      {load.stockpilePhone && <PhoneValue phone={load.stockpilePhone} />}
      <KitLines kits={load.kits} shippedOf={shippedOf(load)} />
      <ul>
        {load.lines.map((line) => (
          <li key={line.id}>
            {goods(line.quantity, line.item)}
            <span className="secondary"> {t('batch', { batch: line.batch })}</span>
            {load.departedAt !== null && <Outcome line={line} />}
          </li>
        ))}
      </ul>
      <LoadPhotos order={order} load={load} />
      <LoadLinkPart order={order} load={load} />
    </article>
  )
}

/** Where the goods are; what left, where it was less than was promised. */
const Outcome = ({ line }: { line: OrderLoad['lines'][number] }) => {
  const { t, language } = useText('orders')
  const { shipped, quantity, damaged, missing } = line
  const places = whereaboutsText(line, language)
  const sent = t('sentOf', { quantity: numberText(shipped, language) })
  const text = listText([shipped < quantity ? sent : '', places].filter(Boolean), language)
  return damaged + missing > 0 || shipped === 0 ? (
    <strong className="bad-news"> — {text}</strong>
  ) : (
    <span> — {text}</span>
  )
}

/** What a step counted, line by line. */
const CountedLines = ({ order, lines }: { order: TransferOrder; lines: OrderEvent['lines'] }) => {
  const { t, language } = useText('orders')
  return (
    <ul className="secondary">
      {lines.map((change) => {
        const found = lineOfOrder(order, change.lineId)
        return (
          found && (
            <li key={change.lineId}>
              {t('countedOf', {
                item: MATERIALS[found.line.item].label[language],
                from: senderName(found.load, language),
                change: lineChangeText(change, language),
              })}
            </li>
          )
        )
      })}
    </ul>
  )
}

const OrderTimeline = ({ order }: { order: TransferOrder }) => {
  const { t, language } = useText('orders')
  return (
    <section>
      <h3>{t('timeline')}</h3>
      <Timeline
        items={order.events.map(({ id, step, at, actor, note, state, lines }) => ({
          key: id,
          content: (
            <>
              <strong>{EVENT_STEPS[step][language]}</strong> {actor} ·{' '}
              {dateTimeText(Date.parse(at))}
              <span className="secondary"> · {ORDER_STATES[state][language]}</span>
              {note && <div className="secondary">{note}</div>}
              {lines.length > 0 && <CountedLines order={order} lines={lines} />}
            </>
          ),
        }))}
      />
    </section>
  )
}
