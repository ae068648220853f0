/** Sites of a plan, each with the one place where all that it gets is unloaded. */

import type { Delivery } from '../../../data/delivery.ts'
import { type Geometry, haversineMetres, type LonLat, linesOf } from '../../../data/geometry.ts'
import type { TransferPlanRequest } from '../../../data/plan-request.ts'
import {
  placeAtStake,
  stakeMetresOf,
  stakeOf,
  stakeRange,
  stakeRangeWords,
  stakeText,
} from '../../../data/stakes.ts'
import type { UnloadingPointContent } from '../../../data/unloading-point.ts'
import { nearestCrossing } from '../../analysis/nearest-crossing.ts'
import { accessPositions, middleOf } from '../../analysis/place.ts'
import { stakedLineOf } from '../../analysis/staked-line.ts'
import { aboutParameter } from '../../http/problem-error.ts'
import { SNAP_LIMIT_METRES } from '../../network/profile.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import { snapToRoad } from '../../network/snap.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import type { Snapshot } from '../../store/store.ts'
import type { AnyFeature, Registers } from '../registers.ts'

/** A site as it is answered: a work by its name, or a place. */
export interface PlanSite {
  readonly name: string
  readonly nameEn: string | null
  readonly workId: string | null
  readonly position: LonLat
  readonly countyCode: string | null
  readonly townCode: string | null
  readonly delivery: Delivery
}

/** Collections whose features want goods without being a place. */
const WORK_COLLECTIONS = ['flood-works', 'water', 'forests'] as const

type StoredPoint = NamedDocument<UnloadingPointContent>
type Asked = TransferPlanRequest['sites'][number]
type Found = Pick<Delivery, 'how' | 'name'> & { readonly position: LonLat }

/** A wider look takes longer: the next only where the one before finds none. */
const CROSSING_REACHES_METRES = [600, 2000, 6000] as const

const offsetFrom = (geometry: Geometry, place: LonLat): number =>
  Math.min(
    ...linesOf(geometry).map(
      (line) => stakeOf({ line, startStakeMetres: null, endStakeMetres: null }, place).offsetMetres,
    ),
  )

/** The access point nearest to the middle of a work that a road is near to; the middle where none is. */
const middleByRoad = ({ graph, index }: RoadNetwork, geometry: Geometry): LonLat => {
  const positions = accessPositions(geometry)
  const middle = middleOf(positions)
  const isByRoad = ([lon, lat]: LonLat): boolean =>
    snapToRoad(graph, index, lon, lat, SNAP_LIMIT_METRES, () => true) !== null
  return (
    positions
      .toSorted((a, b) => haversineMetres(...a, ...middle) - haversineMetres(...b, ...middle))
      .find(isByRoad) ?? middle
  )
}

export class DeliveryPlaces {
  readonly #registers: Registers
  readonly #snapshot: Snapshot
  readonly #network: RoadNetwork

  constructor(registers: Registers, snapshot: Snapshot, network: RoadNetwork) {
    this.#registers = registers
    this.#snapshot = snapshot
    this.#network = network
  }

