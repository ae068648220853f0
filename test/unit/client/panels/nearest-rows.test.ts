/** Rows of the ranking: what moves, what is passed over, and which conditions are said. */
import { describe, expect, it, test } from 'vitest'
import { conditionParts, isWhatIf } from '../../../../client/panels/nearest/conditions-strip.tsx'
import { groupedByReason } from '../../../../client/panels/nearest/passed-over.tsx'
import {
  movedIds,
  NOTHING_SHOWN,
  steadied,
} from '../../../../client/panels/nearest/steady-answer.ts'
import { INITIAL_STATE } from '../../../../client/state/app-state.ts'
import type { NearestAnswer, PassedOverReasonCode } from '../../../../data/nearest.ts'
import { point } from '../../../fixtures/shapes.ts'
import { ANSWER } from './answer-fixture.ts'
import { panelTexts } from './panel-texts.ts'

const ranked = (...ids: string[]): NearestAnswer => ({
  ...ANSWER,
  features: ids.map((id) => ({ ...ANSWER.features[0]!, id })),
})

const QUESTION = {}
const shown = (answer: NearestAnswer) =>
  steadied(NOTHING_SHOWN, { question: QUESTION, answer, isHeld: false })

describe('a refreshed answer', () => {
  it('marks the rows whose rank is another one, and those that are new', () => {
    expect(movedIds(ranked('a', 'b', 'c'), ranked('a', 'c', 'b'))).toEqual(['c'])
    expect(movedIds(ranked('a', 'b'), ranked('a', 'b', 'd'))).toEqual(['d'])
    expect(movedIds(ranked('a', 'b'), ranked('a', 'b'))).toEqual([])
    // who stood behind one that has left has not moved
    expect(movedIds(ranked('a', 'b', 'c'), ranked('b', 'c', 'd'))).toEqual(['d'])
    expect(movedIds(ranked('a', 'b', 'c', 'd'), ranked('d', 'a', 'b', 'c'))).toEqual(['d'])
  })

  it('takes its place at once while nothing points at the rows', () => {
    const next = ranked('b', 'a')
    const after = steadied(shown(ranked('a', 'b')), {
      question: QUESTION,
      answer: next,
      isHeld: false,
    })
    expect(after).toMatchObject({ shown: next, moved: ['b'] })
  })

  it('does not reorder what is pointed at, and does so once the pointer has gone', () => {
    const first = ranked('a', 'b')
    const next = ranked('b', 'a')
    const held = steadied(shown(first), { question: QUESTION, answer: next, isHeld: true })
    expect(held).toMatchObject({ shown: first, seen: next, moved: [] })
    const left = steadied(held, { question: QUESTION, answer: next, isHeld: false })
    expect(left).toMatchObject({ shown: next, moved: ['b'] })
  })

  it('brings new times of the same order even where it is pointed at', () => {
    const next = ranked('a', 'b')
    const after = steadied(shown(ranked('a', 'b')), {
      question: QUESTION,
      answer: next,
      isHeld: true,
    })
    expect(after.shown).toBe(next)
    expect(after.moved).toEqual([])
  })

  it('of another question moves nothing: it is another list', () => {
    const next = ranked('b', 'a')
    const after = steadied(shown(ranked('a', 'b')), { question: {}, answer: next, isHeld: true })
    expect(after).toMatchObject({ shown: next, moved: [] })
  })
})

describe('those passed over', () => {
  const passed = (id: string, arrivalSeconds: number, code: PassedOverReasonCode) => ({
    id,
    name: id,
    nameEn: null,
    geometry: point(116.6, 35.4),
    arrivalSeconds,
    reasons: [{ code, detail: '', detailZh: '' }],
  })

  it('are the ten nearest, by reason, the largest group first', () => {
    const many = Array.from({ length: 598 }, (_, n) => passed(`f${n}`, 1000 + n, 'off-duty'))
    const groups = groupedByReason([
      ...many,
      passed('n1', 2, 'no-crew'),
      passed('n0', 1, 'no-crew'),
    ])
    expect(groups.map(({ code, passedOver }) => [code, passedOver.length])).toEqual([
      ['off-duty', 8],
      ['no-crew', 2],
    ])
    expect(groups[0]!.passedOver[0]!.id).toBe('f0')
    expect(groups[1]!.passedOver.map(({ id }) => id)).toEqual(['n0', 'n1'])
  })
})

describe('conditions in one line', () => {
  const textsOf = (changes: object, language: 'zh' | 'en' = 'zh') =>
    conditionParts({ ...INITIAL_STATE.nearest, ...changes }, language, panelTexts(language)).map(
      ({ text, isChanged }) => (isChanged ? `${text}*` : text),
    )

  test.each([
    [{}, ['救援站', '现在', '只看在岗', '救援车', '装备不限']],
    [
      { at: '2031-03-01T03:00', onDuty: false, equipment: { pump: 2, boat: 1 } },
      ['救援站', '2031-03-01 03:00*', '含不在岗*', '救援车', '排水泵 2 台 等 2 类*'],
    ],
    [
      { collection: 'stockpiles', profile: 'supply-lorry', item: 'sandbag', quantity: 500 },
      ['物资', '编织袋 500 条*', '现在', '运输货车'],
    ],
  ])('%j', (changes, texts) => expect(textsOf(changes)).toEqual(texts))

  it('are in English, too', () => {
    expect(textsOf({}, 'en')).toEqual(['Stations', 'Now', 'On duty', 'Rescue van', 'Any gear'])
  })

  it('are a what-if of another hour, and with stations that are off duty', () => {
    const options = INITIAL_STATE.nearest
    expect(isWhatIf(options)).toBe(false)
    expect(isWhatIf({ ...options, at: '2026-03-01T03:00' })).toBe(true)
    expect(isWhatIf({ ...options, onDuty: false })).toBe(true)
    expect(isWhatIf({ ...options, collection: 'stockpiles', onDuty: false })).toBe(false)
  })
})
