import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseResult } from '../../../client/panels/search/search-options.ts'
import { INITIAL_STATE, useAppState } from '../../../client/state/app-state.ts'
import { takeIn, useRememberedSystem } from '../../../client/state/pasted-place.ts'
import { FOUND_BESIDE, type PastedSystem, type SearchFeature } from '../../../data/search.ts'
import { stubStorage } from './stub-storage.ts'

/** Positions stand for themselves: the page does no arithmetic with them. */
const UNKNOWN: PastedSystem = {
  system: 'wgs84',
  certainty: 'unknown',
  readings: [
    { system: 'wgs84', position: [116.587, 35.415], metres: 0 },
    { system: 'gcj02', position: [116.581, 35.416], metres: 482 },
    { system: 'bd09', position: [116.575, 35.41], metres: 1225 },
  ],
}
const TOLD: PastedSystem = {
  system: 'bd09',
  certainty: 'told',
  readings: [{ system: 'bd09', position: [116.6, 35.5], metres: 0 }],
}
const ASSUMED: PastedSystem = {
  system: 'gcj02',
  certainty: 'assumed',
  readings: [
    { system: 'gcj02', position: [116.6, 35.5], metres: 0 },
    { system: 'wgs84', position: [116.606, 35.5], metres: 482 },
  ],
}

const choose = (pasted: PastedSystem): void => {
  const [longitude, latitude] = pasted.readings[0]!.position
  const feature: SearchFeature = {
    type: 'Feature',
    id: 'coordinates:1',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: {
      collection: 'coordinates',
      name: '1',
      nameEn: null,
      kind: FOUND_BESIDE.coordinates,
      county: null,
      town: null,
      isPlace: true,
      isNearestSpelling: false,
      context: '',
      contextEn: '',
      bbox: [longitude, latitude, longitude, latitude],
      pasted,
    },
  }
  chooseResult(feature, 'nearest', 'zh')
}
const place = () => useAppState.getState().place!

let storage: Record<string, string>
beforeEach(() => {
  storage = stubStorage('localStorage', {})
  useRememberedSystem.setState({ system: 'wgs84' })
  useAppState.setState(INITIAL_STATE)
})
afterEach(() => vi.unstubAllGlobals())

test('another system moves the place at once, and is remembered for the next of unknown system', () => {
  choose(UNKNOWN)
  expect(place()).toMatchObject({ position: [116.587, 35.415], label: '116.58700, 35.41500' })
  useAppState.setState({ emphasisedId: 'S-1' })
  takeIn(place(), 'gcj02')
  expect(place()).toMatchObject({ position: [116.581, 35.416], label: '116.58100, 35.41600' })
  expect(place().pasted?.system).toBe('gcj02')
  expect(useAppState.getState().emphasisedId).toBeNull()
  expect(storage['coordinate-system']).toBe('gcj02')

  expect(place().isAsLast).toBe(false)
  choose(UNKNOWN)
  expect(place().position).toEqual([116.581, 35.416])
  expect(place().isAsLast).toBe(true)
  expect(useAppState.getState().flyTarget?.bbox).toEqual([116.581, 35.416, 116.581, 35.416])
  takeIn(place(), 'wgs84')
  expect(place().position).toEqual([116.587, 35.415])
})

test('what is told or assumed of the source goes before what is remembered, and is not remembered', () => {
  useRememberedSystem.setState({ system: 'wgs84' })
  choose(ASSUMED)
  expect(place().position).toEqual([116.6, 35.5])
  takeIn(place(), 'wgs84')
  expect(place().position).toEqual([116.606, 35.5])
  useRememberedSystem.setState({ system: 'gcj02' })
  choose(TOLD)
  expect(place()).toMatchObject({ position: [116.6, 35.5], pasted: { system: 'bd09' } })
  takeIn(place(), 'gcj02')
  expect(place().position).toEqual([116.6, 35.5])
  expect(useRememberedSystem.getState().system).toBe('gcj02')
})

test('abroad, where systems make no difference, the remembered one moves nothing', () => {
  useRememberedSystem.setState({ system: 'bd09' })
  choose({ ...UNKNOWN, readings: UNKNOWN.readings.slice(0, 1) })
  expect(place()).toMatchObject({ position: [116.587, 35.415], pasted: { system: 'wgs84' } })
})

test('what the storage holds is looked at first', async () => {
  storage['coordinate-system'] = 'bd09'
  await useRememberedSystem.persist.rehydrate()
  expect(useRememberedSystem.getState().system).toBe('bd09')
  storage['coordinate-system'] = 'mars'
  useRememberedSystem.setState({ system: 'wgs84' })
  storage['coordinate-system'] = 'mars'
  await useRememberedSystem.persist.rehydrate()
  expect(useRememberedSystem.getState().system).toBe('wgs84')
})
