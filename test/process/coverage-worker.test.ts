/** Planners' questions in real threads: same answers, given up on request, alive after a crash. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, describe, expect, test } from 'vitest'
import { COVERAGE_PARTS, type CoverageRequest } from '../../data/coverage.ts'
import { Cancelled } from '../../server/analysis/cancellation.ts'
import type { PlanningData } from '../../server/analysis/coverage/planning-data.ts'
import { UnknownStation } from '../../server/analysis/coverage/stations.ts'
import { type NetworkDraft, STRUCTURE } from '../../server/network/draft.ts'
import { type AnalysisContext, localPlanner, type Planner } from '../../server/worker/planner.ts'
import { threadPlanner } from '../../server/worker/planner-threads.ts'
import { settlement, station } from '../fixtures/app-features.ts'
import { NIGHT, questionFor } from '../fixtures/coverage-ground.ts'
import { along, longRoad, planningDataOf } from '../fixtures/coverage-hand-made.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { runProgram } from '../fixtures/served-product.ts'
import { rectangle } from '../fixtures/shapes.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const SQUARE = [rectangle(116.55, 35.35, 116.85, 35.45)]

/** A road with a station at either end: everything about it is computed at once. */
const SMALL: AnalysisContext = {
  network: loadedNetwork(longRoad(20)),
  data: {
    ...planningDataOf(
      [station('A', along(0)), station('B', along(18_000), { crewOnDuty: 0 })],
      [
        settlement('town', along(1200), { areaClass: 'urban', people: 100 }),
        settlement('village', along(9000), { people: 20 }),
      ],
    ),
    region: [SQUARE],
  },
}

/** Thousands of bridges, each tried by itself: it takes longer than any test waits. */
const bridges = ({ segments, ...draft }: NetworkDraft): NetworkDraft => ({
  ...draft,
  segments: segments.map((segment) => ({ ...segment, structure: STRUCTURE.bridge })),
})
const LARGE_BLOCKS = 100
const LARGE: AnalysisContext = {
  network: loadedNetwork(bridges(gridDraft(LARGE_BLOCKS, LARGE_BLOCKS))),
  data: {
    ...planningDataOf(
      [station('A', gridLonLat(0, 0)), station('B', gridLonLat(9900, 9900))],
      [settlement('V', gridLonLat(4950, 4950))],
    ),
    revision: 2,
  },
}

const coverage = (request: CoverageRequest, parts = [...COVERAGE_PARTS]) => ({
  question: questionFor({ at: NIGHT, ...request }),
  parts,
})
const ENDLESS = coverage({ standards: { urban: 7200, rural: 7200 } }, ['fragility'])
/** For questions that are not given up. */
const { signal: never } = new AbortController()
const askSmall = (planner: Planner) => planner.run('long', SMALL, 'coverage', coverage({}), never)
/** Long enough for a message to reach a thread, not that anything depends on it. */
const MOMENT_MILLISECONDS = 100
const moment = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, MOMENT_MILLISECONDS))

const silent = () => threadPlanner(pino({ level: 'silent' }))
const local = localPlanner()
const threads = silent()
afterAll(() => threads.close())

describe('threads answer as the caller would himself', () => {
  test.each<[string, CoverageRequest]>([
    ['today', {}],
    ['with a reserve', { filter: { due: 2 } }],
    ['a scenario', { scenario: { change: [{ id: 'B', crewOnDuty: 3 }], remove: ['A'] } }],
    ['with a road closed', { closures: [{ type: 'Point', coordinates: along(5500) }] }],
  ])('%s', async (_, request) => {
    const question = questionFor({ at: NIGHT, ...request })
    const ask = async (planner: Planner) => [
      await planner.run('quick', SMALL, 'coverage', coverage(request), never),
      await planner.run('long', SMALL, 'arrivals', { question }, never),
      await planner.run('long', SMALL, 'contours', { question, minutes: [2, 20] }, never),
    ]
    expect(await ask(threads)).toEqual(await ask(local))
  })

  test('over the data of the question, whatever was asked before', async () => {
    const other: PlanningData = { ...SMALL.data, ...planningDataOf([], []), revision: 3 }
    const people = async (data: PlanningData): Promise<number> => {
      const ground = { ...SMALL, data }
      const { summary } = await threads.run('quick', ground, 'coverage', coverage({}), never)
      return summary.people
    }
    expect([await people(SMALL.data), await people(other), await people(SMALL.data)]).toEqual([
      120, 0, 120,
    ])
  })

  test('what is wrong with a question as well', async () => {
    const unknown = coverage({ scenario: { remove: ['X'] } })
    const error = await threads.run('quick', SMALL, 'coverage', unknown, never).catch((e) => e)
    expect(error).toBeInstanceOf(UnknownStation)
    expect(error).toMatchObject({
      parameter: 'scenario.remove.0',
      stationId: 'X',
      isDuplicate: false,
    })
  })
})

