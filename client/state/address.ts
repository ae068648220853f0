/** The state as the part of an address after `#`, which never reaches a server or its logs. */
import { LANGUAGES } from '../../data/bilingual.ts'
import {
  COLLECTION_IDS,
  COLLECTIONS,
  type CollectionId,
  isCollectionId,
  LAYER_IDS,
  partsOf,
  type ResourceId,
} from '../../data/collections.ts'
import { COORDINATE_SYSTEMS, type CoordinateSystem } from '../../data/coordinate-system.ts'
import { COUNTED, type Counted } from '../../data/counted.ts'
import { COVERAGE_LIMITS } from '../../data/coverage.ts'
import { DEMAND_NAMES } from '../../data/demand.ts'
import { EQUIPMENT } from '../../data/equipment.ts'
import { isMaterialKey, type MaterialKey } from '../../data/materials.ts'
import { NEAREST_COLLECTIONS, NEAREST_LIMITS } from '../../data/nearest.ts'
import { PROFILE_IDS } from '../../data/profile.ts'
import type { ResourceDeclaration, UnionDeclaration } from '../../data/resource.ts'
import { stationResource } from '../../data/resources/station.ts'
import type { PastedSystem } from '../../data/search.ts'
import { STANDARD_LIMITS } from '../../data/standards.ts'
import { DAY_PART_NAMES, WEIGHTINGS } from '../../data/working-day.ts'
import {
  type Codec,
  countsOf,
  day,
  flag,
  isLonLat,
  lonLat,
  numbersOf,
  oneOf,
  positiveNumber,
  rounded,
  shortText,
  wallClock,
  wholeNumber,
} from './address-codec.ts'
import {
  type AppState,
  COVERAGE_PAINTS,
  DISPATCH_TABS,
  INITIAL_STATE,
  type LayerFilter,
  type MapView,
  PANEL_IDS,
  type Place,
  type Selection,
} from './app-state.ts'
import { mapNotes } from './map-notes.ts'

const MAX_ZOOM = 22
/** A hundredth of a zoom level is not seen. */
const ZOOM_DECIMALS = 2
const FILTER_PREFIX = 'f.'
const GRADES = Object.keys(
  stationResource.fields.grade.options,
) as (keyof typeof stationResource.fields.grade.options)[]

const mapView: Codec<MapView> = {
  parse: (text) => {
    const [longitude = Number.NaN, latitude = Number.NaN, zoom = 0] = numbersOf(text, 3) ?? []
    const isView = isLonLat(longitude, latitude) && zoom >= 0 && zoom <= MAX_ZOOM
    return isView ? { longitude, latitude, zoom } : undefined
  },
  format: ({ longitude, latitude, zoom }) =>
    `${lonLat.format([longitude, latitude])},${rounded(zoom, ZOOM_DECIMALS)}`,
}

/** The point only; its label is a parameter of its own. */
const placeAt: Codec<Place> = {
  parse: (text) => {
    const position = lonLat.parse(text)
    return position && { position, label: null }
  },
  format: ({ position }) => lonLat.format(position),
}

/** The system alone: where the coordinates lie in the others follows from the place. */
const pastedSystem: Codec<PastedSystem> = {
  parse: (text) => {
    const system = oneOf(Object.keys(COORDINATE_SYSTEMS) as CoordinateSystem[]).parse(text)
    return system && { system, certainty: 'assumed', readings: [] }
  },
  format: ({ system }) => system,
}

/** A union, which older links name, stands for the layers that it gathers. */
const layersOf = (id: string): readonly ResourceId[] =>
  isCollectionId(id) ? partsOf(id).filter((part) => LAYER_IDS.includes(part)) : []

const layers: Codec<readonly CollectionId[]> = {
  parse: (text) => {
    const known = text.split(',').flatMap(layersOf)
    // only unknown layers: a mistake; an empty list: none are wanted
    return text !== '' && known.length === 0 ? undefined : [...new Set(known)]
  },
  format: (ids) => ids.join(','),
}

/** `stations/S-110108-001`. */
const selection: Codec<Selection> = {
  parse: (text) => {
    const slash = text.indexOf('/')
    const collection = oneOf(COLLECTION_IDS).parse(text.slice(0, slash))
    const id = shortText.parse(text.slice(slash + 1))
    return slash > 0 && collection && id ? { collection, id } : undefined
  },
  format: ({ collection, id }) => `${collection}/${id}`,
}

const isEquipment = (key: string): boolean => Object.hasOwn(EQUIPMENT, key)

const item: Codec<MaterialKey> = {
  parse: (text) => (isMaterialKey(text) ? text : undefined),
  format: (key) => key,
}

