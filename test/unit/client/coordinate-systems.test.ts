/** Coordinates as other maps have them, against the published formulas worked out apart. */
import { expect, it, test } from 'vitest'
import {
  amapLink,
  inSystem,
  pairText,
  readingsAt,
} from '../../../client/form/coordinate-systems.ts'
import { hashFromState, stateFromHash } from '../../../client/state/address.ts'
import { INITIAL_STATE, useAppState } from '../../../client/state/app-state.ts'
import { giveReadings } from '../../../client/state/pasted-place.ts'

// By the formulas of GCJ-02 and BD-09 in a program of its own.
test.each([
  ['wgs84', '116.587000,35.415000'],
  ['gcj02', '116.592291,35.414552'],
] as const)('a place in %s', (system, text) => {
  expect(pairText(inSystem([116.587, 35.415], system))).toBe(text)
})

it('a link to 高德 has its numbers, and a name that no program stumbles over', () => {
  expect(amapLink([116.587, 35.415], 'A&B 路')).toBe(
    'https://uri.amap.com/marker?position=116.592291,35.414552&name=A%26B%20%E8%B7%AF',
  )
})

it('numbers that were taken in one system lie elsewhere in the others', () => {
  const [first, ...others] = readingsAt([116.587, 35.415], 'gcj02')
  expect(first).toEqual({ system: 'gcj02', position: [116.587, 35.415], metres: 0 })
  const wgs84 = others.find(({ system }) => system === 'wgs84')!
  // as numbers they are those that 高德 shows for the place
  expect(pairText(wgs84.position)).toBe('116.592291,35.414552')
  expect(wgs84.metres).toBeGreaterThan(470)
  expect(wgs84.metres).toBeLessThan(490)
  expect(others.map(({ system }) => system)).toEqual(['wgs84', 'bd09'])
})

it('a link keeps the system that was chosen, and the place where it is', () => {
  const state = stateFromHash('#place=116.587,35.415&system=gcj02')
  expect(state.place?.pasted).toEqual({ system: 'gcj02', certainty: 'assumed', readings: [] })
  useAppState.setState({ ...INITIAL_STATE, ...state })
  giveReadings(readingsAt([116.587, 35.415], 'gcj02'))
  const { place } = useAppState.getState()
  expect(place).toMatchObject({ position: [116.587, 35.415], pasted: { system: 'gcj02' } })
  expect(hashFromState(useAppState.getState())).toContain('&system=gcj02')
  expect(stateFromHash('#place=116.587,35.415&system=mars').place).not.toHaveProperty('pasted')
  expect(stateFromHash('#system=gcj02').place ?? null).toBeNull()
})
