/** Kept siting answers on the page: put back into strip and form, distinguished, and laid beside each other. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countBeside,
  sitesBeside,
} from '../../../../client/panels/coverage/siting/runs/run-difference.ts'
import { proposedName } from '../../../../client/panels/coverage/siting/runs/run-names.ts'
import {
  conditionsApart,
  isSameForm,
  optionsOf,
  stripOf,
  understood,
} from '../../../../client/panels/coverage/siting/runs/run-question.ts'
import {
  INITIAL_OPTIONS,
  type SitingOptions,
  sitingRequest,
} from '../../../../client/panels/coverage/siting/siting-options.ts'
import { INITIAL_STATE } from '../../../../client/state/app-state.ts'
import { coverageRequest } from '../../../../client/state/coverage-answer.ts'
import { NO_CHANGES } from '../../../../data/scenario.ts'
import { type SitingQuery, sitingRequestSchema } from '../../../../data/siting.ts'
import { DEFAULT_STANDARDS } from '../../../../data/standards.ts'
import { forAll } from '../../../fixtures/runs.ts'
import { keptAnswer, siteOf } from '../../../fixtures/siting-answer.ts'
import { sitingRunTexts } from './panel-texts.ts'

const STRIP = INITIAL_STATE.coverage
const STATIONS = new Map([['S-1', { name: '甲站', nameEn: null }]])
const HERE: [number, number, number, number] = [116, 35, 117, 36]

/** As the server answers what it was asked. */
const queryOf = (options: SitingOptions, strip = STRIP, scenario = NO_CHANGES): SitingQuery => {
  const request = sitingRequest(coverageRequest(strip, scenario), options, HERE)
  const asked = sitingRequestSchema.parse(request)
  const moment = asked.at ?? asked.periods?.[0]?.at
  return {
    ...asked,
    at: moment ?? '2026-12-01T10:00:00+08:00',
    withoutSent: moment === undefined,
    standards: {
      urban: asked.standards.urban ?? DEFAULT_STANDARDS.urban,
      rural: asked.standards.rural ?? DEFAULT_STANDARDS.rural,
    },
  }
}

const metres = fc.option(fc.integer({ min: 100, max: 50_000 }))
const percent = fc.integer({ min: 0, max: 95 })
const quota = fc.option(fc.integer({ min: 1, max: 150 }))
const reference = fc.oneof(
  fc.constant({ stationId: 'S-1' }),
  fc.record({ lon: fc.integer({ min: 116, max: 117 }), lat: fc.integer({ min: 35, max: 36 }) }),
)
const named = reference.map((of) => ({ reference: of, name: '某处', nameEn: null }))
const anyOptions: fc.Arbitrary<SitingOptions> = fc
  .record({
    problem: fc.constantFrom('mclp', 'lscp', 'p-median', 'p-center'),
    add: fc.integer({ min: 1, max: 200 }),
    targetPercent: fc.integer({ min: 1, max: 100 }),
    turnoutSeconds: fc.integer({ min: 0, max: 3600 }),
    backupPercent: percent,
    busyPercent: percent,
    gapPercent: fc.integer({ min: 0, max: 50 }),
    robust: fc.constantFrom('nominal', 'average', 'worst'),
    settlements: fc.boolean(),
    towns: fc.boolean(),
    longerHours: fc.boolean(),
    moreCrew: fc.boolean(),
    upgrades: fc.boolean(),
    nearTownsMetres: metres,
    awayFromStationsMetres: metres,
    points: fc.array(fc.record({ lon: fc.constant(116.5), lat: fc.constant(35.5) }), {
      maxLength: 3,
    }),
    view: fc.constantFrom('anywhere', 'inside', 'outside'),
    limit: fc.constantFrom('number', 'budget'),
    leastCountyPercent: fc.option(fc.integer({ min: 1, max: 100 })),
    money: fc.integer({ min: 1, max: 10_000 }),
    years: fc.integer({ min: 1, max: 50 }),
    quotas: fc.dictionary(
      fc.constantFrom('370811', '370826'),
      fc.record({ least: quota, most: quota }),
    ),
    must: fc.array(named, { maxLength: 2 }),
    forbid: fc.array(named, { maxLength: 2 }),
    phases: fc.array(
      fc.record({ name: fc.constant('一期'), most: fc.integer({ min: 1, max: 9 }) }),
      {
        maxLength: 2,
      },
    ),
  })
  .map((options) => ({ ...INITIAL_OPTIONS, ...options }) as SitingOptions)

describe('an opened answer', () => {
  it('is understood as the server understands what is not said', () => {
    const bare = sitingRequestSchema.parse({ problem: 'mclp' })
    const { rules, standards, scenario, obeyClosures } = understood({ problem: 'mclp' })
    const { filter, profile, demand, ...said } = bare
    expect(understood({ problem: 'mclp' }).demand).toBe(demand)
    expect({ ...rules, standards, scenario, obeyClosures }).toMatchObject({
      ...said,
      standards: { urban: 180, rural: 600 },
    })
  })

  it('asks the same again, whatever the form was and wherever the map looks', () => {
    forAll(200, anyOptions, (options) => {
      const query = queryOf(options)
      const back = optionsOf({ query, sites: [] }, STATIONS)
      const elsewhere: typeof HERE = [110, 30, 111, 31]
      const again = sitingRequest(coverageRequest(STRIP, NO_CHANGES), back, elsewhere)
      expect(isSameForm(query, again)).toBe(true)
      expect(conditionsApart(query, again)).toEqual([])
    })
  })

  it('names the sites of its lists: those it chose, stations, and other places by where they are', () => {
    const chosen = siteOf({ lon: 116.7, name: '乙村', nameEn: 'Yi' })
    const must = [{ stationId: 'S-1' }, { lon: 116.7, lat: 35.4 }]
    const query = { ...queryOf(INITIAL_OPTIONS), must, forbid: [{ lon: 116.123456, lat: 35 }] }
    const back = optionsOf({ query, sites: [chosen] }, STATIONS)
    expect(back.must.map(({ name, nameEn }) => [name, nameEn])).toEqual([
      ['甲站', null],
      ['乙村', 'Yi'],
    ])
    expect(back.forbid[0]!.name).toContain('116.12346')
  })
})