/** Links of before had a switch: 1 for those on duty, 0 for those off duty too. */
const counted: Codec<Counted> = {
  parse: (text) =>
    text === '1'
      ? 'on-duty'
      : text === '0'
        ? 'operating'
        : oneOf(Object.keys(COUNTED) as Counted[]).parse(text),
  format: (value) => value,
}

const standardSeconds = wholeNumber(STANDARD_LIMITS.leastSeconds, STANDARD_LIMITS.mostSeconds)

type ValueAt<T, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? ValueAt<NonNullable<T>[Head & keyof NonNullable<T>], Rest>
  : NonNullable<T>[Path & keyof NonNullable<T>]

interface Parameter {
  readonly name: string
  readonly path: readonly string[]
  readonly codec: Codec<unknown>
  /** Only together with what stands here: a label without a place says nothing. */
  readonly needs: readonly string[] | null
}

/** One parameter: its name in the address, where its value is in the state, how it is written. */
const parameter = <Path extends string>(
  name: string,
  path: Path,
  codec: Codec<NonNullable<ValueAt<AppState, Path>>>,
  needs: string | null = null,
): Parameter => ({
  name,
  path: path.split('.'),
  codec: codec as unknown as Codec<unknown>,
  needs: needs?.split('.') ?? null,
})

/** Everything that a link carries but the filters, in the order in which it is written. */
const PARAMETERS: readonly Parameter[] = [
  parameter('view', 'view', mapView),
  parameter('place', 'place', placeAt),
  parameter('label', 'place.label', shortText, 'place'),
  parameter('system', 'place.pasted', pastedSystem, 'place'),
  parameter('route', 'emphasisedId', shortText, 'place'),
  parameter('find', 'nearest.collection', oneOf(NEAREST_COLLECTIONS)),
  parameter('k', 'nearest.count', wholeNumber(1, NEAREST_LIMITS.maxCount)),
  parameter('vehicle', 'nearest.profile', oneOf(PROFILE_IDS)),
  parameter('duty', 'nearest.onDuty', flag),
  parameter('at', 'nearest.at', wallClock),
  parameter('gear', 'nearest.equipment', countsOf(isEquipment, 1)),
  parameter('item', 'nearest.item', item),
  parameter('quantity', 'nearest.quantity', positiveNumber, 'nearest.item'),
  parameter('c.part', 'coverage.part', oneOf([...DAY_PART_NAMES, 'moment'])),
  parameter('c.weights', 'coverage.weighting', oneOf(WEIGHTINGS)),
  parameter('c.at', 'coverage.at', wallClock),
  parameter('c.demand', 'coverage.demand', oneOf(DEMAND_NAMES)),
  parameter('c.vehicle', 'coverage.profile', oneOf(PROFILE_IDS)),
  parameter('c.urban', 'coverage.standards.urban', standardSeconds),
  parameter('c.rural', 'coverage.standards.rural', standardSeconds),
  parameter('c.duty', 'coverage.filter.counted', counted),
  parameter('c.by', 'coverage.filter.by', day),
  parameter('c.gear', 'coverage.filter.equipment', countsOf(isEquipment, 1)),
  parameter('c.grade', 'coverage.filter.minimumGrade', oneOf(GRADES)),
  parameter('c.due', 'coverage.filter.due', wholeNumber(1, COVERAGE_LIMITS.mostDue)),
  parameter('c.closures', 'coverage.obeyClosures', flag),
  parameter('c.tab', 'coverage.tab', oneOf(['result', 'scenario', 'siting'])),
  parameter('c.paint', 'coverage.paint', oneOf(COVERAGE_PAINTS)),
  parameter('c.minutes', 'coverage.minutes', wholeNumber(1, COVERAGE_LIMITS.distributionMinutes)),
  parameter('c.contours', 'coverage.contours', flag),
  parameter('c.scenario', 'coverage.scenarioId', shortText),
  parameter('c.beside', 'coverage.compareId', shortText),
  parameter('c.run', 'coverage.runId', shortText),
  parameter('d.tab', 'dispatch.tab', oneOf(DISPATCH_TABS)),
  parameter('d.want', 'dispatch.wanted', countsOf(isMaterialKey, 0)),
  parameter('d.order', 'dispatch.orderNumber', shortText),
  parameter('d.store', 'dispatch.stockpileId', shortText),
  parameter('layers', 'visibleLayers', layers),
  parameter('base', 'baseMap', flag),
  parameter('notes', 'notes', mapNotes),
  parameter('panel', 'panel', oneOf(PANEL_IDS)),
  parameter('open', 'selection', selection),
  parameter('lang', 'language', oneOf(LANGUAGES)),
  parameter('theme', 'chosenTheme', oneOf(['light', 'dark'])),
  parameter('display', 'display', oneOf(['desk', 'wall'])),
]

type Tree = Readonly<Record<string, unknown>>

