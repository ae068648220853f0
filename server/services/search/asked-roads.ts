/** Places on roads that a text asks for: crossings, and kilometres between posts. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { LonLat } from '../../../data/geometry.ts'
import { placeAlong } from '../../analysis/gazetteer/along-road.ts'
import { type Crossing, crossingsOf } from '../../analysis/gazetteer/crossings.ts'
import { findNames, findNearest, type NameQuestion } from '../../analysis/gazetteer/find-names.ts'
import { interchangesOf } from '../../analysis/gazetteer/interchanges.ts'
import { folded } from '../../analysis/gazetteer/letters.ts'
import {
  type AskedKilometre,
  askedCrossings,
  askedKilometre,
  postText,
  signedRoad,
} from '../../analysis/gazetteer/road-words.ts'
import type { Road } from '../../analysis/gazetteer/roads.ts'
import type { RoadGraph } from '../../network/graph.ts'
import type { Gazetteer, PostOfRoad, RoadPart } from './gazetteer.ts'

/** What a text about roads comes to: places, or roads to look at with a word why. */
export interface RoadAnswer {
  readonly crossings: readonly Crossing[]
  readonly kilometre: KilometrePlace | null
  readonly roads: readonly Road[]
  readonly remark: Bilingual | null
  readonly suggestions: readonly string[]
  /** Of the crossings: whether a road of theirs is only spelled nearly as it was written. */
  readonly isNearestSpelling: boolean
}

export interface KilometrePlace {
  readonly name: string
  readonly position: LonLat
  readonly errorMetres: number
  readonly detail: Bilingual
}

const NOTHING: RoadAnswer = {
  ...{ crossings: [], kilometre: null, roads: [], remark: null },
  suggestions: [],
  isNearestSpelling: false,
}

/** Namesakes in at most so many towns are listed; to find another, the text has to name the county. */
const MOST_NAMESAKES = 60
const MOST_SUGGESTED = 3
/** Stretches of one name that are shown where it crosses nothing. */
const MOST_SHOWN = 4

export const roadName = ({ name, ref }: Road): string => name || ref

/** The network's roads and how to ask for them. */
export interface Roads {
  readonly gazetteer: Gazetteer
  readonly graph: RoadGraph
  readonly part: RoadPart
  /** Roads that are meant; left out: all. */
  readonly accepts?: NameQuestion<RoadPart>['accepts']
}

/** G35济广高速 is two names of one road. */
const namesOfRoad = (text: string): string[] => [
  text,
  ...text.split(/(?<=\d)(?=\p{Script=Han})|\s+/u).filter((each) => each !== text),
]

/** The number of G105国道 or 国道G105. */
const NUMBERED = /^(?:\p{Script=Han}*)([gsxyc]\d+)(?=\p{Script=Han}|$)/iu

/** Roads that are called so, or else those that begin so. */
const roadsCalled = (roads: Omit<Roads, 'graph'>, name: string, isWhole = false): Road[] => {
  const { gazetteer, part, accepts } = roads
  const question = { most: MOST_NAMESAKES, accepts }
  const found = findNames(gazetteer.alphabet, [part], name, question)
  const whole = found.filter(({ fit }) => fit === 'whole')
  if (whole.length > 0 || isWhole) return whole.map(({ entry }) => part.roads[entry]!)
  const fitting = found.filter(({ fit }) => fit === 'beginning')
  if (fitting.length > 0) return fitting.map(({ entry }) => part.roads[entry]!)
  const signed = signedRoad(name)
  const other = signed ?? NUMBERED.exec(name)?.[1]
  return other === undefined || other === name ? [] : roadsCalled(roads, other)
}

const nearestRoadNames = ({ gazetteer, part }: Roads, name: string): string[] => {
  const found = findNearest(gazetteer.alphabet, [part], name, { most: MOST_SUGGESTED })
  return [...new Set(found.map(({ entry }) => roadName(part.roads[entry]!)))]
}

const namesOf = (roads: readonly Road[]): string =>
  [...new Set(roads.map(roadName))].slice(0, MOST_SHOWN).join('、')

const neverMeet = (these: readonly Road[], those: readonly Road[]): Bilingual => ({
  zh: `“${namesOf(these)}”与“${namesOf(those)}”不相交：路网中两路没有共同的路口。下面列出两路各在何处。`,
  en: `“${namesOf(these)}” and “${namesOf(those)}” do not cross: they share no junction in the road network. Where each of them is stands below.`,
})

const oneRoad = (roads: readonly Road[]): Bilingual => ({
  zh: `写的两个名称是同一条路“${namesOf(roads)}”。请写出与它相交的另一条路。`,
  en: `Both names are of one road, “${namesOf(roads)}”. Write another one that crosses it.`,
})

