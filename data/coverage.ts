/** Request and answer of the coverage analysis, shared by server and client. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { COUNTED } from './counted.ts'
import { DEMANDS } from './demand.ts'
import { sentStationSchema } from './deployment.ts'
import { EQUIPMENT } from './equipment.ts'
import { geometryOf } from './geometry.ts'
import { networkSummarySchema } from './nearest.ts'
import { bandSchema, momentSchema, periodsSchema } from './planning-day.ts'
import { PROFILE_IDS } from './profile.ts'
import { stationResource } from './resources/station.ts'
import { activeClosureSchema } from './road-closure.ts'
import { closureSchema, closuresSchema, scenarioChangesSchema } from './scenario.ts'
import {
  bboxSchema,
  bilingualSchema,
  identified,
  keyOf,
  lonLatSchema,
  named,
  count as people,
  stampWithNotice,
} from './shapes.ts'
import { AREA_CLASS_NAMES, standardsSchema } from './standards.ts'

export const COVERAGE_LIMITS = {
  /** How many stations may be asked to be there in time at once. */
  mostDue: 3,
  mostClosures: 200,
  /** The distribution counts people within 1, 2 … this many minutes. */
  distributionMinutes: 30,
  mostContours: 30,
  mostContourMinutes: 120,
} as const

/** Parts of the answer; whoever needs only some is answered sooner. */
export const COVERAGE_PARTS = [
  'distribution',
  'areas',
  'gaps',
  'remedies',
  'fragility',
  'changes',
] as const
export type CoveragePart = (typeof COVERAGE_PARTS)[number]

/** Which stations count. */
export const coverageFilterSchema = z.strictObject({
  /** `on-duty`: only who is there at the time asked about; the others count at any hour. */
  counted: keyOf(COUNTED).default('on-duty'),
  /** As of this day: of those not in operation, only what is to open on or before it counts. */
  by: z.iso.date().nullable().default(null),
  /** Least number of each piece of equipment. */
  equipment: z.partialRecord(keyOf(EQUIPMENT), z.int().min(1).max(10_000)).default({}),
  /** Grade 1 is the highest: `second` counts grades 1 and 2. */
  minimumGrade: keyOf(stationResource.fields.grade.options).nullable().default(null),
  /** In time when this many stations are: 2 asks for a second one as reserve. */
  due: z.int().min(1).max(COVERAGE_LIMITS.mostDue).default(1),
})
export type CoverageFilter = z.infer<typeof coverageFilterSchema>

/** The question as it is sent; everything may be left out. */
export const coverageRequestSchema = z.strictObject({
  collection: z.enum(['stations']).default('stations'),
  /** Instant with offset; where it is missing that of the first period, else now. */
  at: momentSchema.optional(),
  /** A day represented by several moments, which `day` of the answer weighs. All else is of `at`, else of the first. */
  periods: periodsSchema.optional(),
  /** How far speed and turnout may be off: `band` of the answer has the coverage at both ends. */
  band: bandSchema.optional(),
  /** What counts at each place: every `people` of the answer is of it, calls a year with `calls`. */
  demand: keyOf(DEMANDS).default('residents'),
  profile: z.enum(PROFILE_IDS).default('rescue-van'),
  standards: standardsSchema.partial().default({}),
  filter: coverageFilterSchema.prefault({}),
  closures: closuresSchema(closureSchema, COVERAGE_LIMITS.mostClosures),
  /** False: as if none of the closures in force at that time were. */
  obeyClosures: z.boolean().default(true),
  /** Without the stations that are out at that time; left out: where none is asked about but now. */
  withoutSent: z.boolean().optional(),
  scenario: scenarioChangesSchema.prefault({}),
  parts: z.array(z.enum(COVERAGE_PARTS)).optional(),
})
export type CoverageRequest = z.input<typeof coverageRequestSchema>

/** The question as understood, defaults filled in: send it again and the answer is the same. */
export const coverageQuerySchema = coverageRequestSchema.extend({
  at: z.string(),
  withoutSent: z.boolean(),
  standards: standardsSchema,
  parts: z.array(z.enum(COVERAGE_PARTS)),
})
export type CoverageQuery = z.infer<typeof coverageQuerySchema>

const servedSchema = z.object({ people, peopleInTime: people, share: z.number() })

/** People in time of each class of place. */
const byClassSchema = z.object({ urban: servedSchema, rural: servedSchema })

