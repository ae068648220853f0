/** The state that an address asks for. Whatever in it makes no sense is left out, never guessed. */
import { LANGUAGES } from '../../data/bilingual.ts'
import {
  COLLECTION_IDS,
  COLLECTIONS,
  type CollectionId,
  isCollectionId,
} from '../../data/collections.ts'
import { COVERAGE_LIMITS } from '../../data/coverage.ts'
import { EQUIPMENT } from '../../data/equipment.ts'
import type { LonLat } from '../../data/geometry.ts'
import { MATERIALS } from '../../data/materials.ts'
import { NEAREST_COLLECTIONS, NEAREST_LIMITS } from '../../data/nearest.ts'
import { PROFILE_IDS } from '../../data/profile.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { stationResource } from '../../data/resources/station.ts'
import { STANDARD_LIMITS } from '../../data/standards.ts'
import {
  type AppState,
  type CoverageOptions,
  DISPATCH_TABS,
  type DispatchOptions,
  INITIAL_STATE,
  type LayerFilter,
  type NearestOptions,
  PANEL_IDS,
  type Selection,
} from './app-state.ts'

const MAX_TEXT_LENGTH = 200
const MAX_LATITUDE = 90
const MAX_LONGITUDE = 180
const MAX_ZOOM = 22
const WALL_CLOCK = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/
const FILTER_PREFIX = 'f.'
const GRADES = Object.keys(
  stationResource.fields.grade.options,
) as (keyof typeof stationResource.fields.grade.options)[]

const oneOf = <T extends string>(value: string | null, values: readonly T[]): T | undefined =>
  values.find((candidate) => candidate === value)

const shortText = (value: string | null): string | undefined =>
  value !== null && value !== '' && value.length <= MAX_TEXT_LENGTH ? value : undefined

const numbersOf = (value: string | null, count: number): number[] | undefined => {
  const parts = value?.split(',') ?? []
  const numbers = parts.map(Number)
  const isUsable = (number: number, index: number): boolean =>
    Number.isFinite(number) && parts[index]?.trim() !== ''
  return numbers.length === count && numbers.every(isUsable) ? numbers : undefined
}

const lonLatOf = (longitude = Number.NaN, latitude = Number.NaN): LonLat | undefined =>
  Math.abs(longitude) <= MAX_LONGITUDE && Math.abs(latitude) <= MAX_LATITUDE
    ? [longitude, latitude]
    : undefined

const viewOf = (parameters: URLSearchParams): Partial<AppState> => {
  const [longitude, latitude, zoom = 0] = numbersOf(parameters.get('view'), 3) ?? []
  const centre = lonLatOf(longitude, latitude)
  if (!centre || zoom < 0 || zoom > MAX_ZOOM) return {}
  return { view: { longitude: centre[0], latitude: centre[1], zoom } }
}

const placeOf = (parameters: URLSearchParams): Partial<AppState> => {
  const position = lonLatOf(...(numbersOf(parameters.get('place'), 2) ?? []))
  if (!position) return {}
  return {
    place: { position, label: shortText(parameters.get('label')) ?? null },
    emphasisedId: shortText(parameters.get('route')) ?? null,
  }
}

const isLayer = (id: string): id is CollectionId => isCollectionId(id) && COLLECTIONS[id].layer

const layersOf = (parameters: URLSearchParams): Partial<AppState> => {
  const value = parameters.get('layers')
  if (value === null) return {}
  const asked = value.split(',').filter(isLayer)
  // an address with nothing but unknown layers is a mistake, an empty one a wish
  return value !== '' && asked.length === 0 ? {} : { visibleLayers: [...new Set(asked)] }
}

const optionsOf = (
  collection: CollectionId,
  fieldName: string,
  value: string,
): readonly string[] => {
  const { fields }: ResourceDeclaration = COLLECTIONS[collection]
  const field = Object.hasOwn(fields, fieldName) ? fields[fieldName] : undefined
  if (field?.kind !== 'choice' || !field.filter) return []
  return [...new Set(value.split(','))].filter((option) => Object.hasOwn(field.options, option))
}

const filtersOf = (parameters: URLSearchParams): Partial<AppState> => {
  const filters: Partial<Record<CollectionId, LayerFilter>> = {}
  for (const [name, value] of parameters) {
    if (!name.startsWith(FILTER_PREFIX)) continue
    const [collection = '', field = ''] = name.slice(FILTER_PREFIX.length).split('.')
    if (!isCollectionId(collection)) continue
    const options = optionsOf(collection, field, value)
    if (options.length > 0) filters[collection] = { ...filters[collection], [field]: options }
  }
  return { filters }
}

/** `pump:2,boat:1`, known things and whole numbers from one only. */
const countsOf = (value: string | null, known: object): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const part of value?.split(',') ?? []) {
    const [key = '', quantityText = ''] = part.split(':')
    const quantity = Number(quantityText)
    if (Object.hasOwn(known, key) && Number.isSafeInteger(quantity) && quantity > 0)
      counts[key] = quantity
  }
  return counts
}

const wholeNumber = (value: string | null, maximum: number): number | undefined => {
  const number = Number(value)
  return Number.isInteger(number) && number >= 1 && number <= maximum ? number : undefined
}

