import { describe, expect, it, vi } from 'vitest'
import { fetchCollection } from '../../../client/api/features.ts'
import { deleteClosure, deleteWarning, endClosure } from '../../../client/api/hazards.ts'
import { nearestQuery } from '../../../client/api/nearest.ts'
import { ApiProblem, isOutcomeUnknown } from '../../../client/api/problem.ts'
import { addressOf, ask, queryClient } from '../../../client/api/request.ts'
import { INITIAL_STATE } from '../../../client/state/app-state.ts'
import type { RoadClosure } from '../../../data/road-closure.ts'
import type { Warning } from '../../../data/warning.ts'
import { point } from '../../fixtures/shapes.ts'

const answers = (byUrl: Readonly<Record<string, Response>>): string[] => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    const answer = byUrl[url]
    if (!answer) throw new TypeError('Failed to fetch')
    return answer
  })
  return asked
}
const feature = (id: string): object => ({
  ...{ type: 'Feature', id, geometry: point(116, 35), properties: {} },
})
/** What becomes of a question that is answered so, or not at all. */
const failure = (answer?: Response): Promise<unknown> => {
  answers(answer ? { '/api/health': answer } : {})
  return ask('get', '/api/health').catch((error: unknown) => error)
}

it('fetchCollection follows next to the last page, on its own origin whatever the link names', async () => {
  const asked = answers({
    '/api/collections/stations/items?limit=10000': Response.json({
      features: [feature('a'), feature('b')],
      links: [
        { rel: 'self', href: 'http://10.0.0.1:8787/api/collections/stations/items' },
        { rel: 'next', href: 'http://10.0.0.1:8787/api/collections/stations/items?after=b' },
      ],
    }),
    '/api/collections/stations/items?after=b': Response.json({
      features: [feature('c')],
      links: [],
    }),
  })
  const { features } = await fetchCollection('stations')
  expect(features.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(asked).toHaveLength(2)
})

describe('a failed request', () => {
  it('carries the sentence of the problem document in both languages', async () => {
    const document = {
      ...{ type: '/problems/invalid-parameter', title: 'Invalid parameter', status: 400 },
      ...{ detail: 'lon must be a number', detailZh: 'lon 必须是数字' },
    }
    const headers = { 'Content-Type': 'application/problem+json' }
    const problem = await failure(Response.json(document, { status: 400, headers }))
    expect(problem).toBeInstanceOf(ApiProblem)
    expect(problem).toMatchObject({
      kind: 'invalid-parameter',
      status: 400,
      sentence: { zh: 'lon 必须是数字', en: 'lon must be a number' },
    })
  })

  it('has a sentence of its own where a proxy answers with a page', async () => {
    const problem = await failure(new Response('<h1>Bad gateway</h1>', { status: 502 }))
    expect(problem).toMatchObject({ kind: 'internal', status: 502 })
    expect(problem).toMatchObject({ sentence: { zh: '服务器内部错误' } })
  })

  it('is no word of ours where a gateway had no answer: a change may have been carried out', async () => {
    const problem = await failure(new Response('<h1>Unavailable</h1>', { status: 503 }))
    expect(problem).toMatchObject({ kind: 'internal', status: 503 })
    expect(isOutcomeUnknown(problem as ApiProblem)).toBe(true)
  })

  it('is a problem also where the answer is no JSON', async () => {
    const problem = await failure(new Response('<html></html>', { status: 200 }))
    expect(problem).toBeInstanceOf(ApiProblem)
  })

  it('says that the server cannot be reached', async () => {
    expect(await failure()).toMatchObject({ kind: 'offline', status: 0 })
  })
})

describe('a closure or warning whose change got no answer', () => {
  const document = { id: 'a', version: 1 }
  const SIGNED = { by: '', reason: '' }
  it.each([
    ['opened', 'closures', () => endClosure('a', SIGNED)],
    ['deleted', 'closures', () => deleteClosure(document as RoadClosure, SIGNED)],
    ['deleted', 'warnings', () => deleteWarning(document as Warning, SIGNED)],
  ])('is looked up again: %s of %s', async (_change, queryKey, change) => {
    answers({})
    const invalidated = vi.spyOn(queryClient, 'invalidateQueries')
    await expect(change()).rejects.toMatchObject({ kind: 'offline' })
    expect(invalidated).toHaveBeenCalledWith({ queryKey: [queryKey] })
    invalidated.mockRestore()
  })
})

it('nearestQuery asks for now without a time, and with the local offset otherwise', () => {
  const options = INITIAL_STATE.nearest
  const parametersOf = (asked: typeof options) => {
    const query = nearestQuery({ position: [116.5, 35.4], options: asked })
    return new URL(addressOf('/api/nearest', { query }), 'http://localhost').searchParams
  }
  expect(Object.fromEntries(parametersOf(options))).toEqual({
    lon: '116.5',
    lat: '35.4',
    collection: 'stations',
    k: '5',
    profile: 'rescue-van',
    onDuty: 'true',
  })
  const equipment = { pump: 2, boat: 1 }
  const later = parametersOf({ ...options, at: '2026-07-01T18:30', equipment })
  expect(later.get('at')).toBe('2026-07-01T18:30:00+08:00')
  expect(later.get('equipment')).toBe('pump:2,boat:1')
})