describe('a question that nobody waits for any more', () => {
  test('is not begun', async () => {
    const gone = AbortSignal.abort()
    await expect(threads.run('long', SMALL, 'coverage', coverage({}), gone)).rejects.toBeInstanceOf(
      Cancelled,
    )
  })

  test('is stopped while it is computed, and the next one is answered', async () => {
    await threads.run('long', LARGE, 'arrivals', ENDLESS, never)
    const asker = new AbortController()
    const running = threads.run('long', LARGE, 'coverage', ENDLESS, asker.signal)
    const next = askSmall(threads)
    await moment()
    asker.abort()
    await expect(running).rejects.toBeInstanceOf(Cancelled)
    expect(await next).toEqual(await askSmall(local))
  })

  test('leaves the queue at once, while another is computed', async () => {
    const [first, second] = [new AbortController(), new AbortController()]
    const running = threads.run('long', LARGE, 'coverage', ENDLESS, first.signal)
    const waiting = threads.run('long', SMALL, 'coverage', coverage({}), second.signal)
    const last = askSmall(threads)
    second.abort()
    // The first is still there to be given up, so the second has not waited for it.
    await expect(waiting).rejects.toBeInstanceOf(Cancelled)
    first.abort()
    await expect(running).rejects.toBeInstanceOf(Cancelled)
    expect((await last).summary.people).toBe(120)
  })

  test('may be one that was answered already', async () => {
    const asker = new AbortController()
    const answer = await threads.run('long', SMALL, 'coverage', coverage({}), asker.signal)
    asker.abort()
    expect(answer.summary.people).toBe(120)
    expect((await askSmall(threads)).summary.people).toBe(120)
  })
})

describe('lanes', () => {
  test('the quick one answers while the long one is busy', async () => {
    const asker = new AbortController()
    const running = threads.run('long', LARGE, 'coverage', ENDLESS, asker.signal)
    const { summary } = await threads.run('quick', SMALL, 'coverage', coverage({}), never)
    expect(summary.people).toBe(120)
    // Had the quick one waited, there would be nothing left to give up.
    asker.abort()
    await expect(running).rejects.toBeInstanceOf(Cancelled)
  })

  test('answer in the order asked', async () => {
    const order: number[] = []
    await Promise.all([1, 2, 3].map((n) => askSmall(threads).then(() => order.push(n))))
    expect(order).toEqual([1, 2, 3])
  })
})

describe('a failure', () => {
  test('within a question is told, and the thread goes on', async () => {
    const broken = { parts: [], question: null } as never
    await expect(threads.run('long', SMALL, 'coverage', broken, never)).rejects.toThrow(/null/)
    expect((await askSmall(threads)).summary.people).toBe(120)
  })

  test('that ends the thread rejects its question; those behind it get another thread', async () => {
    // Data that no model can be made of: loading them throws outside any question.
    const broken = { ...SMALL, data: { ...SMALL.data, demand: null, revision: 9 } } as never
    const failing = () => threads.run('long', broken, 'coverage', coverage({}), never)
    const [lost, behind, again] = await Promise.allSettled([
      failing(),
      askSmall(threads),
      failing(),
    ])
    expect(lost.status).toBe('rejected')
    expect(lost).toMatchObject({ reason: { message: expect.stringMatching(/has ended/) } })
    expect(behind).toMatchObject({ status: 'fulfilled', value: { summary: { people: 120 } } })
    expect(again.status).toBe('rejected')
    expect((await askSmall(threads)).summary.people).toBe(120)
  })
})

describe('closing', () => {
  test('rejects what is computed and what waits', async () => {
    const planner = silent()
    const running = planner.run('long', LARGE, 'coverage', ENDLESS, never)
    const waiting = askSmall(planner)
    const settled = Promise.allSettled([running, waiting])
    await moment()
    await planner.close()
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  test('before anything was asked, or twice, does no harm', async () => {
    const planner = silent()
    await planner.close()
    await planner.close()
  })

  test('lets the process end', () => {
    const module = (path: string): string => new URL(`../../${path}`, import.meta.url).href
    const script = `
      import { pino } from '${import.meta.resolve('pino')}'
      import { threadPlanner } from '${module('server/worker/planner-threads.ts')}'
      import { loadedNetwork } from '${module('test/fixtures/grid-network.ts')}'
      import { longRoad, planningDataOf } from '${module('test/fixtures/coverage-hand-made.ts')}'
      import { questionFor } from '${module('test/fixtures/coverage-ground.ts')}'
      const planner = threadPlanner(pino({ level: 'silent' }))
      const ground = { network: loadedNetwork(longRoad(3)), data: planningDataOf([], []) }
      const input = { question: questionFor({}), parts: [] }
      // A process does not wait for its threads: something else has to keep it.
      const kept = setInterval(() => {}, 1000)
      for (const lane of ['quick', 'long']) {
        await planner.run(lane, ground, 'coverage', input, new AbortController().signal)
      }
      await planner.close()
      clearInterval(kept)
      console.log('closed')`
    const file = join(temporaryFolder(), 'ask-and-close.mjs')
    writeFileSync(file, script)
    const { status, stdout, stderr } = runProgram([file])
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'closed\n', stderr: '' })
  })
})