  /** @throws ProblemError for works that are not there, and stakes that they do not have. */
  async sites({ sites }: TransferPlanRequest): Promise<PlanSite[]> {
    const wanted = new Set(sites.map(({ workId }) => workId))
    const isAnyWork = sites.some(({ workId }) => workId !== undefined)
    const works = new Map<string, AnyFeature>()
    for (const id of isAnyWork ? WORK_COLLECTIONS : [])
      for (const work of await this.#registers.features(this.#snapshot, id))
        if (wanted.has(work.id) && !works.has(work.id)) works.set(work.id, work as AnyFeature)
    const stored = isAnyWork ? await this.#snapshot.unloadingPoints.list() : []
    const found: PlanSite[] = []
    for (const [index, asked] of sites.entries()) {
      const { workId } = asked
      if (workId === undefined) {
        found.push(await this.#place(asked))
        continue
      }
      const work = works.get(workId)
      if (!work) {
        throw aboutParameter('invalid-body', `sites.${index}.workId`, {
          en: `there is no flood work, river or forest ${workId}`,
          zh: `没有编号为 ${workId} 的防洪工程、河湖或林区`,
        })
      }
      const ofWork = stored.filter(({ content }) => content.workId === workId)
      found.push(await this.#work(asked, work, ofWork, `sites.${index}.stake`))
    }
    return found
  }

  async #place({ lon = 0, lat = 0, name }: Asked): Promise<PlanSite> {
    const position: LonLat = [lon, lat]
    return {
      ...{ nameEn: null, workId: null, townCode: null, position },
      name: name || `${lon.toFixed(5)}, ${lat.toFixed(5)}`,
      countyCode: await this.#registers.countyCodeAt(this.#snapshot, position),
      delivery: this.#told({ how: 'place', name: null, position }, null),
    }
  }

  async #work(
    asked: Asked,
    work: AnyFeature,
    stored: readonly StoredPoint[],
    parameter: string,
  ): Promise<PlanSite> {
    const found = this.#unloading(asked, work, stored, parameter)
    const { name, nameEn, countyCode, townCode } = work.properties
    const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
    return {
      name: String(name),
      nameEn: text(nameEn),
      workId: work.id,
      position: found.position,
      countyCode:
        text(countyCode) ?? (await this.#registers.countyCodeAt(this.#snapshot, found.position)),
      townCode: text(townCode),
      delivery: this.#told(found, work),
    }
  }

  #unloading(
    { lon, lat, stake }: Asked,
    work: AnyFeature,
    stored: readonly StoredPoint[],
    parameter: string,
  ): Found {
    const { geometry } = work
    if (lon !== undefined && lat !== undefined)
      return { how: 'beside', name: null, position: [lon, lat] }
    if (stake !== undefined)
      return { how: 'stake', name: null, position: this.#atStake(work, stake, parameter) }
    if (geometry.type === 'Point')
      return { how: 'work', name: null, position: geometry.coordinates }
    const [first] = stored.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    if (first) {
      const { lon, lat } = first.content
      return { how: 'stored', name: first.name, position: [lon, lat] }
    }
    return { how: 'middle', name: null, position: middleByRoad(this.#network, geometry) }
  }

  #atStake(work: AnyFeature, stake: string, parameter: string): LonLat {
    const staked = stakedLineOf(work)
    if (!staked) {
      throw aboutParameter('invalid-body', parameter, {
        en: 'this work is no line, so it has no stakes; give lon and lat',
        zh: '该工程不是线状工程，没有桩号；请给出卸货点的经纬度',
      })
    }
    const place = placeAtStake(staked, stakeMetresOf(stake) ?? Number.NaN)
    if (place) return place
    const range = stakeRangeWords(staked)
    throw aboutParameter('invalid-body', parameter, {
      en: `the stakes of this work run from ${range.en}`,
      zh: `该工程的桩号为 ${range.zh}`,
    })
  }

  /** Out on a levee the next crossing is far, and still what a driver knows. */
  #crossing(position: LonLat): Delivery['crossing'] {
    const { graph, index } = this.#network
    for (const reach of CROSSING_REACHES_METRES) {
      const crossing = nearestCrossing(graph, index, position, reach)
      if (crossing) return crossing
    }
    return null
  }

  #told({ how, name, position }: Found, work: AnyFeature | null): Delivery {
    const staked = work && stakedLineOf(work)
    const isPoint = !work || work.geometry.type === 'Point'
    return {
      how,
      name,
      stake: staked && stakeText(stakeOf(staked, position).stakeMetres),
      isStakeCounted: staked ? stakeRange(staked).isCounted : false,
      offsetMetres: isPoint ? null : Math.round(offsetFrom(work.geometry, position)),
      crossing: this.#crossing(position),
    }
  }
}
