/** What a message does to the warnings that are kept: which are over, which in part, which come in. */
import {
  type Area,
  bboxOf,
  bboxOfPlaces,
  boxesMeet,
  type LonLat,
  polygonsOf,
} from '../../../data/geometry.ts'
import type { MessageArea, MessageKey } from '../../../data/warning.ts'
import type { CapMessage, MessagePart } from '../../import/cap/cap-warnings.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import { type PreparedShape, preparedShape, shapesMeet } from '../../store/shapes-meet.ts'
import type { WarningContent } from '../../store/warnings.ts'

export type KeptWarning = NamedDocument<WarningContent>

/** A part of a message with its areas on the map. */
export interface MappedPart extends MessagePart {
  readonly area: Area | null
  readonly mapped: readonly MessageArea[]
}

/** What is left of a warning that is over in some of its areas. */
interface Rest {
  readonly warning: KeptWarning
  readonly area: Area | null
  readonly areas: readonly MessageArea[]
  readonly overIn: readonly string[]
}

interface Settlement {
  /** Those that are over as a whole. */
  readonly ended: readonly KeptWarning[]
  readonly left: readonly Rest[]
  readonly coming: readonly MappedPart[]
  /** Of this very message, from when it was taken before. */
  readonly known: readonly KeptWarning[]
  /** Messages that are over as a whole, should they come again. */
  readonly endedMessages: readonly MessageKey[]
  /** Earlier messages that what comes in stands for. */
  readonly follows: readonly MessageKey[]
  /** A later message has taken this one's place already. */
  readonly isOutdated: boolean
}

const wordOf = ({ sender, identifier, status }: MessageKey): string =>
  JSON.stringify([sender, identifier, status])

const keyOf = ({ content: { origin } }: KeptWarning): MessageKey => ({
  sender: origin.sender ?? '',
  identifier: origin.identifier ?? '',
  status: origin.status ?? '',
})

const isOfMessage = ({ content: { origin } }: KeptWarning): boolean => origin.source === 'cap'

/** Places across a polygon, by which it is estimated how much of it lies in another. */
const SAMPLES = 16
const MOST_OF_IT = 0.5

const placesWithin = (rings: readonly LonLat[][]): LonLat[] => {
  const polygon = { type: 'Polygon' as const, coordinates: rings as [number, number][][] }
  const shape = preparedShape(polygon)
  const [west, south, east, north] = bboxOf(polygon)
  const places: LonLat[] = []
  for (let row = 0; row < SAMPLES; row++) {
    for (let column = 0; column < SAMPLES; column++) {
      const place: LonLat = [
        west + ((column + 0.5) / SAMPLES) * (east - west),
        south + ((row + 0.5) / SAMPLES) * (north - south),
      ]
      if (isWithin(shape, place)) places.push(place)
    }
  }
  return places.length > 0 ? places : [rings[0]![0]!]
}

const isWithin = (shape: PreparedShape, [longitude, latitude]: LonLat): boolean =>
  shapesMeet(shape, preparedShape({ type: 'Point', coordinates: [longitude, latitude] }))

const shareWithin = (rings: readonly LonLat[][], shape: PreparedShape): number => {
  const box = bboxOfPlaces(rings.flat())
  if (!shape.some((part) => boxesMeet(part.box, box))) return 0
  const places = placesWithin(rings)
  return places.filter((place) => isWithin(shape, place)).length / places.length
}

const isSameArea = (a: MessageArea, b: MessageArea): boolean =>
  (a.text !== '' && a.text === b.text) || a.codes.some((code) => b.codes.includes(code))

