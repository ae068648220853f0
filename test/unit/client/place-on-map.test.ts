import { beforeEach, describe, expect, it } from 'vitest'
import {
  askAbout,
  changeState,
  INITIAL_STATE,
  useAppState,
} from '../../../client/state/app-state.ts'
import {
  beforeOf,
  clickPlaceOnMap,
  forgetBefore,
  setPlaceOnMap,
  takePlaceBack,
  usePlaceOnMap,
} from '../../../client/state/place-on-map.ts'

const FIRST = { position: [116.5, 35.4] as const, label: '洸河路与建设路路口' }

beforeEach(() => {
  useAppState.setState(INITIAL_STATE)
  forgetBefore()
})

const canTakeBack = () => beforeOf(usePlaceOnMap.getState(), useAppState.getState().place) !== null
const placed = () => useAppState.getState().place?.position ?? null

describe('a click on open ground', () => {
  it('sets the first place without a word', () => {
    clickPlaceOnMap([116.6, 35.5])
    expect(placed()).toEqual([116.6, 35.5])
    expect(usePlaceOnMap.getState().before).toBeNull()
  })

  it('moves a place that stands, which can be taken back with what was emphasised and open', () => {
    const selection = { collection: 'stations', id: 'S-1' } as const
    changeState({ place: FIRST, emphasisedId: 'S-2', selection })
    clickPlaceOnMap([116.6, 35.5])
    expect(useAppState.getState()).toMatchObject({ emphasisedId: null, selection: null })
    expect(placed()).toEqual([116.6, 35.5])
    takePlaceBack()
    expect(useAppState.getState()).toMatchObject({ place: FIRST, emphasisedId: 'S-2', selection })
    // and only once
    changeState({ place: null })
    takePlaceBack()
    expect(placed()).toBeNull()
  })

  it('moves it again and again: the last five are taken back one by one', () => {
    changeState({ place: FIRST, areaAsked: { name: '京台高速', nameEn: null, kind: 'road' } })
    for (const step of [1, 2, 3, 4, 5, 6]) clickPlaceOnMap([116 + step / 10, 35.5])
    expect(useAppState.getState().areaAsked).toBeNull()
    for (const step of [5, 4, 3, 2, 1]) {
      expect(usePlaceOnMap.getState().before).not.toBeNull()
      takePlaceBack()
      expect(placed()).toEqual([116 + step / 10, 35.5])
    }
    expect(usePlaceOnMap.getState().before).toBeNull()
  })

  it('is no longer taken back once another place was searched for', () => {
    changeState({ place: FIRST })
    clickPlaceOnMap([116.6, 35.5])
    expect(canTakeBack()).toBe(true)
    askAbout([116.7, 35.6], '古槐街道')
    expect(canTakeBack()).toBe(false)
    takePlaceBack()
    expect(placed()).toEqual([116.7, 35.6])
    // a further click goes back to what was searched for, and no further
    clickPlaceOnMap([116.8, 35.7])
    takePlaceBack()
    expect(placed()).toEqual([116.7, 35.6])
    expect(canTakeBack()).toBe(false)
  })

  it.each(['coverage', 'list', 'legend', 'hazards'] as const)(
    'does nothing in the tab %s, where the right button sets a place and stays',
    (panel) => {
      changeState({ panel })
      clickPlaceOnMap([116.6, 35.5])
      expect(useAppState.getState()).toMatchObject({ panel, place: null })
      setPlaceOnMap([116.6, 35.5])
      expect(useAppState.getState()).toMatchObject({
        panel,
        place: { position: [116.6, 35.5], label: null },
      })
      // the page says so, since nothing else in this tab shows it
      expect(usePlaceOnMap.getState().before).toMatchObject({ place: null })
      takePlaceBack()
      expect(useAppState.getState()).toMatchObject({ panel, place: null })
    },
  )

  it('sets the place of goods in the tab of dispatch, and stays there', () => {
    changeState({ panel: 'dispatch', place: FIRST })
    clickPlaceOnMap([116.6, 35.5])
    expect(useAppState.getState()).toMatchObject({ panel: 'dispatch' })
    expect(placed()).toEqual([116.6, 35.5])
    takePlaceBack()
    expect(useAppState.getState().place).toEqual(FIRST)
  })
})