/** A 30 February would silently become 2 March: only what comes back unchanged is a time. */
const wallClockOf = (value: string | null): string | null => {
  if (value === null || !WALL_CLOCK.test(value)) return null
  const instant = new Date(`${value}Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value) ? value : null
}

const itemOf = (parameters: URLSearchParams): Pick<NearestOptions, 'item' | 'quantity'> => {
  const item = parameters.get('item')
  if (item === null || !Object.hasOwn(MATERIALS, item)) return { item: null, quantity: null }
  const quantity = Number(parameters.get('quantity'))
  return { item, quantity: Number.isFinite(quantity) && quantity > 0 ? quantity : null }
}

const nearestOf = (parameters: URLSearchParams): NearestOptions => {
  const initial = INITIAL_STATE.nearest
  const duty = oneOf(parameters.get('duty'), ['0', '1'])
  return {
    collection: oneOf(parameters.get('find'), NEAREST_COLLECTIONS) ?? initial.collection,
    count: wholeNumber(parameters.get('k'), NEAREST_LIMITS.maxCount) ?? initial.count,
    profile: oneOf(parameters.get('vehicle'), PROFILE_IDS) ?? initial.profile,
    onDuty: duty === undefined ? initial.onDuty : duty === '1',
    at: wallClockOf(parameters.get('at')),
    equipment: countsOf(parameters.get('gear'), EQUIPMENT),
    ...itemOf(parameters),
  }
}

const secondsOf = (value: string | null, otherwise: number): number => {
  const seconds = wholeNumber(value, STANDARD_LIMITS.mostSeconds) ?? 0
  return seconds >= STANDARD_LIMITS.leastSeconds ? seconds : otherwise
}

const coverageOf = (parameters: URLSearchParams): CoverageOptions => {
  const initial = INITIAL_STATE.coverage
  const get = (name: string): string | null => parameters.get(`c.${name}`)
  return {
    at: wallClockOf(get('at')),
    profile: oneOf(get('vehicle'), PROFILE_IDS) ?? initial.profile,
    standards: {
      urban: secondsOf(get('urban'), initial.standards.urban),
      rural: secondsOf(get('rural'), initial.standards.rural),
    },
    filter: {
      onDuty: get('duty') !== '0',
      equipment: countsOf(get('gear'), EQUIPMENT),
      minimumGrade: oneOf(get('grade'), GRADES) ?? null,
      due: wholeNumber(get('due'), COVERAGE_LIMITS.mostDue) ?? initial.filter.due,
    },
    tab: oneOf(get('tab'), ['result', 'scenario', 'siting']) ?? initial.tab,
    paint: oneOf(get('paint'), ['time', 'served', 'second']) ?? initial.paint,
    minutes: wholeNumber(get('minutes'), COVERAGE_LIMITS.distributionMinutes) ?? initial.minutes,
    contours: get('contours') === '1',
    scenarioId: shortText(get('scenario')) ?? null,
    compareId: shortText(get('beside')) ?? null,
  }
}

/** `sandbag:8000,pump`: known goods, each with a quantity or none. */
const wantedOf = (value: string | null): Record<string, number> =>
  Object.fromEntries(
    (value?.split(',') ?? []).flatMap((part) => {
      const [item = '', quantityText = '0'] = part.split(':')
      const quantity = Number(quantityText)
      const isUnderstood =
        Object.hasOwn(MATERIALS, item) && Number.isSafeInteger(quantity) && quantity >= 0
      return isUnderstood ? [[item, quantity] as const] : []
    }),
  )

const dispatchOf = (parameters: URLSearchParams): DispatchOptions => {
  const initial = INITIAL_STATE.dispatch
  const get = (name: string): string | null => parameters.get(`d.${name}`)
  return {
    tab: oneOf(get('tab'), DISPATCH_TABS) ?? initial.tab,
    wanted: wantedOf(get('want')),
    orderNumber: shortText(get('order')) ?? null,
    stockpileId: shortText(get('store')) ?? null,
  }
}

const selectionOf = (value: string | null): Selection | null => {
  const slash = value?.indexOf('/') ?? -1
  const collection = oneOf(value?.slice(0, slash) ?? null, COLLECTION_IDS)
  const id = shortText(value?.slice(slash + 1) ?? null)
  return slash > 0 && collection && id ? { collection, id } : null
}

const pageOf = (parameters: URLSearchParams): Partial<AppState> => ({
  selection: selectionOf(parameters.get('open')),
  panel: oneOf(parameters.get('panel'), PANEL_IDS) ?? INITIAL_STATE.panel,
  language: oneOf(parameters.get('lang'), LANGUAGES) ?? INITIAL_STATE.language,
  theme: oneOf(parameters.get('theme'), ['light', 'dark']) ?? INITIAL_STATE.theme,
  display: oneOf(parameters.get('display'), ['desk', 'wall']) ?? INITIAL_STATE.display,
})

/** The changes to the initial state that an address such as `#view=…&place=…` asks for. */
export const stateFromHash = (hash: string): Partial<AppState> => {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''))
  return {
    ...viewOf(parameters),
    ...placeOf(parameters),
    ...layersOf(parameters),
    ...filtersOf(parameters),
    nearest: nearestOf(parameters),
    coverage: coverageOf(parameters),
    dispatch: dispatchOf(parameters),
    ...pageOf(parameters),
  }
}
