/**
 * A step that was sent and not answered. It is kept for the tab's session, so that a reload sends
 * it again under the same key and the server takes it once.
 */
import type { OrderEventInput } from '../../../../data/transfer-order.ts'

export interface PendingStep {
  readonly event: OrderEventInput
  readonly key: string
  /** Milliseconds since 1970 UTC of the tap. */
  readonly sentAt: number
}

const STORAGE_PREFIX = 'order-step-unanswered:'
/**
 * So long it is sent again by itself. Later only by hand: a departure that never arrived at the
 * server must not be written down hours afterwards as one of that hour.
 */
const RESEND_FOR_MILLISECONDS = 5 * 60_000
/** The same step again keeps its key and its moment; anything else is a new one. */
export const pendingFor = (
  event: OrderEventInput,
  unanswered: PendingStep | null,
  now: number,
  newKey: () => string,
): PendingStep =>
  unanswered && JSON.stringify(unanswered.event) === JSON.stringify(event)
    ? unanswered
    : { event, key: newKey(), sentAt: now }

export const isResentByItself = ({ sentAt }: Pick<PendingStep, 'sentAt'>, now: number): boolean =>
  now - sentAt < RESEND_FOR_MILLISECONDS

const isPendingStep = (value: unknown): value is PendingStep =>
  typeof value === 'object' &&
  value !== null &&
  'event' in value &&
  typeof value.event === 'object' &&
  'key' in value &&
  typeof value.key === 'string' &&
  'sentAt' in value &&
  typeof value.sentAt === 'number'

/** The kept step of an order; null where there is none, or the browser refuses storage. */
export const readPending = (number: string): PendingStep | null => {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(STORAGE_PREFIX + number) ?? 'null')
    return isPendingStep(value) ? value : null
  } catch {
    return null
  }
}

/** Keeps a step, or forgets it with null. */
export const keepPending = (number: string, pending: PendingStep | null): void => {
  try {
    if (pending) sessionStorage.setItem(STORAGE_PREFIX + number, JSON.stringify(pending))
    else sessionStorage.removeItem(STORAGE_PREFIX + number)
  } catch {
    // Refused: it is kept as long as the order is open.
  }
}
