import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { deskMarks, runningMetres } from '../../../client/layers/desk-marks.ts'
import { hashFromState, stateFromHash } from '../../../client/state/address.ts'
import { changeState, INITIAL_STATE, useAppState } from '../../../client/state/app-state.ts'
import {
  addCorner,
  leaveDeskTool,
  noteMeasured,
  openNote,
  removeCorner,
  removeNote,
  saveNote,
  takeDeskTool,
  useDeskTool,
} from '../../../client/state/desk-tool.ts'
import { mapNotes, NOTE_LIMITS } from '../../../client/state/map-notes.ts'
import { setTool, useMapTool } from '../../../client/state/map-tool.ts'
import { forAll } from '../../fixtures/runs.ts'

const notesShown = () => useAppState.getState().notes

beforeEach(() => {
  useAppState.setState(INITIAL_STATE)
  leaveDeskTool()
  setTool('none')
})

describe('notes in a link', () => {
  it('read as a person would write them', () => {
    expect(mapNotes.parse('116.587,35.415:集结点;116.5,35.4/116.6,35.5:绕行')).toEqual([
      { corners: [[116.587, 35.415]], text: '集结点' },
      {
        corners: [
          [116.5, 35.4],
          [116.6, 35.5],
        ],
        text: '绕行',
      },
    ])
  })

  it('come back whatever stands in them', () => {
    const degrees = fc.integer({ min: -9_000_000, max: 9_000_000 }).map((each) => each / 100_000)
    const text = fc
      .string({
        minLength: 1,
        maxLength: NOTE_LIMITS.mostCharacters,
        unit: fc.constantFrom(...'%;:/,35B集 &#=+'),
      })
      .filter((each) => each.trim() === each && each !== '')
    const note = fc.record({
      corners: fc.array(fc.tuple(degrees, degrees), { minLength: 1, maxLength: 5 }),
      text,
    })
    forAll(300, fc.array(note, { minLength: 1, maxLength: NOTE_LIMITS.mostNotes }), (notes) => {
      const link = hashFromState({ ...INITIAL_STATE, notes })
      expect(link).toMatch(/^#[^\s#<>"]*$/)
      expect(stateFromHash(link).notes).toEqual(notes)
    })
  })

  it.each([
    '',
    ';',
    'x',
    '116.5,35.4',
    '116.5,35.4:',
    '116.5,35.4: ',
    ':a',
    '116.5:a',
    '200,35:a',
    '116.5,35.4/:a',
  ])('leave out what is none: %s', (text) => expect(mapNotes.parse(text)).toEqual([]))

  it('are bounded in length, number and corners', () => {
    const { mostNotes, mostCharacters, mostCorners } = NOTE_LIMITS
    const long = (count: number): string => `116.5,35.4:${'长'.repeat(count)}`
    expect(mapNotes.parse(long(mostCharacters))).toHaveLength(1)
    expect(mapNotes.parse(long(mostCharacters + 1))).toEqual([])
    expect(
      mapNotes.parse(
        Array(mostNotes + 5)
          .fill('116.5,35.4:a')
          .join(';'),
      ),
    ).toHaveLength(mostNotes)
    const line = (count: number): string => `${Array(count).fill('116.5,35.4').join('/')}:a`
    expect(mapNotes.parse(line(mostCorners))).toHaveLength(1)
    expect(mapNotes.parse(line(mostCorners + 1))).toEqual([])
  })
})

describe('the note that is written', () => {
  it('is kept where the click was, written anew, and removed', () => {
    takeDeskTool('note')
    addCorner([116.5, 35.4])
    saveNote('  集结点 ')
    expect(notesShown()).toEqual([{ corners: [[116.5, 35.4]], text: '集结点' }])
    expect(useDeskTool.getState().tool).toBe('none')
    openNote(0)
    saveNote('北门')
    expect(notesShown().map(({ text }) => text)).toEqual(['北门'])
    openNote(0)
    removeNote()
    expect(notesShown()).toEqual([])
  })

  it('is none without a text, and the one that is opened stays', () => {
    takeDeskTool('note')
    addCorner([116.5, 35.4])
    saveNote(' ')
    expect(notesShown()).toEqual([])
    changeState({ notes: [{ corners: [[116.5, 35.4]], text: '北门' }] })
    openNote(0)
    saveNote('')
    expect(notesShown().map(({ text }) => text)).toEqual(['北门'])
  })

  it('can be the line that was measured', () => {
    takeDeskTool('measure')
    for (const corner of [
      [116, 35],
      [116, 35.5],
      [116, 36],
    ] as const)
      addCorner(corner)
    removeCorner()
    noteMeasured()
    saveNote('55 公里')
    expect(notesShown()[0]?.corners).toEqual([
      [116, 35],
      [116, 35.5],
    ])
  })
})

describe('a distance that is measured', () => {
  it('runs from corner to corner', () => {
    // half a degree of a meridian on the sphere of 6,371,008.8 m: 2π·R/720 = 55,597.5 m
    const [start, first = 0, second = 0] = runningMetres([
      [116, 35],
      [116, 35.5],
      [116, 35],
    ])
    expect(start).toBe(0)
    expect(first).toBeCloseTo(55_597.5, 0)
    expect(second).toBeCloseTo(2 * 55_597.5, 0)
    expect(runningMetres([])).toEqual([])
  })

  it('is a line from its second corner on, beside the lines of notes', () => {
    const note = { corners: [[116, 35] as const, [117, 35] as const], text: 'a' }
    const kinds = (corners: readonly (readonly [number, number])[]) =>
      deskMarks(corners, [], [note]).features.map(
        ({ geometry, properties }) => `${geometry.type} ${properties.kind}`,
      )
    expect(kinds([[116, 35]])).toEqual(['LineString note', 'Point measure'])
    expect(
      kinds([
        [116, 35],
        [116, 36],
      ]),
    ).toEqual(['LineString note', 'LineString measure', 'Point measure', 'Point measure'])
  })

  it('puts away the tool of a planner', () => {
    setTool('add')
    takeDeskTool('measure')
    expect(useMapTool.getState().tool).toBe('none')
  })
})
