/** Features of a layer as the map's sources take them: points with an image, lines and areas. */
import { type CollectionId, groupOf } from '../../data/collections.ts'
import { representativePoint } from '../../data/feature-place.ts'
import type { ApiFeature } from '../api/features.ts'
import { type LayerFilter, passesFilter } from '../state/app-state.ts'
import { colourOf, colourOption, shapeOf, symbolImage } from './feature-look.ts'
import { collection, feature, pointAt } from './geojson.ts'

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const namesOf = (id: CollectionId, { id: featureId, properties }: ApiFeature) => ({
  collection: id,
  id: featureId,
  name: text(properties.name),
  nameEn: text(properties.nameEn),
})

const shown = (features: readonly ApiFeature[], filter: LayerFilter = {}): ApiFeature[] =>
  features.filter(({ properties }) => passesFilter(properties, filter))

/**
 * Everything that the filter lets through, as points with symbols.
 * @param milliseconds the moment that duty is shown for, since 1970 UTC
 */
export const resourcePoints = (
  id: CollectionId,
  features: readonly ApiFeature[],
  filter: LayerFilter | undefined,
  milliseconds: number,
) =>
  collection(
    shown(features, filter).map((each) => {
      const { geometry, properties } = each
      const shape = shapeOf(properties, milliseconds)
      const image = symbolImage(id, colourOption(id, properties), shape)
      const named = { ...namesOf(id, each), group: groupOf(id) }
      return pointAt(representativePoint(geometry), { ...named, image })
    }),
  )

/** The lines and areas among them, with their colour. */
export const resourceShapes = (
  id: CollectionId,
  features: readonly ApiFeature[],
  filter?: LayerFilter,
) =>
  collection(
    shown(features, filter)
      .filter(({ geometry }) => geometry.type !== 'Point')
      .map((each) => {
        const colour = colourOf(id, colourOption(id, each.properties))
        return feature(each.geometry, { ...namesOf(id, each), colour })
      }),
  )

/** Stations as dots, for the map of the whole city on which their symbols are counted together. */
export const stationDots = (
  features: readonly ApiFeature[],
  filter: LayerFilter | undefined,
  milliseconds: number,
) =>
  collection(
    shown(features, filter).map(({ id, geometry, properties }) => {
      const isReady = shapeOf(properties, milliseconds) === 'ready'
      return pointAt(representativePoint(geometry), { id, isReady })
    }),
  )
