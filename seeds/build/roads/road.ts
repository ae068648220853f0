/** What all pieces of one road have in common, and how roads are called. */
import { ROAD_CLASSES, type RoadClass } from '../../../data/road-class.ts'
import { ACCESS_ALL } from '../../../server/network/draft.ts'
import { type Random, randomOf } from '../random.ts'

export interface Road {
  readonly roadClass: RoadClass
  readonly name: string
  readonly ref: string
  /** Free-flow speed out of town. */
  readonly kph: number
  readonly access: number
  /** Bits of STRUCTURE. */
  readonly structure: number
  /** True where it is driven only in the direction in which its points are listed. */
  readonly isOneWay: boolean
}

/** Free-flow speeds differ this much from the class's default from road to road. */
const SPEED_SPREAD = 0.1
const SPEED_STEP_KPH = 5

const variedKph = (roadClass: RoadClass, random: Random): number => {
  const kph = ROAD_CLASSES[roadClass].defaultKph * (1 + (random() * 2 - 1) * SPEED_SPREAD)
  return Math.max(SPEED_STEP_KPH, Math.round(kph / SPEED_STEP_KPH) * SPEED_STEP_KPH)
}

/** A two-way public road of a class, with a speed near the class's default. */
export const createRoad = (
  roadClass: RoadClass,
  name: string,
  given: Partial<Omit<Road, 'roadClass' | 'name'>> = {},
): Road => ({
  roadClass,
  name,
  ref: '',
  kph: variedKph(roadClass, randomOf(`speed ${roadClass} ${given.ref ?? ''} ${name}`)),
  access: ACCESS_ALL,
  structure: 0,
  isOneWay: false,
  ...given,
})

const NUMBER_DIGITS = 3

/** Where a village's own number begins: 南阳镇第12村. */
const NUMBER_START = '第'

/** X001, Y012, C345 …: numbers of one class in the order in which its roads are built. */
export const numberedRef = (letter: string, number: number): string =>
  letter + String(number).padStart(NUMBER_DIGITS, '0')

/** 南阳镇第3村—第7村: a town that both ends belong to is named once. */
export const nameBetween = (from: string, to: string): string => {
  const start = to.indexOf(NUMBER_START)
  const isSameTown = start > 0 && from.split(NUMBER_START)[0] === to.slice(0, start)
  return `${from}—${isSameTown ? to.slice(start) : to}`
}
