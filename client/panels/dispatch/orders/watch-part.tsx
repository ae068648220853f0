/** What has changed for an order on its way: the red banner of its loads. */
import { useState } from 'react'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { WAY_STATES, type WatchedLoad } from '../../../../data/order-watch.ts'
import type { TransferOrder } from '../../../../data/transfer-order.ts'
import { durationText, listText, senderName } from '../../../../data/wording.ts'
import { readOrderPersons } from '../../../api/personal.ts'
import { asApiProblem } from '../../../api/problem.ts'
import { rerouteOrder, takeStep, useOrderWatch } from '../../../api/transfers.ts'
import { Action, Message, TextField } from '../../../form/pieces.tsx'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { newKey } from '../../../state/new-key.ts'
import { useOrderActor } from '../../../state/remembered-name.ts'
import { planAgain } from './plan-again.ts'
import { withPersons } from './whole-order.ts'

const NONE: readonly WatchedLoad[] = []

/** Of one order; empty while nothing is to be said of it. */
export const useWatchedLoads = (number: string): readonly WatchedLoad[] =>
  useOrderWatch().data?.orders.find((order) => order.number === number)?.loads ?? NONE

export const WatchPart = ({ order }: { order: TransferOrder }) => {
  const loads = useWatchedLoads(order.number)
  return (
    <>
      {loads.map((load) => (
        <WatchedLoadMessage key={load.load} order={order} watched={load} />
      ))}
      <WayChoice order={order} loads={loads} />
    </>
  )
}

interface WayChoiceProps {
  order: TransferOrder
  loads: readonly WatchedLoad[]
}

/** By the way that is open now; or, of what has not left, released and planned anew. */
const WayChoice = ({ order, loads }: WayChoiceProps) => {
  const { t, language } = useText('orders', 'watch')
  const { t: ofOrder } = useText('orders')
  const name = useOrderActor((state) => state.name)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setIsSending] = useState(false)
  const longer = loads.filter(({ way }) => way === 'longer')
  const waiting = loads
    .filter(({ way, state }) => way !== 'open' && state !== 'in-transit')
    .map(({ load }) => load)
  if (longer.length + waiting.length === 0) return null
  const send = async (act: () => Promise<unknown>): Promise<void> => {
    setIsSending(true)
    try {
      await act()
      setProblem(null)
    } catch (error) {
      setProblem(asApiProblem(error).sentence[language])
    }
    setIsSending(false)
  }
  const actor = name.trim()
  const isOff = actor === '' || isSending
  const replan = async (): Promise<void> => {
    const event = { step: 'cancel', actor, note: t('replanNote'), loads: waiting } as const
    const persons = await readOrderPersons(order.number).catch(() => null)
    await takeStep(order.number, event, newKey())
    planAgain(persons ? withPersons(order, persons) : order, waiting)
  }
  return (
    <section className="block">
      <TextField
        label={t('actor')}
        maxLength={LEDGER_LIMITS.mostTextCharacters}
        value={name}
        onChange={(name) => useOrderActor.setState({ name })}
      />
      {actor === '' && <p className="secondary">{ofOrder('actorMissing')}</p>}
      {problem !== null && <Message type="error" title={problem} />}
      <div className="buttons">
        {longer.length > 0 && (
          <Action
            type="primary"
            size="large"
            disabled={isOff}
            label={t('reroute', { count: longer.length })}
            onClick={() => void send(() => rerouteOrder(order.number, actor))}
          />
        )}
        {waiting.length > 0 && (
          <Action
            size="large"
            disabled={isOff}
            label={t('replan', { count: waiting.length })}
            onClick={() => void send(replan)}
          />
        )}
      </div>
    </section>
  )
}

interface WatchedLoadProps {
  order: TransferOrder
  watched: WatchedLoad
}

const WatchedLoadMessage = ({ order, watched }: WatchedLoadProps) => {
  const { t, language } = useText('orders', 'watch')
  const load = order.loads.find((each) => each.load === watched.load)
  if (!load) return null
  const { way, closures, floods, expectedAt, plannedAt, deadline, lateSeconds } = watched
  const { isOverdue, warnings } = watched
  const namesOf = (things: readonly { readonly name: string }[]): string =>
    listText(
      things.map(({ name }) => name),
      language,
    )
  const clock = (at: string): string => clockText(Date.parse(at), Date.now(), language)
  const sentences = [
    closures.length > 0 && t('closures', { names: namesOf(closures) }),
    expectedAt !== null &&
      way === 'longer' &&
      t('later', { planned: clock(plannedAt), now: clock(expectedAt) }),
    deadline !== null && expectedAt === null && t('cannot', { deadline: clock(deadline) }),
    deadline !== null &&
      (lateSeconds ?? 0) > 0 &&
      t('late', { deadline: clock(deadline), duration: durationText(lateSeconds!, language) }),
    isOverdue && t('overdue', { planned: clock(plannedAt) }),
    floods.length > 0 && t('floods', { names: namesOf(floods) }),
    warnings.length > 0 && t('warnings', { names: namesOf(warnings) }),
  ].filter((sentence) => sentence !== false)
  return (
    <Message
      type={way === 'open' && floods.length === 0 && (lateSeconds ?? 0) === 0 ? 'warning' : 'error'}
      role="alert"
      title={t('title', {
        number: load.load + 1,
        name: senderName(load, language),
        way: way === 'open' ? '' : WAY_STATES[way][language],
      })}
      description={sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
    />
  )
}
