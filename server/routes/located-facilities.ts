/** Collections joined to the road network, kept until the data or the network change. */
import type { CollectionId } from '../../data/collections.ts'
import { bboxOf, boxesMeet } from '../../data/geometry.ts'
import type { ProfileId } from '../../data/profile.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { type FacilitySet, locateFacilities } from '../analysis/facility.ts'
import { accessPositions, type NamedArea } from '../analysis/place.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import type { Store } from '../store/store.ts'

type AnyFeature = ResourceFeature<ResourceDeclaration>

export interface LocatedCollection {
  features: readonly AnyFeature[]
  facilities: FacilitySet
}

/** Water and counties, as areas that places lie in. */
export interface Surroundings {
  water: readonly NamedArea[]
  /** Empty where the roads lie elsewhere than the counties. */
  region: readonly NamedArea[]
}

const namedArea = ({ geometry, properties }: AnyFeature): NamedArea => ({
  name: String(properties.name),
  nameEn: properties.nameEn === null ? null : String(properties.nameEn),
  geometry,
  bbox: bboxOf(geometry),
})

export class LocatedFacilities {
  readonly #store: Store
  /** Everything computed at one revision over one network; thrown away together. */
  #computed = new Map<string, Promise<unknown>>()
  #validFor = ''

  constructor(store: Store) {
    this.#store = store
  }

  collection(
    network: RoadNetwork,
    revision: number,
    id: CollectionId,
    profile: ProfileId,
  ): Promise<LocatedCollection> {
    return this.#once(network, revision, `${id} ${profile}`, async () => {
      const features: AnyFeature[] = await this.#store.features(id)
      // Day and night open the same roads, so either period tells what is usable.
      const { usable } = network.vehicleTimes(profile, 'day')
      const positions = features.map(({ geometry }) => accessPositions(geometry))
      const facilities = locateFacilities(network.graph, network.index, positions, usable)
      return { features, facilities }
    })
  }

  surroundings(network: RoadNetwork, revision: number): Promise<Surroundings> {
    return this.#once(network, revision, 'surroundings', async () => {
      const water: AnyFeature[] = await this.#store.features('water')
      const counties: AnyFeature[] = await this.#store.features('counties')
      const region = counties.map(namedArea)
      const isHere = region.some(({ bbox }) => boxesMeet(bbox, network.graph.region))
      return { water: water.map(namedArea), region: isHere ? region : [] }
    })
  }

  #once<T>(
    network: RoadNetwork,
    revision: number,
    key: string,
    compute: () => Promise<T>,
  ): Promise<T> {
    const valid = `${network.graph.id} ${revision}`
    if (this.#validFor !== valid) {
      this.#validFor = valid
      this.#computed = new Map()
    }
    const known = this.#computed.get(key)
    if (known) return known as Promise<T>
    const computed = compute()
    this.#computed.set(key, computed)
    computed.catch(() => this.#computed.delete(key))
    return computed
  }
}
