/** Request and answer of the nearest-resource analysis, shared by server and client. */

import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { type CollectionId, LAYER_GROUPS, LAYER_IDS } from './collections.ts'
import { geometrySchema } from './geometry.ts'
import { PROFILE_IDS } from './profile.ts'
import { PROVENANCE_OPTIONS } from './provenance.ts'
import { ROAD_CLASS_NAMES } from './road-class.ts'
import { activeClosureSchema } from './road-closure.ts'
import { identified, keyOf, lonLatSchema, named, place, stampWithNotice } from './shapes.ts'
import { WARNING_KINDS, WARNING_LEVELS } from './warning-kind.ts'

/** Collections whose features can be looked up by road time: all layers, and their groups. */
export const NEAREST_COLLECTIONS = [...new Set([...LAYER_GROUPS, ...LAYER_IDS])] as [
  CollectionId,
  ...CollectionId[],
]

export const NEAREST_LIMITS = {
  maxCount: 50,
  defaultCount: 5,
  maxWithinSeconds: 6 * 3600,
  defaultWithinSeconds: 2 * 3600,
  /** Of those that are passed over, only the nearest are listed. */
  mostPassedOver: 10,
} as const

/** Why a resource that is nearer in time was not taken. */
export const PASSED_OVER_REASONS = {
  sent: { zh: '已出动', en: 'Sent out' },
  flooded: { zh: '被淹没区阻隔', en: 'Cut off by flooding' },
  'off-duty': { zh: '不在值班时间', en: 'Off duty' },
  'no-crew': { zh: '无人在岗', en: 'No crew on duty' },
  'under-construction': { zh: '在建，尚未启用', en: 'Under construction' },
  planned: { zh: '规划中，尚未建设', en: 'Planned, not built yet' },
  suspended: { zh: '暂停使用', en: 'Suspended' },
  retired: { zh: '已停用', en: 'Retired' },
  'equipment-short': { zh: '装备不足', en: 'Not enough equipment' },
  'stock-short': { zh: '库存不足', en: 'Not enough stock' },
  'filtered-out': { zh: '不符合筛选条件', en: 'Does not match the filter' },
} as const satisfies Record<string, Bilingual>

export type PassedOverReasonCode = keyof typeof PASSED_OVER_REASONS

/** What became of the place asked for. Only `answered` comes with features. */
export const PLACE_STATUSES = {
  answered: { zh: '已找到', en: 'Answered' },
  'none-in-reach': { zh: '时限内没有符合条件的资源', en: 'Nothing suitable within the time limit' },
  'in-water': { zh: '该点在水面上', en: 'The place is on water' },
  'across-water': {
    zh: '该点与道路之间隔着水面',
    en: 'Water lies between the place and the roads',
  },
  'in-flood': { zh: '该点在淹没区内', en: 'The place is in a flooded area' },
  'outside-region': { zh: '该点在辖区之外', en: 'The place is outside the region' },
  'too-far-from-road': { zh: '该点离道路太远', en: 'The place is too far from any road' },
} as const satisfies Record<string, Bilingual>

export type PlaceStatus = keyof typeof PLACE_STATUSES

const countsSchema = z.record(z.string(), z.number())

/** The query as understood, defaults filled in: send it again and the answer is the same. */
export const nearestQuerySchema = z.object({
  ...place,
  collection: z.enum(NEAREST_COLLECTIONS),
  k: z.int(),
  profile: z.enum(PROFILE_IDS),
  /** Instant with offset, whole seconds. */
  at: z.string(),
  withinSeconds: z.int(),
  onDuty: z.boolean(),
  /** Whether stations that were out at that time are passed over. */
  withoutSent: z.boolean(),
  equipment: countsSchema,
  item: z.string().nullable(),
  quantity: z.number().nullable(),
  filter: z.record(z.string(), z.string()),
})

/** How long a resource takes, and how far it is. */
const arrival = {
  /** turnoutSeconds + travelSeconds + accessSeconds. */
  arrivalSeconds: z.number(),
  turnoutSeconds: z.number(),
  /** On the road network. */
  travelSeconds: z.number(),
  /** From the resource to its road and from the road to the place, as the crow flies. */
  accessSeconds: z.number(),
  /** Driven along the roads. */
  distanceMetres: z.number(),
  /** Walked, as the crow flies: from the resource to its road and from the road to the place. */
  walkMetres: z.number(),
  walkFromResourceMetres: z.number(),
  walkToPlaceMetres: z.number(),
  /** As the crow flies; never to be taken for a road distance. */
  straightMetres: z.number(),
}

export const nearestFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: geometrySchema,
  properties: z
    .object({
      ...named,
      /** 1 is the first to arrive. */
      rank: z.int(),
      ...arrival,
    })
    .catchall(z.unknown()),
})

export const routeFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: z.object({ type: z.literal('LineString'), coordinates: z.array(lonLatSchema) }),
  properties: z.object({
    /** Identifier of the resource that the route starts at. */
    featureId: z.string(),
    rank: z.int(),
    travelSeconds: z.number(),
    distanceMetres: z.number(),
    /** Roads in order of driving; neighbouring stretches of one name are one entry. */
    roads: z.array(
      z.object({
        name: z.string(),
        ref: z.string(),
        roadClass: z.string(),
        lengthMetres: z.number(),
      }),
    ),
  }),
})

