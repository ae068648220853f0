import type { Bilingual } from './bilingual.ts'

/** What a road of one class is called, how important it is and how fast it is driven by default. */
export interface RoadClassDeclaration {
  readonly label: Bilingual
  /** 0 is the most important. Decides what a map shows first and who gives way at a junction. */
  readonly rank: number
  /** Free-flow speed of an ordinary car where no better figure is known (an assumption, not a limit). */
  readonly defaultKph: number
  /** Joined only at interchanges: no house, station or incident lies directly on it. */
  readonly controlledAccess: boolean
}

/**
 * The classes of road that a network knows, most important first. The order is part of the network
 * file's format (a segment stores the index): append, never reorder.
 */
export const ROAD_CLASSES = {
  expressway: {
    label: { zh: '高速公路', en: 'Expressway' },
    rank: 0,
    defaultKph: 105,
    controlledAccess: true,
  },
  ramp: {
    label: { zh: '匝道', en: 'Ramp' },
    rank: 1,
    defaultKph: 45,
    controlledAccess: true,
  },
  national: {
    label: { zh: '国道', en: 'National road' },
    rank: 2,
    defaultKph: 70,
    controlledAccess: false,
  },
  provincial: {
    label: { zh: '省道', en: 'Provincial road' },
    rank: 3,
    defaultKph: 60,
    controlledAccess: false,
  },
  arterial: {
    label: { zh: '城市干道', en: 'Urban arterial' },
    rank: 4,
    defaultKph: 45,
    controlledAccess: false,
  },
  county: {
    label: { zh: '县道', en: 'County road' },
    rank: 5,
    defaultKph: 50,
    controlledAccess: false,
  },
  town: {
    label: { zh: '乡道', en: 'Town road' },
    rank: 6,
    defaultKph: 40,
    controlledAccess: false,
  },
  street: {
    label: { zh: '街道', en: 'Street' },
    rank: 7,
    defaultKph: 30,
    controlledAccess: false,
  },
  village: {
    label: { zh: '村道', en: 'Village road' },
    rank: 8,
    defaultKph: 30,
    controlledAccess: false,
  },
  service: {
    label: { zh: '内部道路', en: 'Service road' },
    rank: 9,
    defaultKph: 15,
    controlledAccess: false,
  },
  track: {
    label: { zh: '机耕路', en: 'Track' },
    rank: 10,
    defaultKph: 15,
    controlledAccess: false,
  },
  ferry: {
    label: { zh: '轮渡', en: 'Ferry' },
    rank: 11,
    defaultKph: 10,
    controlledAccess: true,
  },
} as const satisfies Record<string, RoadClassDeclaration>

export type RoadClass = keyof typeof ROAD_CLASSES

/** Class names by the index under which a network file stores them. */
export const ROAD_CLASS_NAMES = Object.keys(ROAD_CLASSES) as readonly RoadClass[]
