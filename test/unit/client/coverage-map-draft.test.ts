import { beforeEach, describe, expect, it, vi } from 'vitest'
import { draftShapes, draftStations } from '../../../client/layers/coverage-draft.ts'
import { editAt } from '../../../client/map/coverage/edit-tool.tsx'
import { holdStation, useHeldStation } from '../../../client/map/coverage/station-drag.ts'
import { stepFrom } from '../../../client/map/step-by-key.ts'
import { EMPTY_DRAFT, undo, useScenarioDraft } from '../../../client/state/scenario-draft.ts'
import { NO_CHANGES, scenarioChangesSchema } from '../../../data/scenario.ts'
import { line, point } from '../../fixtures/shapes.ts'

const PRESENT = new Map(
  [
    { id: 'a', name: '甲站', nameEn: 'Station A', position: [116.1, 35.1] as const },
    { id: 'b', name: '乙站', nameEn: null, position: [116.2, 35.2] as const },
  ].map((station) => [station.id, station]),
)
const A_MOVED = { ...NO_CHANGES, move: [{ id: 'a', lon: 116.5, lat: 35.5 }] }

beforeEach(() => useScenarioDraft.setState(EMPTY_DRAFT))

describe('stations of a scenario on the map', () => {
  it('are those that it adds, moves and closes, each where it is then', () => {
    const add = [{ id: 'new-1', name: '新站', lon: 116.9, lat: 35.9 }]
    const stations = draftStations({ ...A_MOVED, add, remove: ['b'] }, PRESENT)
    expect(stations.map(({ kind, id, position, from }) => ({ kind, id, position, from }))).toEqual([
      { kind: 'moved', id: 'a', position: [116.5, 35.5], from: [116.1, 35.1] },
      { kind: 'removed', id: 'b', position: [116.2, 35.2], from: null },
      { kind: 'added', id: 'new-1', position: [116.9, 35.9], from: null },
    ])
  })

  it('are left out where they are no longer there, or cannot be told apart', () => {
    const changes = {
      ...NO_CHANGES,
      add: [{ lon: 116.9, lat: 35.9 }],
      move: [{ id: 'gone', lon: 116.5, lat: 35.5 }],
      remove: ['gone too'],
    }
    expect(draftStations(changes, PRESENT)).toEqual([])
  })

  it('are closed where they are moved and closed', () => {
    const stations = draftStations({ ...A_MOVED, remove: ['a'] }, PRESENT)
    expect(stations.map(({ kind }) => kind)).toEqual(['removed'])
  })

  it('leave a line from the old to the new place beside what is closed', () => {
    const closure = point(116.3, 35.3)
    const stations = draftStations({ ...A_MOVED, remove: ['b'] }, PRESENT)
    const { features } = draftShapes(stations, [closure])
    const way = line([116.1, 35.1], [116.5, 35.5])
    expect(features.map(({ geometry }) => geometry)).toEqual([closure, way])
  })
})

describe('a tool at a place', () => {
  it('adds stations with ids of their own that the server accepts', () => {
    editAt('add', [116.1, 35.1])
    editAt('add', [116.2, 35.2])
    undo()
    editAt('add', [116.3, 35.3])
    const { changes } = useScenarioDraft.getState()
    expect(changes.add.map(({ id, lon }) => `${id} ${lon}`)).toEqual(['new-1 116.1', 'new-2 116.3'])
    expect(scenarioChangesSchema.parse(changes)).toEqual(changes)
  })

  it('closes the road at a point, and does nothing where an area is drawn', () => {
    editAt('close-road', [116.1, 35.1])
    editAt('draw-area', [116.2, 35.2])
    editAt('none', [116.2, 35.2])
    const { changes } = useScenarioDraft.getState()
    expect(changes).toEqual({ ...NO_CHANGES, close: [point(116.1, 35.1)] })
  })
})

