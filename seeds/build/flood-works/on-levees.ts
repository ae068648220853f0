/** What stands on the levees: pump stations of the low land round the lake, and danger sections (险工险段),
 *  stretches that have leaked or slid, some with the ground before them. */
import type { LonLat } from '../../../data/geometry.ts'
import { integerBetween, numberBetween, pickOne, randomOf } from '../random.ts'
import { shortNameEn, shortNameZh } from '../resources/labels.ts'
import { type Line, lineMetres, placeAlong, shiftedSideways, sliceOf } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import { pumpScaleOf, type Work } from './work.ts'

const PUMP_STATION_COUNT = 21
/** Only this near to the lake is the land too low to drain by itself. */
const LOW_LAND_METRES = 18_000
const STEP_METRES = 500
const LEAST_DISTANCE_SHARE = 0.9
/** Invented flows, in m³/s; most stations are small. */
const FLOW = { least: 2, spread: 38, skew: 2.2 }

interface Spot {
  place: LonLat
  countyCode: string
  river: string | null
}

/** Places along the levees of the low land, in the order of the levees. */
const lowSpots = (region: Region, levees: readonly Work[]): Spot[] =>
  levees.flatMap(({ shape, countyCode, river }) => {
    if (!('line' in shape)) return []
    const spots: Spot[] = []
    for (let metres = STEP_METRES; metres < lineMetres(shape.line); metres += STEP_METRES) {
      const place = placeAlong(shape.line, metres)
      if (region.countyAt(place)?.code !== countyCode) continue
      if (region.lakeMetres(place, LOW_LAND_METRES) < LOW_LAND_METRES) {
        spots.push({ place, countyCode, river })
      }
    }
    return spots
  })

/** Pump stations at about equal distances along the levees of the low land. */
export const generatedPumpStations = (region: Region, levees: readonly Work[]): Work[] => {
  const random = randomOf('pump stations')
  const spots = lowSpots(region, levees)
  const stride = spots.length / PUMP_STATION_COUNT
  return Array.from({ length: PUMP_STATION_COUNT }, (_, i) => {
    const within = (i + random() * LEAST_DISTANCE_SHARE) * stride
    const spot = spots[Math.min(spots.length - 1, Math.floor(within))]!
    const town = region.nearestTown(spot.place, spot.countyCode)
    // A station on the lake's levee is called after its town alone.
    const river = region.rivers.find(({ nameZh }) => nameZh === spot.river)
    const flow = Math.round((FLOW.least + FLOW.spread * random() ** FLOW.skew) * 10) / 10
    const irrigates = random() < 0.3
    return {
      kind: 'pump-station',
      nameZh: shortNameZh(town.nameZh) + (river?.nameZh ?? '') + (irrigates ? '排灌站' : '排涝站'),
      nameEn: `${shortNameEn(town.nameEn)} ${river ? `${river.nameEn} ` : ''}Pump Station`,
      river: spot.river,
      countyCode: spot.countyCode,
      shape: { point: spot.place },
      designFlowCubicMetresPerSecond: flow,
      scale: pumpScaleOf(flow),
    }
  })
}

const DANGER_SECTION_COUNT = 34
/** Every so many of them is drawn as an area instead of a line. */
const AREA_EVERY = 4
const LENGTH_METRES = { from: 350, to: 1_800 }
const BREADTH_METRES = { from: 70, to: 160 }
const TROUBLES = [
  { zh: '渗水险段', en: 'Seepage Section' },
  { zh: '管涌险段', en: 'Piping Section' },
  { zh: '滑坡险段', en: 'Slide Section' },
  { zh: '迎流顶冲险工', en: 'Scour Section' },
  { zh: '穿堤建筑物险段', en: 'Culvert Section' },
] as const

/** A closed ring round a stretch of levee, counter-clockwise. */
const stripAround = (line: Line, breadthMetres: number): Line => {
  const right = shiftedSideways(line, -breadthMetres / 2)
  const left = shiftedSideways(line, breadthMetres / 2)
  return [...right, ...[...left].reverse(), right[0]!]
}

const leveeName = (levee: Work): { zh: string; en: string } => ({
  zh: levee.nameZh.replace(/(上级湖|下级湖)?[^堤]*段.*$/, ''),
  en: levee.nameEn.replace(/( \(.*\))?,.*$/, ''),
})

const SHIFT_METRES = 100

/**
 * The stretch of this length that begins nearest to a place along the levee and lies in its county:
 * a levee along a border runs beyond it here and there.
 */
const stretchInCounty = (
  region: Region,
  { countyCode }: Work,
  line: Line,
  near: number,
  length: number,
): Line => {
  const last = Math.max(0, lineMetres(line) - length)
  const starts = Array.from(
    { length: Math.floor(last / SHIFT_METRES) + 1 },
    (_, i) => i * SHIFT_METRES,
  )
  const lies = (start: number): boolean =>
    [0, 0.5, 1].every(
      (share) => region.countyAt(placeAlong(line, start + share * length))?.code === countyCode,
    )
  const wanted = Math.max(0, Math.min(near, last))
  const nearest = starts.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
  const start = [wanted, ...nearest].find(lies)
  if (start === undefined) throw new Error(`no ${length} m of a levee lie in its county`)
  return sliceOf(line, start, start + length)
}

/** Danger sections spread over the levees in proportion to their lengths. */
export const generatedDangerSections = (region: Region, levees: readonly Work[]): Work[] => {
  const random = randomOf('danger sections')
  const lines = levees.flatMap((levee) =>
    'line' in levee.shape ? [{ levee, line: levee.shape.line }] : [],
  )
  const total = lines.reduce((sum, { line }) => sum + lineMetres(line), 0)
  return Array.from({ length: DANGER_SECTION_COUNT }, (_, i) => {
    let at = ((i + random() * 0.9) * total) / DANGER_SECTION_COUNT
    let index = 0
    while (index < lines.length - 1 && at > lineMetres(lines[index]!.line)) {
      at -= lineMetres(lines[index]!.line)
      index++
    }
    const { levee, line } = lines[index]!
    const length = integerBetween(random, LENGTH_METRES.from, LENGTH_METRES.to)
    const stretch = stretchInCounty(region, levee, line, at, length)
    const trouble = pickOne(random, TROUBLES)
    const breadth = numberBetween(random, BREADTH_METRES.from, BREADTH_METRES.to)
    const town = region.nearestTown(placeAlong(stretch, length / 2), levee.countyCode)
    const on = leveeName(levee)
    return {
      kind: 'danger-section',
      nameZh: `${on.zh}${shortNameZh(town.nameZh)}${trouble.zh}`,
      nameEn: `${on.en} ${trouble.en} at ${shortNameEn(town.nameEn)}`,
      river: levee.river,
      countyCode: levee.countyCode,
      shape:
        i % AREA_EVERY === AREA_EVERY - 1
          ? { ring: stripAround(stretch, breadth) }
          : { line: stretch },
      lengthMetres: Math.round(lineMetres(stretch)),
      floodStandardYears: levee.floodStandardYears ?? null,
      leveeGrade: levee.leveeGrade ?? null,
    }
  })
}