export const areaCoverageSchema = servedSchema.extend({
  code: z.string(),
  ...named,
  /** Where the area's people are on average. */
  centroid: lonLatSchema,
  /** Latest first arrival in the area, null where a part of it cannot be reached. */
  worstSeconds: z.number().nullable(),
  /** People whom no station reaches at all. */
  peopleUnreachable: people,
})
export type AreaCoverage = z.infer<typeof areaCoverageSchema>

/** Kinds of remedy, cheapest first. */
export const REMEDY_KINDS = {
  equipment: { zh: '补充装备', en: 'Add equipment' },
  'longer-hours': { zh: '延长值班', en: 'Longer duty hours' },
  'new-site': { zh: '新建站点', en: 'New station' },
} as const satisfies Record<string, Bilingual>
export type RemedyKind = keyof typeof REMEDY_KINDS

export const remedySchema = z.object({
  kind: keyOf(REMEDY_KINDS),
  /** People of this gap who would be in time. */
  peopleWon: people,
  /** People everywhere who would be in time. */
  peopleWonInAll: people,
  position: lonLatSchema,
  /** The station to be changed; null for a new site. */
  stationId: z.string().nullable(),
  ...named,
  /** What is missing there, by key, for `equipment`. */
  missing: z.record(z.string(), z.int()),
})
export type Remedy = z.infer<typeof remedySchema>

export const gapSchema = z.object({
  /** Rank by people, from 1. */
  rank: z.int(),
  people,
  /** Where the people of the gap are on average. */
  centroid: lonLatSchema,
  bbox: bboxSchema,
  cellCount: z.int(),
  /** Indexes of the gap's demand cells. */
  cells: z.array(z.int()),
  /** Town where most of its people live. */
  townCode: z.string(),
  countyCode: z.string(),
  ...named,
  /** Latest arrival; null when a cell of the gap cannot be reached at all. */
  worstSeconds: z.number().nullable(),
  /** The station that is there first, on average over the gap's people; null when none is. */
  nearest: z.object({ ...identified, seconds: z.number() }).nullable(),
  /** Cheapest remedy found; null when none was found (or not asked for). */
  remedy: remedySchema.nullable(),
})
export type Gap = z.infer<typeof gapSchema>

export const FRAGILITY_KINDS = {
  station: { zh: '站点', en: 'Station' },
  bridge: { zh: '桥梁', en: 'Bridge' },
  dam: { zh: '坝、闸上道路', en: 'Road over a dam' },
} as const satisfies Record<string, Bilingual>

export const fragilitySchema = z.object({
  kind: keyOf(FRAGILITY_KINDS),
  /** The id is a station's, or the network's own name for the structure. */
  ...identified,
  position: lonLatSchema,
  /** People who would no longer be in time. */
  peopleLost: people,
})
export type Fragility = z.infer<typeof fragilitySchema>

const changedTownsSchema = z.array(
  z.object({ code: z.string(), ...named, countyCode: z.string(), people: z.int() }),
)
const townCoverageSchema = areaCoverageSchema.extend({ countyCode: z.string() })

/**
 * Several moments weighed together: the mean of those in time, by weight, rounded to whole people; the
 * latest arrival is that of any.
 */
const daySchema = servedSchema.extend({
  periods: z.array(
    servedSchema.extend({
      name: z.string().nullable(),
      at: z.string(),
      weight: z.int(),
      stationsCounted: z.int(),
    }),
  ),
  peopleUnreachable: people,
  byClass: byClassSchema,
  byCounty: z.array(areaCoverageSchema),
  byTown: z.array(townCoverageSchema),
  /** Against the same day without the scenario; null when there is none, or `changes` is not asked for. */
  changes: z.object({ people: z.int(), byTown: changedTownsSchema }).nullable(),
})

const servedAreaSchema = servedSchema.extend({ code: z.string() })

/** The coverage at one end of a band. */
const bandEndSchema = servedSchema.extend({
  byClass: byClassSchema,
  byCounty: z.array(servedAreaSchema),
  byTown: z.array(servedAreaSchema),
})

/** Of how many settlements with people or calls, how many lack each figure; see DemandRecord. */
export const demandRecordSchema = z.object({
  settlements: z.int(),
  withoutDay: z.int(),
  withoutNight: z.int(),
  withoutCalls: z.int(),
})

