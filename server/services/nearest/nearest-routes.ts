/** The routes of a nearest answer as a layer of their own. */
import { representativePoint } from '../../../data/feature-place.ts'
import { toLocalIso } from '../../../data/local-time.ts'
import type { NearestAnswer, NearestRoutes } from '../../../data/nearest.ts'

const MILLISECONDS_PER_SECOND = 1000

interface Road {
  readonly name: string
  readonly ref: string
}

/** A road by its name and number; stretches without either say nothing. */
const roadsText = (roads: readonly Road[]): string =>
  roads
    .map(({ name, ref }) => [name, ref].filter((part) => part !== '').join(' '))
    .filter((road) => road !== '')
    .join(' → ')

/**
 * A map program makes a layer of one type of geometry, with a column for each plain value: so these are
 * lines alone, each with what is shown of its resource and its arrival.
 */
export const nearestRoutes = (answer: NearestAnswer): NearestRoutes => {
  const { place, network, query, revision, timeStamp, notice } = answer
  const resources = new Map(answer.features.map((feature) => [feature.id, feature]))
  const features = answer.routes.features.map((route): NearestRoutes['features'][number] => {
    const { featureId, rank, roads } = route.properties
    const { geometry, properties } = resources.get(featureId)!
    const [fromLongitude, fromLatitude] = representativePoint(geometry)
    const { name, nameEn, arrivalSeconds, turnoutSeconds, travelSeconds } = properties
    const { accessSeconds, distanceMetres, straightMetres } = properties
    const { walkMetres, walkFromResourceMetres, walkToPlaceMetres } = properties
    const arrival = Date.parse(query.at) + arrivalSeconds * MILLISECONDS_PER_SECOND
    return {
      type: 'Feature',
      id: route.id,
      geometry: route.geometry,
      properties: {
        ...{ rank, collection: query.collection, featureId, name, ...(nameEn && { nameEn }) },
        ...{ fromLongitude, fromLatitude, toLongitude: query.lon, toLatitude: query.lat },
        ...{ at: query.at, arrivesAt: toLocalIso(new Date(arrival)) },
        ...{ arrivalSeconds, turnoutSeconds, travelSeconds, accessSeconds },
        ...{ distanceMetres, walkMetres, walkFromResourceMetres, walkToPlaceMetres },
        ...{ straightMetres, roads: roadsText(roads) },
      },
    }
  })
  return {
    type: 'FeatureCollection',
    ...{ features, place, network, query, revision, timeStamp, notice },
  }
}
