import { beforeEach, describe, expect, it } from 'vitest'
import {
  changeNearest,
  changeState,
  INITIAL_STATE,
  layersOf,
  toggleLayer,
  useAppState,
} from '../../../client/state/app-state.ts'
import { LAYER_IDS } from '../../../data/collections.ts'

const shown = () => [...layersOf(useAppState.getState())].sort()
const place = { position: [116.5, 35.4], label: null } as const

beforeEach(() => useAppState.setState(INITIAL_STATE))

describe('layers on the map', () => {
  it('are all of them before anything was asked, and in the tabs about layers', () => {
    for (const panel of ['nearest', 'list', 'legend'] as const) {
      changeState({ panel })
      expect(shown()).toEqual([...LAYER_IDS].sort())
    }
  })

  it('are the stations and what was asked for while an answer stands', () => {
    changeState({ place: { ...place } })
    expect(shown()).toEqual(['stations'])
    changeNearest({ collection: 'stockpiles' })
    expect(shown()).toEqual(['stations', 'stockpiles'])
    // a union is asked for by its name and shown by its parts
    changeNearest({ collection: 'forests' })
    expect(shown()).toEqual(['forest-areas', 'stations', 'watchtowers'])
  })

  it('are those that the open tab is about', () => {
    changeState({ panel: 'dispatch' })
    expect(shown()).toEqual(['flood-areas', 'hydraulic-structures', 'levees', 'stockpiles'])
    changeState({ panel: 'coverage' })
    expect(shown()).toEqual(['stations'])
  })

  it('stay as they were chosen by hand, whatever tab is opened', () => {
    changeState({ panel: 'dispatch' })
    toggleLayer('levees')
    expect(shown()).toEqual(['flood-areas', 'hydraulic-structures', 'stockpiles'])
    changeState({ panel: 'coverage', place: { ...place } })
    expect(shown()).toEqual(['flood-areas', 'hydraulic-structures', 'stockpiles'])
    toggleLayer('levees')
    expect(shown()).toContain('levees')
    changeState({ visibleLayers: [] })
    expect(shown()).toEqual([])
  })
})
