/** The nearest answer as the map shows it: routes, and the box that holds all of it. */
import { type Bbox, bboxOf, type LonLat } from '../../data/geometry.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import { collection, feature } from './geojson.ts'

/** The resource whose route is emphasised: the one chosen, else the first to arrive. */
export const emphasisedOf = (answer: NearestAnswer, emphasisedId: string | null): string | null =>
  answer.features.find(({ id }) => id === emphasisedId)?.id ?? answer.features[0]?.id ?? null

export const routeShapes = ({ routes }: NearestAnswer, emphasised: string | null) =>
  collection(
    routes.features.map(({ geometry, properties: { featureId } }) =>
      feature(geometry, { isEmphasised: featureId === emphasised }),
    ),
  )

/** West, south, east, north round the place, the routes and all resources, passed over or not. */
export const answerBbox = (answer: NearestAnswer, [longitude, latitude]: LonLat): Bbox => {
  const boxes = [
    [longitude, latitude, longitude, latitude] as const,
    ...answer.features.map(({ geometry }) => bboxOf(geometry)),
    ...answer.passedOver.map(({ geometry }) => bboxOf(geometry)),
    ...answer.routes.features.map(({ geometry }) => bboxOf(geometry)),
  ]
  return [
    Math.min(...boxes.map(([west]) => west)),
    Math.min(...boxes.map(([, south]) => south)),
    Math.max(...boxes.map(([, , east]) => east)),
    Math.max(...boxes.map(([, , , north]) => north)),
  ]
}