const onTwoLevels = (
  these: readonly Road[],
  those: readonly Road[],
  isJoined: boolean,
): Bilingual =>
  isJoined
    ? {
        zh: `“${namesOf(these)}”与“${namesOf(those)}”不在同一平面相交，由匝道互通；标出的是立交中心，请核对在哪条路、哪个方向。`,
        en: `“${namesOf(these)}” and “${namesOf(those)}” meet on two levels and are joined by ramps: this is the middle of the interchange; check which road and direction is meant.`,
      }
    : {
        zh: `“${namesOf(these)}”与“${namesOf(those)}”在此立体交叉，路网中没有匝道相连；请核对在哪条路上。`,
        en: `“${namesOf(these)}” and “${namesOf(those)}” cross here on two levels, with no ramp between them in the road network; check which road is meant.`,
      }

const noSuchRoad = (name: string): Bilingual => ({
  zh: `没有找到“${name}”这条路。可以换一种写法，或只写一条路。`,
  en: `There is no road “${name}”. Try another spelling, or one road alone.`,
})

/** A number and a name, in either order: G3 京台高速, 连固线（G327）. */
const NUMBER_AND_NAME =
  /^(?:(?<before>[gsxyc]\d+)\s*[(（]?(?<name>\p{Script=Han}.*?)[)）]?|(?<other>\p{Script=Han}.*?)\s*[(（]?(?<after>[gsxyc]\d+)[)）]?)$/iu

/** Whether all of these roads, if there are any, bear the number. */
const allBear = (called: readonly Road[], number: string): boolean =>
  called.length > 0 && called.every(({ ref }) => folded(ref) === folded(number))

/** @returns null where the text is not the number and the name of one road that is known. */
export const askedByBoth = (roads: Roads, text: string): RoadAnswer | null => {
  const groups = NUMBER_AND_NAME.exec(text.trim())?.groups
  const number = groups?.before ?? groups?.after
  const name = groups?.name ?? groups?.other
  if (number === undefined || name === undefined) return null
  const called = roadsCalled(roads, name.trim(), true)
  return allBear(called, number) ? { ...NOTHING, roads: called.slice(0, MOST_SHOWN) } : null
}

/** @returns null where the text asks for no crossing of two roads. */
export const askedCrossing = (roads: Roads, text: string): RoadAnswer | null => {
  const asked = askedCrossings(text)
  let apart: RoadAnswer | null = null
  for (const { names, isGuess } of asked) {
    const [these, those] = [
      roadsCalled(roads, names[0], isGuess),
      roadsCalled(roads, names[1], isGuess),
    ]
    if (these.length === 0 || those.length === 0) continue
    const isOne =
      namesOf(these) === namesOf(those) || allBear(those, names[0]) || allBear(these, names[1])
    const crossings = isOne ? [] : crossingsOf(roads.graph, these, those)
    if (crossings.length > 0) return { ...NOTHING, crossings }
    if (isGuess) continue
    const { crossings: levels, isJoined } = interchangesOf(roads.graph, these, those)
    if (levels.length > 0 && !isOne) {
      apart ??= { ...NOTHING, crossings: levels, remark: onTwoLevels(these, those, isJoined) }
      continue
    }
    apart ??= {
      ...NOTHING,
      roads: isOne
        ? these.slice(0, MOST_SHOWN)
        : [...these.slice(0, MOST_SHOWN), ...those.slice(0, MOST_SHOWN)],
      remark: isOne ? oneRoad(these) : neverMeet(these, those),
    }
  }
  return apart
}

/**
 * Where a sign or a word says that two roads are meant and one of them is not known: the crossings
 * with what is spelled nearly so.
 */
export const askedWithUnknown = (roads: Roads, text: string): RoadAnswer | null => {
  for (const { names, isTold } of askedCrossings(text)) {
    if (!isTold) continue
    const found = names.map((name) => roadsCalled(roads, name))
    const missing = found.findIndex((each) => each.length === 0)
    const known = found[1 - missing]
    if (missing < 0 || !known || known.length === 0) continue
    const near = nearestRoadNames(roads, names[missing]!)
    const crossings = near.flatMap((name) => {
      const spelled = roadsCalled(roads, name, true)
      return missing === 0
        ? crossingsOf(roads.graph, spelled, known)
        : crossingsOf(roads.graph, known, spelled)
    })
    return {
      ...{ ...NOTHING, crossings, isNearestSpelling: true },
      roads: known.slice(0, MOST_SHOWN),
      remark: noSuchRoad(names[missing]!),
      suggestions: near.map((name) =>
        missing === 0 ? `${name}与${names[1]}` : `${names[0]}与${name}`,
      ),
    }
  }
  return null
}

