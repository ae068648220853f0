/**
 * Whether a resource may be sent, and if not, exactly why. Pure: the time of day is an argument.
 */
import type { Bilingual } from '../../data/bilingual.ts'
import { type Counted, isInOperation, isTakenAsOpen } from '../../data/counted.ts'
import { dutyAt, dutyChangesAt, rosterOf } from '../../data/duty.ts'
import { EQUIPMENT } from '../../data/equipment.ts'
import type { Catalogue } from '../../data/field.ts'
import { localDayOf, toLocalMinute } from '../../data/local-time.ts'
import { MATERIALS } from '../../data/materials.ts'
import { PASSED_OVER_REASONS, type PassedOverReasonCode } from '../../data/nearest.ts'
import { holdsMobile } from '../../data/personal.ts'

export interface Reason {
  code: PassedOverReasonCode
  detail: string
  detailZh: string
}

/** What the asker demands of a resource. */
export interface Demands {
  counted: Counted
  /** As of a coverage filter: those to be open by this day are taken for open. */
  openBy: string | null
  /** The moment asked about. */
  instant: Date
  /** Least number of each piece of equipment. */
  equipment: Readonly<Record<string, number>>
  /** An item of the stock and the least quantity of it. */
  item: string | null
  quantity: number | null
  /** Accepted values per property; a property not named accepts everything. */
  filter: Readonly<Record<string, readonly string[]>>
}

type Values = Readonly<Record<string, unknown>>

const reason = (code: PassedOverReasonCode, sentence: Bilingual): Reason => ({
  code,
  detail: sentence.en,
  detailZh: sentence.zh,
})

export const plainReason = (code: PassedOverReasonCode): Reason =>
  reason(code, PASSED_OVER_REASONS[code])

/** When a station was sent, and to which place in words. */
export interface Sent {
  /** Instant. */
  readonly at: string
  readonly label: string
}

/** @param now instant asked about: of its day the time of day is enough. */
export const sentReason = ({ at, label }: Sent, now: Date): Reason => {
  const [day, time] = toLocalMinute(new Date(at)).split(' ')
  const when = day === localDayOf(now) ? time : `${day} ${time}`
  // The answer is read by everybody; a number that someone wrote beside the place is not.
  const place = holdsMobile(label) ? '' : label
  return reason('sent', {
    en: place ? `Sent to ${place} (${when})` : `Sent out (${when})`,
    zh: place ? `已派往${place}（${when}）` : `已出动（${when}）`,
  })
}

/** @param area its name. */
export const floodedReason = (area: string): Reason =>
  reason('flooded', {
    en: `Cut off from its road by the flooded area “${area}”`,
    zh: `与道路之间被淹没区“${area}”阻隔`,
  })

const HOURS_24_MILLISECONDS = 86_400_000

const offDuty = (values: Values, instant: Date): Reason => {
  const comes = dutyChangesAt(values, instant)
  if (comes === null) {
    return rosterOf(values)
      ? reason('off-duty', { en: 'Off duty for two weeks', zh: '非值班时间，两周内无人值班' })
      : reason('off-duty', { en: 'Off duty, hours unknown', zh: '非值班时间，值班时段不详' })
  }
  const [day, time = ''] = toLocalMinute(new Date(comes)).split(' ')
  // Of the next day the hour is enough; behind a weekend it is not.
  const from = comes - instant.getTime() < HOURS_24_MILLISECONDS ? time : `${day} ${time}`
  return reason('off-duty', { en: `Off duty until ${from}`, zh: `非值班时间，${from} 上班` })
}

const NOT_OPEN: Readonly<Record<string, PassedOverReasonCode>> = {
  building: 'under-construction',
  planned: 'planned',
  suspended: 'suspended',
}

const notOpen = ({ buildStatus, openingOn }: Values): Reason => {
  const code = NOT_OPEN[String(buildStatus)] ?? 'suspended'
  const { zh, en } = PASSED_OVER_REASONS[code]
  if (typeof openingOn !== 'string') return plainReason(code)
  return reason(code, {
    en: `${en}, to open on ${openingOn}`,
    zh: `${zh}，计划 ${openingOn} 投用`,
  })
}

const dutyReasons = (values: Values, demands: Demands): Reason[] => {
  if (!('dutyPattern' in values)) return []
  const reasons: Reason[] = []
  if (!isTakenAsOpen(values, demands.counted, demands.openBy)) reasons.push(notOpen(values))
  if (demands.counted !== 'on-duty') return reasons
  if (!dutyAt(values, demands.instant).isOn) reasons.push(offDuty(values, demands.instant))
  // who is to serve in one that is not open yet is not known
  else if (values.crewOnDuty === 0 && isInOperation(values)) reasons.push(plainReason('no-crew'))
  return reasons
}

/** Shortages of counted things: "only 1 pump of 2". */
const shortages = (
  code: 'equipment-short' | 'stock-short',
  catalogue: Catalogue,
  counts: unknown,
  wanted: Readonly<Record<string, number>>,
): Reason[] => {
  const held = (counts ?? {}) as Readonly<Record<string, number>>
  return Object.entries(wanted).flatMap(([key, least]) => {
    const has = held[key] ?? 0
    if (has >= least) return []
    const thing = catalogue[key]?.label ?? { zh: key, en: key }
    return reason(code, {
      en:
        has === 0
          ? `No ${thing.en.toLowerCase()} (${least} wanted)`
          : `Only ${has} of ${least}: ${thing.en.toLowerCase()}`,
      zh: has === 0 ? `没有${thing.zh}（需要 ${least}）` : `${thing.zh}只有 ${has}，需要 ${least}`,
    })
  })
}

/** What is in use no more sends nothing, whatever it still has. */
const retirement = ({ retiredOn }: Values, { instant }: Demands): Reason[] =>
  typeof retiredOn === 'string' && retiredOn <= localDayOf(instant)
    ? [reason('retired', { en: `Retired on ${retiredOn}`, zh: `已于 ${retiredOn} 停用` })]
    : []

/** A value that is not known fits no filter. */
const isAccepted = (value: unknown, accepted: readonly string[]): boolean =>
  value !== null && value !== undefined && accepted.includes(String(value))

const filterReasons = (values: Values, filter: Demands['filter']): Reason[] =>
  Object.entries(filter).every(([name, accepted]) => isAccepted(values[name], accepted))
    ? []
    : [plainReason('filtered-out')]

/** Every reason against sending this resource; none means that it may be sent. */
export const reasonsAgainst = (values: Values, demands: Demands): Reason[] => [
  ...retirement(values, demands),
  ...dutyReasons(values, demands),
  ...shortages('equipment-short', EQUIPMENT, values.equipment, demands.equipment),
  ...(demands.item === null
    ? []
    : shortages('stock-short', MATERIALS, values.stock, { [demands.item]: demands.quantity ?? 1 })),
  ...filterReasons(values, demands.filter),
]