describe('conditions of an answer', () => {
  const others = {
    standard: { standards: { urban: 240, rural: 600 } },
    vehicle: { profile: 'supply-lorry' as const },
    stations: { filter: { ...STRIP.filter, counted: 'operating' as const } },
    closures: { obeyClosures: false },
    time: { weighting: 'calls' as const },
    demand: { demand: 'day-and-night' as const },
  }
  const rows: [string, Partial<typeof STRIP>][] = [
    ...Object.entries(others),
    ['time', { part: 'moment', at: '2026-11-23T03:00' }],
  ]

  it.each(rows)(
    'that differ in %s alone are named, and go back onto the strip',
    (name, changes) => {
      const strip = { ...STRIP, ...changes }
      const query = queryOf(INITIAL_OPTIONS, strip)
      const request = sitingRequest(coverageRequest(STRIP, NO_CHANGES), INITIAL_OPTIONS, null)
      expect(conditionsApart(query, request)).toEqual([name])
      expect(isSameForm(query, request)).toBe(true)
      const taken = { ...STRIP, ...stripOf(query, STRIP) }
      const again = sitingRequest(coverageRequest(taken, NO_CHANGES), INITIAL_OPTIONS, null)
      expect(conditionsApart(query, again)).toEqual([])
    },
  )

  it('are the same on the next day, and other than now where a moment was asked about', () => {
    const asked = queryOf(INITIAL_OPTIONS)
    const later = asked.periods!.map((each) => ({ ...each, at: `2027-03-0${each.at.slice(9)}` }))
    expect(conditionsApart(asked, { ...asked, periods: later })).toEqual([])
    const now = { ...STRIP, part: 'moment' as const, at: null }
    const request = sitingRequest(coverageRequest(now, NO_CHANGES), INITIAL_OPTIONS, null)
    expect(conditionsApart(queryOf(INITIAL_OPTIONS, now), request)).toEqual([])
    expect(stripOf(queryOf(INITIAL_OPTIONS, now), STRIP)).toMatchObject({
      part: 'moment',
      at: null,
    })
  })

  it('know the scenario that the sites were chosen over', () => {
    const scenario = { ...NO_CHANGES, remove: ['S-1'] }
    const query = queryOf(INITIAL_OPTIONS, STRIP, scenario)
    const request = sitingRequest(coverageRequest(STRIP, NO_CHANGES), INITIAL_OPTIONS, null)
    expect(conditionsApart(query, request)).toEqual(['scenario'])
  })

  it('leave the strip its day where theirs is of other periods', () => {
    const query = {
      ...queryOf(INITIAL_OPTIONS),
      periods: [{ at: '2026-12-01T06:00:00+08:00', weight: 1 }],
    }
    expect(stripOf(query, STRIP)).not.toHaveProperty('part')
  })
})

describe('two answers side by side', () => {
  it('share the sites of one place and kind, and tell the others', () => {
    const here = [siteOf({}), siteOf({ rank: 2, stationId: 'S-1', kind: 'longer-hours' })]
    const there = [
      siteOf({ rank: 1, stationId: 'S-1', kind: 'more-crew' }),
      siteOf({ rank: 2, kind: 'longer-hours', stationId: 'S-1', lon: 1 }),
      siteOf({ rank: 3, lon: 116.5, lat: 35.41 }),
    ]
    const rows = sitesBeside({ sites: here }, { sites: there })
    expect(rows.map((row) => [row.here?.rank, row.there?.rank])).toEqual([
      [1, undefined],
      [2, 2],
      [undefined, 1],
      [undefined, 3],
    ])
    expect(countBeside(rows)).toEqual({ both: 1, here: 1, there: 2 })
  })

  it('lose no site, and an answer beside itself shares all', () => {
    const site = fc
      .record({ lon: fc.integer({ min: 0, max: 3 }), kind: fc.constantFrom('new-site', 'upgrade') })
      .map((place) => siteOf(place as Partial<Parameters<typeof siteOf>[0]>))
    forAll(100, fc.tuple(fc.array(site), fc.array(site)), ([here, there]) => {
      const counts = countBeside(sitesBeside({ sites: here }, { sites: there }))
      expect([counts.both + counts.here, counts.both + counts.there]).toEqual([
        here.length,
        there.length,
      ])
      const same = countBeside(sitesBeside({ sites: here }, { sites: here }))
      expect(same).toEqual({ both: here.length, here: 0, there: 0 })
    })
  })
})

describe('a proposed name', () => {
  const answer = keptAnswer()
  const byNumber = { ...answer, query: { ...answer.query, budget: null } }

  it('says how many sites of which problem and when, or for how much', () => {
    expect(proposedName(byNumber, [], 'zh', sitingRunTexts('zh'))).toBe(
      '2 处 · 最大覆盖 · 2026-12-01',
    )
    expect(proposedName(answer, [], 'en', sitingRunTexts('en'))).toBe(
      '1,000 (10,000 yuan) · Maximal covering · 2026-12-01',
    )
  })

  it('is free', () => {
    const name = '2 处 · 最大覆盖 · 2026-12-01'
    const taken = [name, `${name} 2`]
    expect(proposedName(byNumber, taken, 'zh', sitingRunTexts('zh'))).toBe(`${name} 3`)
  })
})