const kilometresText = (known: readonly [number, number]): string =>
  known.map((kilometre) => postText(kilometre)).join('–')

const DIRECTIONS = { up: { zh: '上行', en: 'up' }, down: { zh: '下行', en: 'down' } } as const

/** What the direction of the question comes to: posts seldom say which carriageway they are for. */
const directionRemark = (
  { direction, towards }: AskedKilometre,
  posts: readonly PostOfRoad[],
): Bilingual | null => {
  if (direction && posts.some((post) => post.direction === direction)) return null
  const asked = direction
    ? DIRECTIONS[direction]
    : towards
      ? { zh: `往${towards}`, en: `towards ${towards}` }
      : null
  return (
    asked && {
      zh: `里程桩没有分“${asked.zh}”一侧，标出的是该里程处；到达方向请核对。`,
      en: `The posts do not tell the side “${asked.en}”: this is the kilometre itself; check from which side it is reached.`,
    }
  )
}

const PROBLEMS = {
  'no-posts': (name: string, _known: string): Bilingual => ({
    zh: `“${name}”没有里程桩资料，无法由里程定位。请改问附近的路口、村庄或坐标。`,
    en: `There are no kilometre posts of “${name}”, so no place can be told from a kilometre. Ask for a crossing, a village or coordinates nearby.`,
  }),
  outside: (name: string, known: string): Bilingual => ({
    zh: `“${name}”已知的里程桩为 ${known}，所问里程不在其间，不作推算。请改问附近的路口、村庄或坐标。`,
    en: `Known kilometre posts of “${name}” are ${known}; what was asked is not between them, and is not guessed. Ask for a crossing, a village or coordinates nearby.`,
  }),
  'far-apart': (name: string, known: string): Bilingual => ({
    zh: `“${name}”相邻的已知里程桩为 ${known}，相距太远且与路网里程不符，不作推算。请改问附近的路口、村庄或坐标。`,
    en: `The nearest known kilometre posts of “${name}” are ${known}: too far apart, and not that far by the road network, so nothing is guessed. Ask for a crossing, a village or coordinates nearby.`,
  }),
} as const

/** @returns null where the text asks for no kilometre of a road that is known. */
export const askedAlong = (
  roads: Roads,
  posts: readonly PostOfRoad[],
  text: string,
): RoadAnswer | null => {
  const asked = askedKilometre(text)
  if (!asked) return null
  const names = namesOfRoad(asked.road)
  const called =
    names.map((name) => roadsCalled(roads, name)).find((found) => found.length > 0) ?? []
  const refs = new Set(called.flatMap(({ ref }) => (ref === '' ? [] : [folded(ref)])))
  const titles = new Set([...called.map(({ name }) => folded(name)), ...names.map(folded)])
  const ofRoad = posts.filter(
    ({ roadName: name, roadRef: ref }) =>
      refs.has(ref) || titles.has(ref) || (name !== '' && titles.has(name)),
  )
  if (called.length === 0 && ofRoad.length === 0) return null
  const ofSide = ofRoad.filter(({ direction }) => !direction || direction === asked.direction)
  const used = asked.direction && ofSide.length > 0 ? ofSide : ofRoad
  const name = called[0] ? roadName(called[0]) : asked.road
  // Its number's road holds stretches of other names, too.
  const along = [
    ...called,
    ...roads.part.roads.filter(
      (road) => road.name === '' && refs.has(folded(road.ref)) && !called.includes(road),
    ),
  ]
  const place = placeAlong(roads.graph, along, used, asked.kilometre)
  if ('problem' in place) {
    const known = place.known ? kilometresText(place.known) : ''
    const remark = PROBLEMS[place.problem](name, known)
    return { ...NOTHING, roads: called.slice(0, MOST_SHOWN), remark }
  }
  const { position, errorMetres, between } = place
  const [from, until] = between.map(({ kilometre }) => postText(kilometre))
  const kilometre: KilometrePlace = {
    name: `${name} ${postText(asked.kilometre)}`,
    ...{ position, errorMetres },
    detail:
      from === until
        ? {
            zh: `里程桩 ${from}，误差约 ${errorMetres} 米`,
            en: `post ${from}, within about ${errorMetres} m`,
          }
        : {
            zh: `由里程桩 ${from} 与 ${until} 推算，误差约 ${errorMetres} 米`,
            en: `reckoned between the posts ${from} and ${until}, within about ${errorMetres} m`,
          },
  }
  return { ...NOTHING, kilometre, remark: directionRemark(asked, used) }
}
