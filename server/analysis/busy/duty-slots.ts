/** A year of duty by the quarter-hour: asked for every call, it must be one look into a table. */
import { type DutyValues, dutyAt } from '../../../data/duty.ts'

export const SLOT_SECONDS = 900
const SLOTS_PER_DAY = (24 * 60 * 60) / SLOT_SECONDS
/** In place of a number of slots: the station is never on duty. */
const NEVER = 0xffff

export interface DutySlots {
  readonly slotCount: number
  /** Stations of the same hours share a row. */
  readonly rowOfStation: Uint16Array
  /** Per slot how many slots later the station is on duty: 0 now, NEVER at no time. */
  readonly rows: readonly Uint16Array[]
}

const slotsUntilDuty = (isOn: Uint8Array): Uint16Array => {
  const { length } = isOn
  const row = new Uint16Array(length).fill(NEVER)
  let wait = NEVER
  // Twice round: behind the last slot comes the first again.
  for (let slot = 2 * length - 1; slot >= 0; slot--) {
    if (isOn[slot % length] === 1) wait = 0
    else if (wait !== NEVER) wait++
    row[slot % length] = wait
  }
  return row
}

/**
 * Who is there in each quarter-hour, as at its beginning, from a local midnight on; after the last
 * day comes the first again.
 * @param stations in the order of the analysis. @param days at most 600.
 */
export const dutySlots = (
  stations: readonly DutyValues[],
  firstMidnight: Date,
  days: number,
): DutySlots => {
  const slotCount = days * SLOTS_PER_DAY
  const rowOf = new Map<string, number>()
  const rows: Uint16Array[] = []
  const rowOfStation = Uint16Array.from(stations, (values) => {
    const { roster, dutyPattern, dutyFrom, dutyUntil } = values
    const key = JSON.stringify([roster, dutyPattern, dutyFrom, dutyUntil])
    const known = rowOf.get(key)
    if (known !== undefined) return known
    const isOn = new Uint8Array(slotCount)
    for (let slot = 0; slot < slotCount; slot++) {
      const instant = new Date(firstMidnight.getTime() + slot * SLOT_SECONDS * 1000)
      isOn[slot] = dutyAt(values, instant).isOn ? 1 : 0
    }
    rows.push(slotsUntilDuty(isOn))
    rowOf.set(key, rows.length - 1)
    return rows.length - 1
  })
  return { slotCount, rowOfStation, rows }
}

/** Everybody at any hour. */
export const alwaysOnDuty = (stationCount: number): DutySlots => ({
  slotCount: SLOTS_PER_DAY,
  rowOfStation: new Uint16Array(stationCount),
  rows: [new Uint16Array(SLOTS_PER_DAY)],
})

/** Whether somebody is at the station in that second since the first midnight. */
export const isOnDuty = (duty: DutySlots, station: number, second: number): boolean =>
  duty.rows[duty.rowOfStation[station]!]![Math.floor(second / SLOT_SECONDS) % duty.slotCount] === 0

/** The first second from then on in which the station is on duty; Infinity where it never is. */
export const nextOnDuty = (duty: DutySlots, station: number, second: number): number => {
  const slot = Math.floor(second / SLOT_SECONDS)
  const wait = duty.rows[duty.rowOfStation[station]!]![slot % duty.slotCount]!
  if (wait === NEVER) return Number.POSITIVE_INFINITY
  return wait === 0 ? second : (slot + wait) * SLOT_SECONDS
}

/** Seconds on duty in one round of the slots, by station. */
export const secondsOnDuty = ({ rowOfStation, rows }: DutySlots): Float64Array => {
  const ofRow = rows.map((row) =>
    row.reduce((sum, wait) => sum + (wait === 0 ? SLOT_SECONDS : 0), 0),
  )
  return Float64Array.from(rowOfStation, (row) => ofRow[row]!)
}
