/** Which closures are obeyed by those who drive for a while. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Closure } from '../../../data/scenario.ts'
import {
  ClosuresInForce,
  type InForce,
} from '../../../server/services/hazards/closures-in-force.ts'
import { RevisionMemo } from '../../../server/services/revision-memo.ts'
import { openTemporaryStore, type ShortStore } from '../../fixtures/stores.ts'

const at = (time: string): Date => new Date(`2026-11-24T${time}:00+08:00`)

let store: ShortStore
let inForce: ClosuresInForce
beforeEach(async () => {
  store = await openTemporaryStore()
  inForce = new ClosuresInForce(new RevisionMemo())
})

type Roads = Parameters<ClosuresInForce['roads']>[1]
const roadsOf = (asked: Roads) => store.read((snapshot) => inForce.roads(snapshot, asked))
const roadsAt = (from: Date) => roadsOf({ from, isObeying: true })
const closuresDuring = (from: Date, until: Date): Promise<InForce> =>
  store.read((snapshot) => inForce.during(snapshot, from, until))

const close = async (name: string, from: string, until: string | null): Promise<void> => {
  await store.closures.create({
    name,
    at: '2026-11-23T00:00:00.000Z',
    content: {
      ...{ kind: 'road', area: { type: 'Point', coordinates: [116.6, 35.4] }, note: '' },
      from: at(from).toISOString(),
      until: until && at(until).toISOString(),
    },
  })
}
const during = async (from: string, until: string): Promise<string[]> => {
  const asked = { from: at(from), until: at(until), isObeying: true }
  const { obeyed, conditions } = await roadsOf(asked)
  expect(conditions.closures).toHaveLength(obeyed.length)
  return obeyed.map(({ name }) => name)
}

describe('on the way from 06:00 until 08:00', () => {
  it.each<[string, string, string | null, boolean]>([
    ['begins on the way', '06:10', null, true],
    ['begins and ends on the way', '06:10', '06:11', true],
    ['begins at the start', '06:00', '06:30', true],
    ['holds all the time', '05:00', '09:00', true],
    ['is lifted on the way', '05:00', '06:01', true],
    ['begins just before the arrival', '07:59', null, true],
    ['is lifted at the start', '05:00', '06:00', false],
    ['was lifted before', '04:00', '05:00', false],
    ['begins at the arrival', '08:00', null, false],
    ['begins after it', '08:01', '09:00', false],
  ])('a closure that %s', async (name, from, until, isObeyed) => {
    await close(name, from, until)
    expect(await during('06:00', '08:00')).toEqual(isObeyed ? [name] : [])
  })

  it('of several those that hold at any time, and what is closed besides', async () => {
    await close('a', '05:00', '06:30')
    await close('b', '07:00', '09:00')
    await close('c', '09:00', null)
    expect((await during('06:00', '08:00')).sort()).toEqual(['a', 'b'])
    const more: Closure[] = [{ type: 'Point', coordinates: [116.7, 35.4] }]
    const span = { from: at('06:00'), until: at('08:00') }
    const roads = await roadsOf({ ...span, isObeying: true, more })
    expect(roads.conditions.closures).toHaveLength(3)
    expect(roads.obeyed).toHaveLength(2)
  })

  it('none where none are obeyed', async () => {
    await close('a', '06:10', null)
    const span = { from: at('06:00'), until: at('08:00') }
    const roads = await roadsOf({ ...span, isObeying: false })
    expect(roads).toMatchObject({ obeyed: [], conditions: { closures: [] } })
  })

  it('roads are as fast as at the start', async () => {
    const [night, day] = [at('02:00'), at('12:00')]
    const begun = await roadsOf({ from: night, until: day, isObeying: true })
    expect(begun.conditions.period).toBe((await roadsAt(night)).conditions.period)
    expect(begun.conditions.period).not.toBe((await roadsAt(day)).conditions.period)
  })
})

describe('at one moment', () => {
  it('a closure holds from its first until just before its last', async () => {
    await close('a', '06:00', '07:00')
    const names = async (time: string) => (await roadsAt(at(time))).obeyed.map(({ name }) => name)
    expect(await names('05:59')).toEqual([])
    expect(await names('06:00')).toEqual(['a'])
    expect(await names('06:59')).toEqual(['a'])
    expect(await names('07:00')).toEqual([])
    expect(await during('06:00', '06:00')).toEqual(['a'])
  })

  it('the documents are the same for the same closures, whatever was asked', async () => {
    await close('a', '06:10', '07:00')
    const { documents } = await closuresDuring(at('06:30'), at('06:30'))
    expect(documents).toHaveLength(1)
    expect((await closuresDuring(at('06:00'), at('08:00'))).documents).toEqual(documents)
    expect((await closuresDuring(at('06:00'), at('06:00'))).documents).toEqual([])
  })
})
