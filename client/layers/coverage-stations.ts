/** All stations as dots, for the map of the whole city on which their symbols are counted together. */
import type { ApiFeature } from '../api/features.ts'
import { representativePoint } from '../form/feature-place.ts'
import { type LayerFilter, passesFilter } from '../state/app-state.ts'
import { shapeOf } from './feature-look.ts'
import { collection, pointAt } from './geojson.ts'

const NO_FILTER: LayerFilter = {}

/** @param milliseconds the moment that duty is shown for, since 1970 UTC */
export const stationDots = (
  features: readonly ApiFeature[],
  filter: LayerFilter = NO_FILTER,
  milliseconds: number,
) =>
  collection(
    features
      .filter(({ properties }) => passesFilter(properties, filter))
      .map(({ id, geometry, properties }) =>
        pointAt(representativePoint(geometry), {
          id,
          isReady: shapeOf(properties, milliseconds) === 'ready',
        }),
      ),
  )
