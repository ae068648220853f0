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

const roadClass = (
  zh: string,
  en: string,
  rank: number,
  defaultKph: number,
  controlledAccess = false,
): RoadClassDeclaration => ({ label: { zh, en }, rank, defaultKph, controlledAccess })

/**
 * The classes of road that a network knows, most important first. The order is part of the network
 * file's format (a segment stores the index): append, never reorder.
 */
export const ROAD_CLASSES = {
  expressway: roadClass('高速公路', 'Expressway', 0, 105, true),
  ramp: roadClass('匝道', 'Ramp', 1, 45, true),
  national: roadClass('国道', 'National road', 2, 70),
  provincial: roadClass('省道', 'Provincial road', 3, 60),
  arterial: roadClass('城市干道', 'Urban arterial', 4, 45),
  county: roadClass('县道', 'County road', 5, 50),
  town: roadClass('乡道', 'Town road', 6, 40),
  street: roadClass('街道', 'Street', 7, 30),
  village: roadClass('村道', 'Village road', 8, 30),
  service: roadClass('内部道路', 'Service road', 9, 15),
  track: roadClass('机耕路', 'Track', 10, 15),
  ferry: roadClass('轮渡', 'Ferry', 11, 10, true),
} as const satisfies Record<string, RoadClassDeclaration>

export type RoadClass = keyof typeof ROAD_CLASSES

/** Class names by the index under which a network file stores them. */
export const ROAD_CLASS_NAMES = Object.keys(ROAD_CLASSES) as readonly RoadClass[]