/** What of a warning stays in force; null where nothing does, the warning itself where all does. */
const restOf = (
  warning: KeptWarning,
  { area: endedArea, mapped }: MappedPart,
  isReferred: boolean,
): Rest | KeptWarning | null => {
  if (mapped.length === 0) return null
  const { area, origin } = warning.content
  const shape = endedArea && preparedShape(endedArea)
  const polygons = area ? polygonsOf(area) : []
  const shares = polygons.map((rings) => (shape ? shareWithin(rings, shape) : 0))
  const isOver = shares.map((share) => share >= MOST_OF_IT)
  let at = 0
  const kept: typeof polygons = []
  const take = (count: number): number => {
    const staying = polygons.slice(at, at + count).filter((_, i) => !isOver[at + i])
    at += count
    kept.push(...staying)
    return staying.length
  }
  const areas = origin.areas.flatMap((each): MessageArea[] => {
    if (each.by === 'none') return mapped.some((other) => isSameArea(each, other)) ? [] : [each]
    const own = take(each.polygons)
    const places = each.places
      .map((place) => ({ ...place, polygons: take(place.polygons) }))
      .filter((place) => place.polygons > 0)
    return own + places.length > 0 ? [{ ...each, polygons: own, places }] : []
  })
  // Entered before areas were kept one by one.
  if (origin.areas.length === 0) take(polygons.length)
  const isAllGone = kept.length === 0 && areas.length === 0
  if (isAllGone) return null
  const isTouched = kept.length < polygons.length || areas.length < origin.areas.length
  if (isTouched) {
    const left = kept.length > 0 ? ({ type: 'MultiPolygon', coordinates: kept } as const) : null
    return { warning, area: left, areas, overIn: origin.overIn }
  }
  // What is meant cannot be separated from the rest: a message that refers to this one means all of it.
  if (!shape || !area) return isReferred ? null : warning
  if (!shares.some((share) => share > 0)) return warning
  const overIn = [...new Set([...origin.overIn, ...mapped.map(({ text }) => text)])]
  return { warning, area, areas: origin.areas, overIn }
}

const isOfKind = ({ content }: KeptWarning, { kind, level, isLevelNamed }: MappedPart): boolean =>
  content.kind === kind && (!isLevelNamed || content.level === level)

/** Two bureaus may send through one sender. */
const isOfBureau = ({ content: { origin } }: KeptWarning, key: MessageKey, name: string): boolean =>
  origin.sender === key.sender &&
  origin.status === key.status &&
  (origin.senderName === '' || name === '' || origin.senderName === name)

/** The warnings that an ending speaks of. */
const spokenOf = (
  ending: MappedPart,
  warnings: readonly KeptWarning[],
  isReferred: boolean,
): readonly KeptWarning[] => {
  const exact = warnings.filter((warning) => isOfKind(warning, ending))
  if (exact.length > 0 || !isReferred) return ending.kind === 'other' && !isReferred ? [] : exact
  const alike = warnings.filter(({ content }) => content.kind === ending.kind)
  return alike.length > 0 ? alike : warnings
}

