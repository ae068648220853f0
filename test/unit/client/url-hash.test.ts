/** The state of the page in its address, and back. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NearestOptions } from '../../../client/api/nearest.ts'
import { hashFromState, stateFromHash } from '../../../client/state/address.ts'
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
import { COUNTED, type Counted } from '../../../data/counted.ts'
import { DEMAND_NAMES } from '../../../data/demand.ts'
import { EQUIPMENT } from '../../../data/equipment.ts'
import type { LonLat } from '../../../data/geometry.ts'
import { MATERIAL_KEYS } from '../../../data/materials.ts'
import { NEAREST_COLLECTIONS } from '../../../data/nearest.ts'
import { PROFILE_IDS } from '../../../data/profile.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { WEIGHTINGS } from '../../../data/working-day.ts'
import { forAll } from '../../fixtures/runs.ts'

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
    item: fc.constantFrom(...MATERIAL_KEYS),
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

const coverage: fc.Arbitrary<CoverageOptions> = fc
  .record({
    time: fc.oneof(
      fc.record({
        part: fc.constantFrom('day' as const, 'evening' as const, 'night' as const),
        at: fc.constant(null),
      }),
      fc.record({ part: fc.constant('moment' as const), at: fc.option(wallClock) }),
    ),
    weighting: fc.constantFrom(...WEIGHTINGS),
    demand: fc.constantFrom(...DEMAND_NAMES),
    profile: fc.constantFrom(...PROFILE_IDS),
    standards: fc.record({
      urban: fc.integer({ min: 30, max: 7200 }),
      rural: fc.integer({ min: 30, max: 7200 }),
    }),
    filter: fc.record({
      counted: fc.constantFrom(...(Object.keys(COUNTED) as Counted[])),
      by: fc.option(wallClock.map((at) => at.slice(0, 10))),
      equipment: counts,
      minimumGrade: fc.constantFrom(null, 'first', 'second', 'third'),
      due: fc.integer({ min: 1, max: 3 }),
    }),
    obeyClosures: fc.boolean(),
    tab: fc.constantFrom('result', 'scenario', 'siting'),
    paint: fc.constantFrom('time', 'served', 'second'),
    minutes: fc.integer({ min: 1, max: 30 }),
    contours: fc.boolean(),
    scenarioId: fc.option(text),
    compareId: fc.option(text),
    runId: fc.option(text),
  })
  .map(({ time, ...options }) => ({ ...time, ...options }))

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
const appStateArbitrary: fc.Arbitrary<AppState> = fc
  .record({
    language: fc.constantFrom('zh', 'en'),
    chosenTheme: fc.constantFrom(null, 'light', 'dark'),
    display: fc.constantFrom('desk', 'wall'),
    panel: fc.constantFrom('list', 'nearest', 'legend', 'coverage'),
    view,
    visibleLayers: fc.option(fc.shuffledSubarray([...LAYER_IDS])),
    filters,
    placed,
    nearest,
    coverage,
    selection: fc.option(fc.record({ collection: fc.constantFrom(...COLLECTION_IDS), id: text })),
  })
  .map(({ placed: place, ...state }) => ({ ...INITIAL_STATE, ...state, ...place }) as AppState)

describe('the state in the address', () => {
  it('comes back as it was written', () => {
    forAll(500, appStateArbitrary, (state) => {
      expect({ ...INITIAL_STATE, ...stateFromHash(hashFromState(state)) }).toEqual(state)
    })
  })

  it('is an address: no blank, no second #, nothing that ends a link in a message', () => {
    forAll(100, appStateArbitrary, (state) => {
      expect(hashFromState(state)).toMatch(/^#[^\s#<>"]*$/)
    })
  })

  it('reads as a person would write it', () => {
    expect(
      stateFromHash('#place=116.587,35.415&label=%E4%BB%BB%E5%9F%8E&find=stockpiles&item=sandbag'),
    ).toMatchObject({
      place: { position: [116.587, 35.415], label: '任城' },
      nearest: { ...INITIAL_STATE.nearest, collection: 'stockpiles', item: 'sandbag' },
    })
    expect(stateFromHash('#f.stations.grade=first,second&gear=pump:2,boat:1')).toMatchObject({
      filters: { stations: { grade: ['first', 'second'] } },
      nearest: { equipment: { pump: 2, boat: 1 } },
    })
  })

  it.each([
    ['c.duty=0', 'operating'],
    ['c.duty=1', 'on-duty'],
    ['c.duty=with-planned', 'with-planned'],
    ['c.duty=everybody', 'on-duty'],
  ])('%s counts stations as links of before and of now mean it', (link, counted) => {
    const { coverage } = { ...INITIAL_STATE, ...stateFromHash(`#${link}`) }
    expect(coverage.filter).toEqual({ ...INITIAL_STATE.coverage.filter, counted })
  })

  it.each([
    ['c.at=2026-07-02T20:00', { part: 'moment', at: '2026-07-02T20:00' }],
    ['c.part=moment', { part: 'moment', at: null }],
    ['c.part=night', { part: 'night', at: null }],
    ['c.tab=siting', { part: 'day', at: null }],
  ])('%s asks about the moment that it names, or the working day', (link, options) => {
    expect({ ...INITIAL_STATE, ...stateFromHash(`#${link}`) }.coverage).toMatchObject(options)
  })

  it('keeps the name of every parameter: links that were sent stay good', () => {
    const link =
      '#view=116.5,35.4,11.25&place=116.587,35.415&label=depot&route=S-1&find=stockpiles&k=7' +
      '&vehicle=supply-lorry&duty=0&at=2026-07-01T08:30&gear=pump:2,boat:1&item=sandbag&quantity=800' +
      '&c.part=moment&c.weights=calls&c.at=2026-07-02T20:00&c.demand=day-and-night&c.vehicle=supply-lorry&c.urban=300&c.rural=900&c.duty=operating&c.by=2027-12-31&c.gear=pump:1' +
      '&c.grade=first&c.due=2&c.closures=0&c.tab=siting&c.paint=second&c.minutes=12&c.contours=1&c.scenario=a' +
      '&c.beside=today&c.run=r-1&d.tab=books&d.want=sandbag:8000,pump:0&d.order=T-1&d.store=K-1' +
      '&layers=stations,stockpiles&base=1&notes=116.5,35.4:depot&panel=dispatch&open=stations/S-2&lang=en&theme=dark&display=wall' +
      '&f.stations.grade=first,second'
    const state = { ...INITIAL_STATE, ...stateFromHash(link) }
    expect(state).toEqual({
      ...INITIAL_STATE,
      view: { longitude: 116.5, latitude: 35.4, zoom: 11.25 },
      place: { position: [116.587, 35.415], label: 'depot' },
      emphasisedId: 'S-1',
      nearest: {
        collection: 'stockpiles',
        count: 7,
        profile: 'supply-lorry',
        onDuty: false,
        at: '2026-07-01T08:30',
        equipment: { pump: 2, boat: 1 },
        item: 'sandbag',
        quantity: 800,
      },
      coverage: {
        part: 'moment',
        weighting: 'calls',
        demand: 'day-and-night',
        at: '2026-07-02T20:00',
        profile: 'supply-lorry',
        standards: { urban: 300, rural: 900 },
        filter: {
          ...{ counted: 'operating', by: '2027-12-31' },
          ...{ equipment: { pump: 1 }, minimumGrade: 'first', due: 2 },
        },
        obeyClosures: false,
        tab: 'siting',
        paint: 'second',
        minutes: 12,
        contours: true,
        scenarioId: 'a',
        compareId: 'today',
        runId: 'r-1',
      },
      dispatch: {
        tab: 'books',
        wanted: { sandbag: 8000, pump: 0 },
        orderNumber: 'T-1',
        stockpileId: 'K-1',
      },
      visibleLayers: ['stations', 'stockpiles'],
      baseMap: true,
      notes: [{ corners: [[116.5, 35.4]], text: 'depot' }],
      panel: 'dispatch',
      selection: { collection: 'stations', id: 'S-2' },
      language: 'en',
      chosenTheme: 'dark',
      display: 'wall',
      filters: { stations: { grade: ['first', 'second'] } },
    })
    expect(hashFromState(state)).toBe(link)
  })

  it('writes nothing but the view for the page as it starts', () => {
    expect(hashFromState(INITIAL_STATE)).toBe('#view=104,36,4')
  })

  it('tells an empty list of layers from none', () => {
    expect(stateFromHash('#layers=').visibleLayers).toEqual([])
    expect(stateFromHash('#').visibleLayers).toBeUndefined()
  })
})

describe('a link from before each layer had one geometry type', () => {
  it.each([
    [
      'layers=stations,flood-works',
      ['stations', 'hydraulic-structures', 'levees', 'flood-areas'],
      {},
    ],
    ['layers=forests&f.forests.kind=watchtower', ['watchtowers'], {}],
    [
      'layers=flood-works&f.flood-works.kind=levee,dam',
      ['hydraulic-structures', 'levees'],
      { 'hydraulic-structures': { kind: ['dam'] }, levees: { kind: ['levee', 'dam'] } },
    ],
    [
      'layers=forests&f.forests.dangerClass=high',
      ['forest-areas', 'watchtowers'],
      { 'forest-areas': { dangerClass: ['high'] }, watchtowers: { dangerClass: ['high'] } },
    ],
  ])('shows what it showed: %s', (hash, visibleLayers, filters) => {
    expect(stateFromHash(`#${hash}`)).toMatchObject({ visibleLayers, filters })
  })

  it('switches off what a filter without layers let through before', () => {
    const { visibleLayers } = stateFromHash('#f.flood-works.scale=medium')
    expect(visibleLayers).toEqual(LAYER_IDS.filter((id) => id !== 'levees' && id !== 'flood-areas'))
  })

  it('opens the feature under the name of its union', () => {
    const selection = { collection: 'flood-works', id: 'SK-370881-001' }
    expect(stateFromHash('#open=flood-works/SK-370881-001').selection).toEqual(selection)
  })
})

describe('an address with mistakes', () => {
  const bare = { ...INITIAL_STATE, ...stateFromHash('') }

  const mistakes = `
    view=nowhere view=116.75,35.2 view=116.75,95,9 view=,, view=116.75,35.2,99
    place=35.4 place=200,35 place=1e999,35 label=without-a-place find=counties
    k=0 k=51 k=2.5 vehicle=tank duty=maybe
    at=2026-13-45T08:00 at=tomorrow at=2026-02-30T08:00
    gear=pump:0 gear=pump:-1,spoon:3 gear=__proto__:1 item=gold quantity=5
    layers=castles f.stations.grade=ninth f.stations.phone=0537 f.castles.grade=first
    f.stations.__proto__=first open=stations open=/x open=castles/1
    lang=fr theme=pink display=phone panel=cellar %E0%A4%A &&&===`
  it.each(mistakes.trim().split(/\s+/))('%s changes nothing', (hash) => {
    expect({ ...INITIAL_STATE, ...stateFromHash(`#${hash}`) }).toEqual(bare)
  })

  it('never throws and never yields a state that cannot be written again', () => {
    forAll(100, fc.string({ unit: 'binary', maxLength: 200 }), (hash) => {
      const state = { ...INITIAL_STATE, ...stateFromHash(hash) }
      expect({ ...INITIAL_STATE, ...stateFromHash(hashFromState(state)) }).toEqual(state)
    })
  })

  it('keeps what makes sense beside what does not', () => {
    expect(stateFromHash('#layers=stations,castles&gear=pump:2,spoon:1')).toMatchObject({
      visibleLayers: ['stations'],
      nearest: { equipment: { pump: 2 } },
    })
  })
})
