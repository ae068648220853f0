/** States of the page that a user could have reached, as fast-check draws them. */
import fc from 'fast-check'
import type { NearestOptions } from '../../../client/api/nearest.ts'
import {
  type AppState,
  type CoverageOptions,
  INITIAL_STATE,
  type LayerFilter,
} from '../../../client/state/app-state.ts'
import {
  COLLECTION_IDS,
  COLLECTIONS,
  type CollectionId,
  LAYER_IDS,
} from '../../../data/collections.ts'
import { EQUIPMENT } from '../../../data/equipment.ts'
import type { LonLat } from '../../../data/geometry.ts'
import { MATERIALS } from '../../../data/materials.ts'
import { NEAREST_COLLECTIONS } from '../../../data/nearest.ts'
import { PROFILE_IDS } from '../../../data/profile.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'

const HUNDRED_THOUSANDTHS = 100_000

const degrees = (limit: number): fc.Arbitrary<number> =>
  fc
    .integer({ min: -limit * HUNDRED_THOUSANDTHS, max: limit * HUNDRED_THOUSANDTHS })
    .map((steps) => steps / HUNDRED_THOUSANDTHS)

const position: fc.Arbitrary<LonLat> = fc.tuple(degrees(180), degrees(90))

const text = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' })

const view = fc.record({
  longitude: degrees(180),
  latitude: degrees(85),
  zoom: fc.integer({ min: 0, max: 2200 }).map((hundredths) => hundredths / 100),
})

const counts = fc.dictionary(
  fc.constantFrom(...Object.keys(EQUIPMENT)),
  fc.integer({ min: 1, max: 99 }),
  { noNullPrototype: true },
)

const wallClock = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 16))

const goods: fc.Arbitrary<Pick<NearestOptions, 'item' | 'quantity'>> = fc.oneof(
  fc.constant({ item: null, quantity: null }),
  fc.record({
    item: fc.constantFrom(...Object.keys(MATERIALS)),
    quantity: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
  }),
)

const nearest: fc.Arbitrary<NearestOptions> = fc
  .record({
    collection: fc.constantFrom(...NEAREST_COLLECTIONS),
    count: fc.integer({ min: 1, max: 50 }),
    profile: fc.constantFrom(...PROFILE_IDS),
    onDuty: fc.boolean(),
    at: fc.option(wallClock),
    equipment: counts,
    goods,
  })
  .map(({ goods: chosen, ...options }) => ({ ...options, ...chosen }))

const coverage: fc.Arbitrary<CoverageOptions> = fc.record({
  at: fc.option(wallClock),
  profile: fc.constantFrom(...PROFILE_IDS),
  standards: fc.record({
    urban: fc.integer({ min: 30, max: 7200 }),
    rural: fc.integer({ min: 30, max: 7200 }),
  }),
  filter: fc.record({
    onDuty: fc.boolean(),
    equipment: counts,
    minimumGrade: fc.constantFrom(null, 'first', 'second', 'third'),
    due: fc.integer({ min: 1, max: 3 }),
  }),
  tab: fc.constantFrom('result', 'scenario', 'siting'),
  paint: fc.constantFrom('time', 'served', 'second'),
  minutes: fc.integer({ min: 1, max: 30 }),
  contours: fc.boolean(),
  scenarioId: fc.option(text),
  compareId: fc.option(text),
})

const layerFilter = (id: CollectionId): fc.Arbitrary<LayerFilter> => {
  const { fields }: ResourceDeclaration = COLLECTIONS[id]
  const choices = Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'choice' && field.filter
      ? [[name, fc.subarray(Object.keys(field.options), { minLength: 1 })] as const]
      : [],
  )
  const chosen = fc.record(Object.fromEntries(choices), { requiredKeys: [], noNullPrototype: true })
  return chosen as fc.Arbitrary<LayerFilter>
}

/** A collection without a chosen option is as good as one without an entry. */
const filters: fc.Arbitrary<AppState['filters']> = fc
  .record(Object.fromEntries(LAYER_IDS.map((id) => [id, layerFilter(id)])), {
    noNullPrototype: true,
  })
  .map((byLayer) =>
    Object.fromEntries(
      Object.entries(byLayer).filter(([, filter]) => Object.keys(filter).length > 0),
    ),
  )

const placed: fc.Arbitrary<Pick<AppState, 'place' | 'emphasisedId'>> = fc.oneof(
  fc.constant({ place: null, emphasisedId: null }),
  fc.record({
    place: fc.record({ position, label: fc.option(text) }),
    emphasisedId: fc.option(text),
  }),
)

/** Everything of the state that a link carries. */
export const appStateArbitrary: fc.Arbitrary<AppState> = fc
  .record({
    language: fc.constantFrom('zh', 'en'),
    theme: fc.constantFrom('light', 'dark'),
    display: fc.constantFrom('desk', 'wall'),
    panel: fc.constantFrom('list', 'nearest', 'legend', 'coverage'),
    view,
    visibleLayers: fc.shuffledSubarray([...LAYER_IDS]),
    filters,
    placed,
    nearest,
    coverage,
    selection: fc.option(fc.record({ collection: fc.constantFrom(...COLLECTION_IDS), id: text })),
  })
  .map(({ placed: place, ...state }) => ({ ...INITIAL_STATE, ...state, ...place }) as AppState)
