/** Which kinds of way a vehicle drives on, and the class of road that they are here. */
import type { RoadClass } from '../../../data/road-class.ts'
import type { Tags } from './elements.ts'

export interface Highway {
  roadClass: RoadClass
  /** A link road, driven slower than the road whose class it has. */
  isLink: boolean
}

const road = (roadClass: RoadClass): Highway => ({ roadClass, isLink: false })
const link = (roadClass: RoadClass): Highway => ({ roadClass, isLink: true })

/**
 * Values of `highway` that are imported; all others (footway, path, construction, proposed …) are
 * not roads for us. Only the links of motorways are ramps, which nobody may turn round or stop on:
 * the links of lesser roads are slip lanes with houses beside them.
 */
const HIGHWAYS: ReadonlyMap<string, Highway> = new Map([
  ['motorway', road('expressway')],
  ['motorway_link', link('ramp')],
  ['trunk', road('national')],
  ['trunk_link', link('national')],
  ['primary', road('provincial')],
  ['primary_link', link('provincial')],
  ['secondary', road('county')],
  ['secondary_link', link('county')],
  ['tertiary', road('town')],
  ['tertiary_link', link('town')],
  ['residential', road('street')],
  ['living_street', road('street')],
  ['pedestrian', road('street')],
  ['unclassified', road('village')],
  ['road', road('village')],
  ['service', road('service')],
  ['track', road('track')],
])

/** The class of a way by its `highway` tag, or `null` when it is not a road for vehicles. */
export const readHighway = (tags: Tags): Highway | null => HIGHWAYS.get(tags.highway ?? '') ?? null

const FIRM_TRACK_GRADES: ReadonlySet<string> = new Set(['grade1', 'grade2'])
const PAVED: ReadonlySet<string> = new Set(['paved', 'asphalt', 'concrete', 'paving_stones'])

/**
 * Paved or firm gravel: a van gets along in any weather (wiki.openstreetmap.org/wiki/Key:tracktype;
 * grade1 means paved, so a paved surface says the same where no grade is given).
 */
export const isFirmTrack = ({ tracktype, surface }: Tags): boolean =>
  tracktype === undefined ? PAVED.has(surface ?? '') : FIRM_TRACK_GRADES.has(tracktype)