export const passedOverSchema = z.object({
  ...identified,
  geometry: geometrySchema,
  arrivalSeconds: z.number(),
  reasons: z.array(
    z.object({
      code: keyOf(PASSED_OVER_REASONS),
      /** A sentence: what exactly is wrong, such as "off duty until 08:00". */
      detail: z.string(),
      detailZh: z.string(),
    }),
  ),
})

/** The side of a divided road that a place lies on. */
export const carriagewaySchema = z.object({
  /** In which it is driven there, clockwise from north. */
  bearingDegrees: z.number(),
  /** Where the other side is joined: ask there for its own arrivals. */
  opposite: z
    .object({
      longitude: z.number(),
      latitude: z.number(),
      distanceMetres: z.number(),
      bearingDegrees: z.number(),
    })
    .nullable(),
  /** A sentence. */
  detail: z.string(),
  detailZh: z.string(),
})
export type Carriageway = z.infer<typeof carriagewaySchema>

export const snapSchema = z.object({
  longitude: z.number(),
  latitude: z.number(),
  distanceMetres: z.number(),
  roadName: z.string(),
  roadRef: z.string(),
  roadClass: z.enum(ROAD_CLASS_NAMES as [string, ...string[]]),
  /** On divided roads. */
  carriageway: carriagewaySchema.optional(),
})

/** Where two roads with names meet near a place, and where the place is as seen from there. */
export const nearbyCrossingSchema = z.object({
  /** The more important first. */
  roads: z.tuple([z.string(), z.string()]),
  longitude: z.number(),
  latitude: z.number(),
  distanceMetres: z.int(),
  /** Of the place from the crossing, clockwise from north. */
  bearingDegrees: z.int(),
})
export type NearbyCrossing = z.infer<typeof nearbyCrossingSchema>

export const networkSummarySchema = z.object({
  id: z.string(),
  provenance: keyOf(PROVENANCE_OPTIONS),
})

const placeStatusSchema = z.object({
  status: keyOf(PLACE_STATUSES),
  detail: z.string(),
  detailZh: z.string(),
  /** What to check first, such as near water whose outline is rough. */
  remark: z.object({ zh: z.string(), en: z.string() }).nullable(),
})

/** A warning that holds where the place is. */
export const warningAtPlaceSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: keyOf(WARNING_KINDS),
  level: keyOf(WARNING_LEVELS),
})
export type WarningAtPlace = z.infer<typeof warningAtPlaceSchema>

export const nearestAnswerSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(nearestFeatureSchema),
  routes: z.object({ type: z.literal('FeatureCollection'), features: z.array(routeFeatureSchema) }),
  /** The first to arrive of those that would be there before the last in the ranking. */
  passedOver: z.array(passedOverSchema),
  /** How many more are nearer than the last; null where the ranking is not full: nothing is nearer than it. */
  passedOverMore: z.int().nullable(),
  place: placeStatusSchema,
  /** Null where no road is near enough to be named. */
  snap: snapSchema.nullable(),
  /** Null where there is none within 600 m. */
  crossing: nearbyCrossingSchema.nullable(),
  /** Of the closures that were obeyed, those that changed the answer or come within 1 km of its ways. */
  obeyed: z.array(activeClosureSchema),
  /** How many were obeyed in all. */
  closuresInForce: z.int(),
  /** In force at the place, the highest level first. */
  warnings: z.array(warningAtPlaceSchema),
  network: networkSummarySchema,
  query: nearestQuerySchema,
  ...stampWithNotice,
})

/** The routes alone, one geometry type with plain values, as GIS read them. */
export const nearestRoutesSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.string(),
      geometry: routeFeatureSchema.shape.geometry,
      properties: z.object({
        rank: z.int(),
        /** Of the resource, and where it is. */
        collection: z.enum(NEAREST_COLLECTIONS),
        featureId: z.string(),
        name: z.string(),
        nameEn: z.string().optional(),
        fromLongitude: z.number(),
        fromLatitude: z.number(),
        /** The place that was asked for. */
        toLongitude: z.number(),
        toLatitude: z.number(),
        /** Instant with offset, and when it would arrive. */
        at: z.string(),
        arrivesAt: z.string(),
        ...arrival,
        /** In order of driving, names and numbers as far as there are any. */
        roads: z.string(),
      }),
    }),
  ),
  place: placeStatusSchema,
  network: networkSummarySchema,
  query: nearestQuerySchema,
  ...stampWithNotice,
})

export type NearestRoutes = z.infer<typeof nearestRoutesSchema>
export type NearestQuery = z.infer<typeof nearestQuerySchema>
export type NearestFeature = z.infer<typeof nearestFeatureSchema>
export type RouteFeature = z.infer<typeof routeFeatureSchema>
export type PassedOver = z.infer<typeof passedOverSchema>
export type SnapSummary = z.infer<typeof snapSchema>
export type NearestAnswer = z.infer<typeof nearestAnswerSchema>