export const coverageAnswerSchema = z.object({
  /** Closures in force that were obeyed, beside those of the question itself. */
  obeyed: z.array(activeClosureSchema),
  /** Stations that are out and were not counted. */
  sent: z.array(sentStationSchema),
  summary: servedSchema.extend({
    cellCount: z.int(),
    cellsInTime: z.int(),
    peopleUnreachable: people,
    /** Stations that count at this time under this filter. */
    stationsCounted: z.int(),
    stationsInAll: z.int(),
    byClass: byClassSchema,
    gapCount: z.int(),
  }),
  /** People reached within so many minutes, cumulative; of each class for itself, whose limits differ. */
  distribution: z.array(
    z.object({ minutes: z.int(), people, byClass: z.object({ urban: people, rural: people }) }),
  ),
  byCounty: z.array(areaCoverageSchema),
  byTown: z.array(townCoverageSchema),
  gaps: z.array(gapSchema),
  fragility: z.array(fragilitySchema),
  /** Stations whose removal alone would leave no one unserved. */
  overlap: z.array(z.object({ ...identified, position: lonLatSchema })),
  /** Against the same question without the scenario; null when there is no scenario. */
  changes: z
    .object({
      people: z.int(),
      gapCount: z.int(),
      /** Demand cells whose arrivals differ. */
      cells: z.array(z.int()),
      /** Their first arrivals now, and those of the station that has to be in time (`due`). */
      deciseconds: z.array(z.int()),
      dueDeciseconds: z.array(z.int()),
      byTown: changedTownsSchema,
    })
    .nullable(),
  /** Of the periods asked about, weighted; null where none are. */
  day: daySchema.nullable(),
  /** Slower, as ever and faster, weighted over the periods where there are some; null where not asked. */
  band: bandSchema
    .required()
    .extend({ slow: bandEndSchema, nominal: bandEndSchema, fast: bandEndSchema })
    .nullable(),
  /** Segments closed by the question and the scenario together. */
  closedSegments: z.int(),
  demandRecord: demandRecordSchema,
  network: networkSummarySchema,
  query: coverageQuerySchema,
  ...stampWithNotice,
})
export type CoverageAnswer = z.infer<typeof coverageAnswerSchema>

/** Isochrones of the same question, for any set of minutes. */
export const contourRequestSchema = coverageRequestSchema.extend({
  minutes: z
    .array(z.number().positive().max(COVERAGE_LIMITS.mostContourMinutes))
    .min(1)
    .max(COVERAGE_LIMITS.mostContours),
})

const placeSchema = lonLatSchema.readonly()

/** Answer of `GET /api/coverage/cells`. */
export const cellCollectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  revision: z.int(),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      /** Place of the cell in every list of cells. */
      id: z.int(),
      geometry: geometryOf('Polygon', z.array(z.array(placeSchema))),
      properties: z.object({
        h3: z.string(),
        people: z.int(),
        /** Left out where no settlement has any; see `DEMANDS`. */
        peopleByDay: z.int().optional(),
        peopleByNight: z.int().optional(),
        callsPerYear: z.int().optional(),
        areaClass: z.enum(AREA_CLASS_NAMES),
        townCode: z.string(),
        countyCode: z.string(),
        longitude: z.number(),
        latitude: z.number(),
      }),
    }),
  ),
})
export type CellCollection = z.infer<typeof cellCollectionSchema>
export type CellFeature = CellCollection['features'][number]

/** Answer of `GET /api/coverage/towns`. */
export const townAreaCollectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  revision: z.int(),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.int(),
      geometry: geometryOf('MultiPolygon', z.array(z.array(z.array(placeSchema)))),
      properties: z.object({ code: z.string() }),
    }),
  ),
})
export type TownAreaCollection = z.infer<typeof townAreaCollectionSchema>

/** Answer of `POST /api/coverage/contours`. */
export const contourCollectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  revision: z.int(),
  query: coverageQuerySchema.omit({ parts: true }).extend({ minutes: z.array(z.number()) }),
  obeyed: z.array(activeClosureSchema),
  sent: z.array(sentStationSchema),
  notice: bilingualSchema.nullable(),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      geometry: geometryOf('MultiPolygon', z.array(z.array(z.array(placeSchema)))),
      properties: z.object({ minutes: z.number() }),
    }),
  ),
})
export type ContourCollection = z.infer<typeof contourCollectionSchema>

/** Tables that can be downloaded. */
export const COVERAGE_TABLES = [
  'counties',
  'towns',
  'gaps',
  'fragility',
  'overlap',
  'distribution',
] as const
export type CoverageTable = (typeof COVERAGE_TABLES)[number]
