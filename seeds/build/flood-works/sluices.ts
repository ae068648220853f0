/** Sluices beside the named ones: across the rivers, and through the levees of the lake; and the
 *  rubber dams that hold water in front of towns. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { LonLat } from '../../../data/geometry.ts'
import { apportion } from '../apportion.ts'
import type { River } from '../facts.ts'
import { numberBetween, type Random, randomOf } from '../random.ts'
import { shortNameEn, shortNameZh } from '../resources/labels.ts'
import { type Line, lineMetres, placeAlong } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import { sluiceScaleOf, type Work } from './work.ts'

const RIVER_SLUICES = 15
const LAKE_SLUICES = 8
/** The great rivers have no sluice across them, and channels in the lake need none. */
const WITHOUT_SLUICES = new Set([
  'huanghe',
  'dawenhe',
  'jinghang-canal-nanyang',
  'jinghang-canal-weishan',
  'nanyang-west-channel',
  'hanzhuang-canal',
])
/** Where rubber dams are, as a share of their river's course. */
const RUBBER_DAMS = [
  { riverId: 'sihe', share: 0.22 },
  { riverId: 'sihe', share: 0.48 },
  { riverId: 'xiaoyihe', share: 0.72 },
] as const
/** Share of a piece by which its sluice is moved off the middle. */
const JITTER = 0.3
/** Invented flow of a sluice across a river, in m³/s per metre of the river's width. */
const FLOW_PER_METRE = { from: 3, to: 7 }
/** Invented flow of a sluice through a levee, in m³/s. */
const LAKE_FLOW = { from: 12, to: 90 }
const FLOW_STEP = 10

/** Places on a line, one in each of `count` equal pieces, about its middle. */
const spread = (random: Random, line: Line, count: number): LonLat[] =>
  Array.from({ length: count }, (_, i) =>
    placeAlong(
      line,
      (lineMetres(line) * (i + 0.5 + numberBetween(random, -JITTER, JITTER))) / count,
    ),
  )

/** A work called after the nearest town and its river; none where the place is outside the city. */
const workAt = (
  region: Region,
  place: LonLat,
  river: Bilingual,
  what: Bilingual,
  rest: Pick<Work, 'kind' | 'river'> & Partial<Work>,
): Work[] => {
  const county = region.countyAt(place)
  if (!county) return []
  const town = region.nearestTown(place, county.code)
  // 泗河街道 has the name of its river, which is said once.
  const isNamesake = shortNameZh(town.nameZh) === river.zh
  const townEn = isNamesake ? '' : shortNameEn(town.nameEn)
  return [
    {
      ...rest,
      nameZh: (isNamesake ? '' : shortNameZh(town.nameZh)) + river.zh + what.zh,
      nameEn: [townEn, river.en, what.en].filter((part) => part !== '').join(' '),
      countyCode: county.code,
      shape: { point: place },
    },
  ]
}

const namesOf = (river: River): Bilingual => ({ zh: river.nameZh, en: river.nameEn })

const acrossRiver = (region: Region, river: River, count: number): Work[] => {
  const random = randomOf(`sluices ${river.id}`)
  const what = { zh: '节制闸', en: 'Sluice' }
  return spread(random, river.line, count).flatMap((place) => {
    const perMetre = numberBetween(random, FLOW_PER_METRE.from, FLOW_PER_METRE.to)
    const flow = Math.round((river.widthMetres * perMetre) / FLOW_STEP) * FLOW_STEP
    return workAt(region, place, namesOf(river), what, {
      kind: 'sluice',
      river: river.nameZh,
      designFlowCubicMetresPerSecond: flow,
      scale: sluiceScaleOf(flow),
    })
  })
}

const throughLevees = (region: Region, levees: readonly Work[]): Work[] => {
  const lines = levees.flatMap(({ shape, river }) =>
    'line' in shape ? [{ line: shape.line, river }] : [],
  )
  const counts = apportion(
    LAKE_SLUICES,
    lines.map(({ line }) => lineMetres(line)),
  )
  const random = randomOf('sluices of the lake')
  const what = { zh: '排涝涵闸', en: 'Drainage Sluice' }
  return lines.flatMap(({ line, river }, i) =>
    spread(random, line, counts[i] ?? 0).flatMap((place) => {
      const flow = Math.round(numberBetween(random, LAKE_FLOW.from, LAKE_FLOW.to))
      return workAt(region, place, { zh: '', en: '' }, what, {
        kind: 'sluice',
        river,
        designFlowCubicMetresPerSecond: flow,
        scale: sluiceScaleOf(flow),
      })
    }),
  )
}

const rubberDams = (region: Region): Work[] =>
  RUBBER_DAMS.flatMap(({ riverId, share }) => {
    const river = region.rivers.find(({ id }) => id === riverId)
    if (!river) throw new Error(`rivers.geojson has no ${riverId}`)
    const place = placeAlong(river.line, lineMetres(river.line) * share)
    return workAt(
      region,
      place,
      namesOf(river),
      { zh: '橡胶坝', en: 'Rubber Dam' },
      { kind: 'dam', river: river.nameZh, lengthMetres: river.widthMetres },
    )
  })

/** `lakeLevees` are the sections of the lake's levees, which drainage sluices pass through. */
export const generatedSluices = (region: Region, lakeLevees: readonly Work[]): Work[] => {
  const rivers = region.rivers.filter(({ id }) => !WITHOUT_SLUICES.has(id))
  const counts = apportion(
    RIVER_SLUICES,
    rivers.map(({ line }) => lineMetres(line)),
  )
  return [
    ...rivers.flatMap((river, i) => acrossRiver(region, river, counts[i] ?? 0)),
    ...throughLevees(region, lakeLevees),
    ...rubberDams(region),
  ]
}