/** @param all that are kept, those that were ended as well. */
export const settleMessage = (
  { key, sent, type, references }: CapMessage,
  parts: readonly MappedPart[],
  all: readonly KeptWarning[],
): Settlement => {
  const ofMessages = all.filter(isOfMessage)
  const own = ofMessages.filter((warning) => wordOf(keyOf(warning)) === wordOf(key))
  const inForce = ofMessages.filter(({ content }) => content.ended === null)
  const words = new Set(references.map(wordOf).filter((word) => word !== wordOf(key)))
  const succeeds = ({ content }: KeptWarning): boolean =>
    content.origin.follows.some((message) => words.has(wordOf(message)))
  const referred = inForce.filter(
    (warning) => !own.includes(warning) && (words.has(wordOf(keyOf(warning))) || succeeds(warning)),
  )
  const isLater = ({ content: { origin } }: KeptWarning): boolean =>
    origin.sent !== null && Date.parse(origin.sent) > Date.parse(sent)
  const earlier = referred.filter((warning) => !isLater(warning))
  // Only what was there: a reference to a message that never came here does not say what that one was.
  const follows = [
    ...new Map(
      earlier
        .flatMap((warning) => [keyOf(warning), ...warning.content.origin.follows])
        .map((message) => [wordOf(message), message]),
    ).values(),
  ]
  const going = parts.filter(({ isEnding }) => !isEnding)
  const endings = parts.filter(({ isEnding }) => isEnding)
  const isKnown = (part: MappedPart, { name, content }: KeptWarning): boolean =>
    part.name.startsWith(name.replace(/ \(\d+\)$/, '')) &&
    content.origin.sent === sent &&
    (['level', 'kind', 'from', 'until', 'text'] as const).every(
      (field) => content[field] === part[field],
    )
  const known = own.filter((warning) => going.some((part) => isKnown(part, warning)))
  const coming = going.filter((part) => !known.some((warning) => isKnown(part, warning)))
  const replaced = own
    .filter(({ content }) => content.ended === null)
    .filter((each) => !known.includes(each))
  const whole = type === 'Cancel' && references.length > 0 ? earlier : []
  const succeeded = type === 'Update' && going.length > 0 ? earlier : []
  const ended = new Set([...replaced, ...whole, ...succeeded])
  const left = new Map<string, Rest>()
  // Of what it refers to nothing may be known, where a message between was missed.
  const isReferring = earlier.length > 0
  const candidates = isReferring
    ? earlier
    : inForce.filter((warning) => !own.includes(warning) && !isLater(warning))
  // A cancellation of what never came here, that names no level, may be of any warning.
  const isClear = ({ isToldOver, isLevelNamed }: MappedPart): boolean =>
    isReferring || references.length === 0 || isToldOver || isLevelNamed
  for (const ending of whole.length > 0 ? [] : endings.filter(isClear)) {
    const open = candidates
      .filter((warning) => isReferring || isOfBureau(warning, key, ending.senderName))
      .filter((warning) => !ended.has(warning))
      .map((warning) => withRest(warning, left.get(warning.id)))
    for (const warning of spokenOf(ending, open, isReferring)) {
      const rest = restOf(warning, ending, isReferring)
      const original = candidates.find(({ id }) => id === warning.id)!
      if (rest === null) ended.add(original)
      else if ('warning' in rest) left.set(warning.id, { ...rest, warning: original })
    }
  }
  // A change that does not refer to what it changes takes the place of what the bureau warned of there.
  for (const change of isReferring ? [] : going.filter(({ isChange }) => isChange)) {
    for (const warning of candidates) {
      const isSame = warning.content.kind === change.kind && change.kind !== 'other'
      if (!isSame || ended.has(warning) || !isOfBureau(warning, key, change.senderName)) continue
      const open = withRest(warning, left.get(warning.id))
      const rest = change.area ? restOf(open, change, false) : open
      if (rest === null) ended.add(warning)
      else if ('warning' in rest && rest.overIn.length === open.content.origin.overIn.length)
        left.set(warning.id, { ...rest, warning })
    }
  }
  const isOpen = (word: string): boolean =>
    earlier.some((warning) => wordOf(keyOf(warning)) === word && !ended.has(warning))
  const isActing = type !== 'Alert' || endings.length > 0
  return {
    ended: [...ended],
    left: [...left.values()].filter(({ warning }) => !ended.has(warning)),
    ...{ coming, known },
    endedMessages: isActing
      ? references.filter((message) => words.has(wordOf(message)) && !isOpen(wordOf(message)))
      : [],
    follows: type === 'Update' ? follows : [],
    isOutdated:
      going.length > 0 && referred.some((warning) => isLater(warning) && succeeds(warning)),
  }
}

/** A warning as an earlier ending of the same message has left it. */
const withRest = (warning: KeptWarning, rest: Rest | undefined): KeptWarning => {
  if (!rest) return warning
  const { area, areas, overIn } = rest
  const { content } = warning
  return {
    ...warning,
    content: {
      ...content,
      area,
      origin: { ...content.origin, areas: [...areas], overIn: [...overIn] },
    },
  }
}