const valueAt = (tree: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((branch, name) => (branch as Tree | null)?.[name] ?? null, tree)

/** The tree with a value put in; what is beside the path stays the same object. */
const withValue = (tree: Tree, [name = '', ...rest]: readonly string[], value: unknown): Tree => ({
  ...tree,
  [name]: rest.length === 0 ? value : withValue(tree[name] as Tree, rest, value),
})

const isMissing = (state: unknown, { needs }: Parameter): boolean =>
  needs !== null && valueAt(state, needs) === null

/** Chosen options of a field that the legend filters by; unknown ones are left out. */
const optionsOf = (collection: CollectionId, fieldName: string, text: string): string[] => {
  const { fields }: ResourceDeclaration = COLLECTIONS[collection]
  const field = Object.hasOwn(fields, fieldName) ? fields[fieldName] : undefined
  if (field?.kind !== 'choice' || !field.filter) return []
  return [...new Set(text.split(','))].filter((option) => Object.hasOwn(field.options, option))
}

interface Filtering {
  readonly filters: AppState['filters']
  /** Layers of which a filter of their union lets nothing through. */
  readonly hidden: readonly CollectionId[]
}

/**
 * `f.stations.grade=first,second`, one parameter for each field. A union's filter, which older
 * links have, goes to its parts.
 */
const filteringOf = (parameters: URLSearchParams): Filtering => {
  const filters: Partial<Record<CollectionId, LayerFilter>> = {}
  const hidden: CollectionId[] = []
  for (const [name, text] of parameters) {
    if (!name.startsWith(FILTER_PREFIX)) continue
    const [collection = '', field = ''] = name.slice(FILTER_PREFIX.length).split('.')
    if (!isCollectionId(collection)) continue
    const asked = optionsOf(collection, field, text)
    if (asked.length === 0) continue
    const declared: ResourceDeclaration | UnionDeclaration = COLLECTIONS[collection]
    const constants =
      'parts' in declared ? declared.parts.map((part) => part.constants?.[field]) : []
    for (const [index, part] of partsOf(collection).entries()) {
      const constant = constants[index]
      if (constant !== undefined && asked.includes(constant)) continue
      const options = optionsOf(part, field, text)
      if (options.length > 0) filters[part] = { ...filters[part], [field]: options }
      else hidden.push(part)
    }
  }
  return { filters, hidden }
}

const filterTexts = ({ filters }: AppState): [name: string, text: string][] =>
  Object.entries(filters).flatMap(([collection, filter]: [string, LayerFilter]) =>
    Object.entries(filter)
      .filter(([, options]) => options.length > 0)
      .map(([field, options]): [string, string] => [
        `${FILTER_PREFIX}${collection}.${field}`,
        options.join(','),
      ]),
  )

const textOf = (state: AppState, { path, codec }: Parameter): string | null => {
  const value = valueAt(state, path)
  return value === null ? null : codec.format(value)
}

/** Commas, colons and slashes are harmless in a fragment and readable. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')

/** `#view=…&place=…`: opening it shows the same picture. Says only what a bare address does not. */
export const hashFromState = (state: AppState): string => {
  const texts = PARAMETERS.flatMap((each) => {
    const text = isMissing(state, each) ? null : textOf(state, each)
    const isBare = each.name !== 'view' && text === textOf(INITIAL_STATE, each)
    return text === null || isBare ? [] : [[each.name, text] as const]
  })
  const parts = [...texts, ...filterTexts(state)]
  return `#${parts.map(([name, text]) => `${name}=${encoded(text)}`).join('&')}`
}

/** The changes to the initial state that an address such as `#view=…&place=…` asks for. */
export const stateFromHash = (hash: string): Partial<AppState> => {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''))
  let state = INITIAL_STATE as unknown as Tree
  for (const each of PARAMETERS) {
    const text = parameters.get(each.name)
    const value = text === null || isMissing(state, each) ? undefined : each.codec.parse(text)
    if (value !== undefined) state = withValue(state, each.path, value)
  }
  // Links of before knew no periods: one that names a moment means it.
  const namesMoment = valueAt(state, ['coverage', 'at']) !== null && !parameters.has('c.part')
  if (namesMoment) state = withValue(state, ['coverage', 'part'], 'moment')
  const { filters, hidden } = filteringOf(parameters)
  if (hidden.length > 0) {
    const { visibleLayers } = state as unknown as AppState
    const shown = visibleLayers ?? LAYER_IDS
    state = { ...state, visibleLayers: shown.filter((id) => !hidden.includes(id)) }
  }
  const changed = Object.entries(state).filter(
    ([name, value]) => value !== INITIAL_STATE[name as keyof AppState],
  )
  return { ...Object.fromEntries(changed), filters }
}
