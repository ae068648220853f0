/** Names, addresses, towns and counties, or pasted coordinates. */
import { COLLECTIONS } from '../../../data/collections.ts'
import { REGION_BBOX } from '../../../data/geometry.ts'
import type { SearchAnswer, SearchFeature } from '../../../data/search.ts'
import { invalidParameter } from '../../http/problem-error.ts'
import type { SearchHit } from '../../store/search.ts'
import type { ServiceContext } from '../service-context.ts'
import { impossibleCoordinates, parseCoordinates } from './coordinates.ts'

const COORDINATE_DECIMALS = 6

/** @throws ProblemError where the text reads like coordinates that lie nowhere on Earth. */
const coordinateFeature = (text: string): SearchFeature[] => {
  const pasted = parseCoordinates(text, REGION_BBOX)
  if (!pasted) {
    const problem = impossibleCoordinates(text)
    if (problem) throw invalidParameter('q', problem)
    return []
  }
  const [longitude, latitude] = pasted.position
  const name = `${longitude.toFixed(COORDINATE_DECIMALS)}, ${latitude.toFixed(COORDINATE_DECIMALS)}`
  return [
    {
      type: 'Feature',
      id: `coordinates:${name}`,
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: {
        collection: 'coordinates',
        name,
        nameEn: name,
        context: pasted.reading.zh,
        contextEn: pasted.reading.en,
        bbox: [longitude, latitude, longitude, latitude],
      },
    },
  ]
}

const hitFeature = ({ id, geometry, bbox, places, ...named }: SearchHit): SearchFeature => {
  const { title } = COLLECTIONS[named.collection]
  return {
    type: 'Feature',
    id,
    geometry,
    properties: {
      ...named,
      context: [title.zh, ...places.map((place) => place.name)].join(' · '),
      contextEn: [title.en, ...places.map((place) => place.nameEn ?? place.name)].join(' · '),
      bbox: [...bbox],
    },
  }
}

/** Matches, best first. @throws ProblemError as `coordinateFeature`. */
export const search = async (
  { store, now }: ServiceContext,
  text: string,
  limit: number,
): Promise<SearchAnswer> => {
  const coordinates = coordinateFeature(text)
  const [hits, revision] = await store.read(async (snapshot) => [
    coordinates.length > 0 ? [] : await snapshot.features.search(text, limit),
    await snapshot.revision(),
  ])
  return {
    type: 'FeatureCollection',
    features: [...coordinates, ...hits.map(hitFeature)],
    query: text,
    revision,
    timeStamp: now().toISOString(),
  }
}
