/** Which stations come to each demand cell, the nearest first: what a call of that cell asks in turn. */
import type { ReachedCells } from '../coverage/reach.ts'

/** One row of stations per cell, soonest first; equal times in the order of the stations. */
export interface StationLists {
  readonly cellCount: number
  readonly stationCount: number
  /** First entry of each cell's row; one more than there are cells. */
  readonly start: Uint32Array
  readonly stations: Uint32Array
  /** Deciseconds from the call to the arrival. */
  readonly arrivalDeciseconds: Int32Array
  /** Deciseconds on the way there and back, what is done at the place left out. */
  readonly awayDeciseconds: Int32Array
}

/** What a station reaches; null where it joins no road. */
export interface StationReach {
  readonly reached: ReachedCells | null
  readonly turnoutSeconds: number
}

const DECISECONDS_PER_SECOND = 10

/** The way back takes as long as the way there, without the turnout. */
export const stationLists = (cellCount: number, reaches: readonly StationReach[]): StationLists => {
  const stationCount = reaches.length
  const start = new Uint32Array(cellCount + 1)
  for (const { reached } of reaches) for (const cell of reached?.cells ?? []) start[cell + 1]!++
  for (let cell = 0; cell < cellCount; cell++) start[cell + 1]! += start[cell]!
  // Time and station in one number: sorting it sorts by both.
  const keys = new Float64Array(start[cellCount]!)
  const next = start.slice(0, cellCount)
  for (const [station, { reached }] of reaches.entries()) {
    reached?.cells.forEach((cell, i) => {
      keys[next[cell]!++] = reached.deciseconds[i]! * stationCount + station
    })
  }
  for (let cell = 0; cell < cellCount; cell++) keys.subarray(start[cell], start[cell + 1]).sort()
  const stations = Uint32Array.from(keys, (key) => key % stationCount)
  const arrivalDeciseconds = Int32Array.from(keys, (key) => Math.floor(key / stationCount))
  const awayDeciseconds = arrivalDeciseconds.map((arrival, i) => {
    const turnout = reaches[stations[i]!]!.turnoutSeconds * DECISECONDS_PER_SECOND
    return arrival + Math.max(0, arrival - Math.round(turnout))
  })
  return { cellCount, stationCount, start, stations, arrivalDeciseconds, awayDeciseconds }
}

/** The same rows without the stations that do not count. @param counts 1 per station that does. */
export const onlyCounted = (lists: StationLists, counts: Uint8Array): StationLists => {
  const kept = lists.stations.map((station) => counts[station]!)
  const start = new Uint32Array(lists.cellCount + 1)
  for (let cell = 0; cell < lists.cellCount; cell++) {
    let length = 0
    for (let i = lists.start[cell]!; i < lists.start[cell + 1]!; i++) length += kept[i]!
    start[cell + 1] = start[cell]! + length
  }
  const isKept = (_: number, i: number): boolean => kept[i] === 1
  return {
    ...lists,
    start,
    stations: lists.stations.filter(isKept),
    arrivalDeciseconds: lists.arrivalDeciseconds.filter(isKept),
    awayDeciseconds: lists.awayDeciseconds.filter(isKept),
  }
}
