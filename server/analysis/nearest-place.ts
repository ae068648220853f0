/** What a place itself is: whether it may have a ranking, and what is to be known of it. */
import { containsLonLat } from '../../data/geometry.ts'
import {
  type NearestAnswer,
  type NearestQuery,
  PLACE_STATUSES,
  type PlaceStatus,
} from '../../data/nearest.ts'
import type { RoadGraph } from '../network/graph.ts'
import { SNAP_LIMIT_METRES } from '../network/profile.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import type { Snap } from '../network/snap.ts'
import type { KnownWater, WaterBetween } from './known-water.ts'
import { areaAt, type NamedArea } from './place.ts'

/** A place, what surrounds it and where it joins the roads. */
interface SurroundedPlace {
  readonly network: Pick<RoadNetwork, 'graph'>
  readonly water: KnownWater
  readonly floods: KnownWater
  /** Areas that make up the region; empty where only the network's box is known. */
  readonly region: readonly NamedArea[]
  readonly query: Pick<NearestQuery, 'lon' | 'lat'>
  /** The nearest point on a road; null where none is near enough. */
  readonly nearest: Snap | null
  /** Where the place joins the roads on foot; null where none is near enough without water before it. */
  readonly snap: Snap | null
}

export type PlaceAnswer = Omit<NearestAnswer['place'], 'remark'>

export const placeStatus = (status: PlaceStatus, zh = '', en = ''): PlaceAnswer => ({
  status,
  detail: en || `${PLACE_STATUSES[status].en}.`,
  detailZh: zh || `${PLACE_STATUSES[status].zh}。`,
})

/** The name without the words that its outline is rough: a remark of its own says that. */
const calledWater = ({ name, nameEn }: Pick<WaterBetween['water'], 'name' | 'nameEn'>) => ({
  zh: name.replace(/(?:示意)?水面$/, ''),
  en: (nameEn ?? name).replace(/, rough outline$/, ''),
})

const metresText = (metres: number): string => `${Math.round(metres)}`

/** Why this place gets no ranking, or `null` when it may have one. */
export const obstacleAt = (asked: SurroundedPlace): PlaceAnswer | null => {
  const { network, water, floods, region, query, nearest, snap } = asked
  const { lon, lat } = query
  const inRegion =
    containsLonLat(network.graph.region, lon, lat) &&
    (region.length === 0 || areaAt(region, lon, lat) !== null)
  if (!inRegion) {
    return placeStatus(
      'outside-region',
      '本图只覆盖已载入的区县，对辖区之外不作推断。请在辖区内选点，或向所在地应急管理部门通报。',
      'This map covers only the counties that are loaded and guesses nothing about places outside. Choose a place inside, or inform the authority there.',
    )
  }
  if (snap) return null
  const lake = water.at(lon, lat)
  if (lake) {
    const shore = nearest
      ? {
          zh: `离最近道路约 ${metresText(nearest.distanceMetres)} 米`,
          en: `The nearest road is about ${metresText(nearest.distanceMetres)} m away`,
        }
      : {
          zh: `${SNAP_LIMIT_METRES} 米内没有道路`,
          en: `There is no road within ${SNAP_LIMIT_METRES} m`,
        }
    const called = calledWater(lake)
    return placeStatus(
      'in-water',
      `该点在${called.zh}水面上，车辆无法到达；${shore.zh}。请选岸边的登船点，再找有冲锋舟的救援站。`,
      `The place is on water (${called.en}); no vehicle gets there. ${shore.en}. Choose a landing on the shore and look for stations with a boat.`,
    )
  }
  const flood = floods.at(lon, lat)
  if (flood) {
    return placeStatus(
      'in-flood',
      `该点在淹没区“${flood.name}”内，步行和车辆都不能到达，不给出到达时间。请改派船只，或核实淹没区范围是否仍然有效。`,
      `The place lies in the flooded area “${flood.name}”: nobody gets there on foot or by road, so no time is told. Send a boat, or find out whether the area is still flooded.`,
    )
  }
  const between = nearest && water.between([lon, lat], [nearest.longitude, nearest.latitude])
  if (nearest && between) return acrossWater(network.graph, nearest, between)
  const flooded = nearest && floods.between([lon, lat], [nearest.longitude, nearest.latitude])
  if (nearest && flooded) {
    const [away, metres] = [metresText(nearest.distanceMetres), metresText(flooded.metres)]
    return placeStatus(
      'across-water',
      `该点与最近的可通行道路（约 ${away} 米外）之间隔着淹没区“${flooded.water.name}”（约 ${metres} 米），不能按步行给出到达时间。请改派船只，或核实淹没区范围是否仍然有效。`,
      `Between the place and the nearest open road (about ${away} m away) lies the flooded area “${flooded.water.name}” (about ${metres} m), so no time on foot can be told. Send a boat, or find out whether the area is still flooded.`,
    )
  }
  return placeStatus(
    'too-far-from-road',
    `${SNAP_LIMIT_METRES} 米内没有车辆可通行的道路，无法给出行车时间。`,
    `No drivable road lies within ${SNAP_LIMIT_METRES} m, so no driving time can be told.`,
  )
}

const ROUGH_SHORE_METRES = 3000

/** Near water whose outline is rough it is not known whether a place is on it. */
export const shoreRemark = ({
  water,
  query: { lon, lat },
}: SurroundedPlace): NearestAnswer['place']['remark'] => {
  const rough = water.roughNear([lon, lat], ROUGH_SHORE_METRES)
  return (
    rough && {
      zh: `${calledWater(rough).zh}的水面轮廓粗略，请核实该点是否在水上。`,
      en: `The outline of ${calledWater(rough).en} is rough: find out whether the place is on water.`,
    }
  )
}

/** On an island, or on the bank that no road reaches. */
const acrossWater = (
  graph: RoadGraph,
  nearest: Snap,
  { water, metres }: WaterBetween,
): PlaceAnswer => {
  const away = metresText(nearest.distanceMetres)
  const { zh: calledZh, en: calledEn } = calledWater(water)
  const isKnown = Number.isFinite(metres)
  const [wetZh, wetEn] = isKnown
    ? [`（约 ${metresText(metres)} 米水面）`, ` (about ${metresText(metres)} m of water)`]
    : ['', '']
  const [zh, en] =
    graph.provenance === 'imported'
      ? ['已导入的道路', 'imported road']
      : ['本图的道路', 'road of this map']
  return placeStatus(
    'across-water',
    `该点与最近的道路（约 ${away} 米外）之间隔着${calledZh}${wetZh}，${SNAP_LIMIT_METRES} 米内没有${zh}通到该点一侧：可能在岛上或对岸，不能按步行给出到达时间。请改派船只，或核实该处是否有路、桥、渡口。`,
    `Between the place and the nearest road (about ${away} m away) lies ${calledEn}${wetEn}, and no ${en} within ${SNAP_LIMIT_METRES} m reaches its side: it may be an island or the far bank, and no time on foot can be told. Send a boat, or find out whether there is a road, bridge or ferry.`,
  )
}
