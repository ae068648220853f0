/** What a siting answer claims, counted again by the coverage analysis over HTTP: fifty questions. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NO_CHANGES } from '../../data/scenario.ts'
import { withSites } from '../../data/scenario-edits.ts'
import { createTestApp } from '../fixtures/app.ts'
import { settlement, station } from '../fixtures/app-features.ts'
import { BLOCK_METRES, gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { forAllInTurn } from '../fixtures/runs.ts'
import { sitingInTurn, solved } from '../fixtures/siting-in-turn.ts'

const BLOCKS = 30
const TOWNS = 5
const QUESTIONS_PER_TOWN = 10
const NIGHT = '2026-11-23T23:00:00+08:00'

const network = loadedNetwork(gridDraft(BLOCKS, BLOCKS))

const corner = fc
  .record({ x: fc.nat(BLOCKS - 1), y: fc.nat(BLOCKS - 1) })
  .map(({ x, y }) => gridLonLat(x * BLOCK_METRES, y * BLOCK_METRES))

const towns = fc.record({
  stations: fc.array(
    fc.record({
      place: corner,
      grade: fc.constantFrom('first' as const, 'third' as const),
      isByDay: fc.boolean(),
      crewOnDuty: fc.constantFrom(0, 3),
      equipment: fc.constantFrom({}, { boat: 1 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  villages: fc.array(
    fc.record({ place: corner, people: fc.integer({ min: 1, max: 900 }), isUrban: fc.boolean() }),
    { minLength: 4, maxLength: 14 },
  ),
  questions: fc.array(
    fc.record({
      problem: fc.constantFrom('mclp', 'lscp', 'p-median', 'p-center'),
      add: fc.integer({ min: 1, max: 4 }),
      targetPercent: fc.integer({ min: 30, max: 100 }),
      backupPercent: fc.constantFrom(0, 40),
      standards: fc.record({
        urban: fc.integer({ min: 90, max: 200 }),
        rural: fc.integer({ min: 120, max: 300 }),
      }),
      filter: fc.record({
        equipment: fc.constantFrom({}, { boat: 1 }),
        minimumGrade: fc.constantFrom(null, 'second'),
      }),
      candidates: fc.record({ longerHours: fc.boolean() }),
    }),
    { minLength: QUESTIONS_PER_TOWN, maxLength: QUESTIONS_PER_TOWN },
  ),
})

test('as many people are in time as the coverage finds once the sites are built', async () => {
  await forAllInTurn(TOWNS, towns, async ({ stations, villages, questions }) => {
    const app = await createTestApp(
      {
        stations: stations.map(({ place, isByDay, ...values }, index) =>
          station(`S-${index}`, place, {
            ...values,
            ...(isByDay && { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' }),
          }),
        ),
        settlements: villages.map(({ place, people, isUrban }, index) =>
          settlement(`V-${index}`, place, { people, areaClass: isUrban ? 'urban' : 'rural' }),
        ),
      },
      { network: () => network, siting: sitingInTurn },
    )
    for (const question of questions) {
      const answer = await solved(app, { at: NIGHT, ...question })
      const scenario = withSites(
        NO_CHANGES,
        answer.sites,
        answer.query,
        ({ rank }) => `站 ${rank}`,
        () => ({ crewOnDuty: 0 }),
      )
      const { standards, filter } = question
      const asked = { at: NIGHT, standards, filter, scenario, parts: [] }
      const coverage = (await (await app.post('/api/coverage', asked)).json()) as {
        summary: { peopleInTime: number; people: number }
      }
      expect(answer.sites.length).toBeLessThanOrEqual(question.add)
      expect([answer.peopleInTime, answer.people]).toEqual([
        coverage.summary.peopleInTime,
        coverage.summary.people,
      ])
      expect(answer.peopleInTimeChecked).toBe(answer.peopleInTime)
    }
  })
})