it('arrow keys lead a small step, with Shift a larger one, and other keys nowhere', () => {
  // a map on which a pixel is a thousandth of a degree, south down
  const map = {
    project: ([x, y]: [number, number]) => ({ x: x * 1000, y: -y * 1000 }),
    unproject: ([x, y]: [number, number]) => ({ lng: x / 1000, lat: -y / 1000 }),
  } as never
  const place = [116, 35] as const
  expect(stepFrom(map, place, { key: 'ArrowUp', shiftKey: false })).toEqual([116, 35.008])
  expect(stepFrom(map, place, { key: 'ArrowLeft', shiftKey: true })).toEqual([115.952, 35])
  expect(stepFrom(map, place, { key: 'a', shiftKey: false })).toBeNull()
})

describe('a station in the hand', () => {
  let frames: (() => void)[] = []
  let isBusy = false
  const nextFrame = (): void => {
    const due = frames
    frames = []
    for (const frame of due) frame()
  }
  const tell = (name: string, values: object): void => {
    window.dispatchEvent(Object.assign(new Event(name), { isPrimary: true }, values))
  }
  const moveTo = (clientX: number, clientY = 100): void => tell('pointermove', { clientX, clientY })
  const hold = (): void =>
    holdStation(
      { clientX: 100, clientY: 100 },
      { id: 'a', positionAt: (x, y) => [x, y], isBusy: () => isBusy },
    )
  const dragged = () => useScenarioDraft.getState().dragged?.position ?? null
  const held = () => useHeldStation.getState().held?.position ?? null
  const moves = () => useScenarioDraft.getState().changes.move

  beforeEach(() => {
    frames = []
    isBusy = false
    vi.stubGlobal('window', new EventTarget())
    vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
    vi.stubGlobal('cancelAnimationFrame', () => {
      frames = []
    })
  })
  it('is only pressed while the hand hardly moves', () => {
    hold()
    moveTo(102, 102)
    nextFrame()
    expect(held()).toBeNull()
    tell('pointerup', {})
    expect(moves()).toEqual([])
  })

  it('is drawn at every frame, and asked about when the answer before is there', () => {
    hold()
    moveTo(110)
    expect(held()).toBeNull()
    nextFrame()
    expect(held()).toEqual([110, 100])
    expect(dragged()).toEqual([110, 100])
    isBusy = true
    moveTo(120)
    moveTo(130)
    nextFrame()
    expect(held()).toEqual([130, 100])
    expect(dragged()).toEqual([110, 100])
    isBusy = false
    nextFrame()
    expect(dragged()).toEqual([130, 100])
  })

  it('stands where it is let go, as one step that can be undone', () => {
    hold()
    for (const clientX of [110, 120, 130]) {
      moveTo(clientX)
      nextFrame()
    }
    tell('pointerup', {})
    expect(moves()).toEqual([{ id: 'a', lon: 130, lat: 100 }])
    expect([held(), dragged()]).toEqual([null, null])
    undo()
    expect(moves()).toEqual([])
  })

  it.each([
    ['Escape', 'keydown', { key: 'Escape' }],
    ['a second finger', 'pointerdown', { isPrimary: false }],
    ['a lost pointer', 'pointercancel', {}],
  ])('is put back by %s, and the hand lets go of it', (_, name, values) => {
    hold()
    moveTo(150)
    nextFrame()
    tell(name, values)
    expect([held(), dragged()]).toEqual([null, null])
    moveTo(160)
    nextFrame()
    tell('pointerup', {})
    expect([held(), dragged(), moves()]).toEqual([null, null, []])
  })

  it('opens nothing by the click that ends a drag, but by the next one', () => {
    let clicks = 0
    const click = (): void => {
      const event = new Event('click')
      event.stopPropagation = () => {
        clicks -= 1
      }
      clicks += 1
      window.dispatchEvent(event)
    }
    hold()
    moveTo(150)
    nextFrame()
    tell('pointerup', {})
    click()
    expect(clicks).toBe(0)
    click()
    expect(clicks).toBe(1)
    hold()
    tell('pointerup', {})
    click()
    expect(clicks).toBe(2)
  })
})
