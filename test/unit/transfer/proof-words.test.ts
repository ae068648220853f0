/** What is proved, in words: whole stores and lorries as such, minutes as minutes. */
import { describe, expect, test } from 'vitest'
import { usualAims } from '../../../data/plan-request.ts'
import { ALL_ZERO } from '../../../server/analysis/transfer/objectives.ts'
import {
  improvementSentence,
  proofSentence,
} from '../../../server/services/transfers/proof-words.ts'

describe('what is proved of an aim', () => {
  test.each([
    ['missed', 0, 0, 0, 'nothing more can be there in time: proved'],
    ['missed', 3, 2, 0.1, 'of what can be met, 0.1% more could be there in time at most'],
    ['lorries', 7, 7, 0, 'no fewer lorries would do: proved'],
    ['lorries', 7, 6, 14.3, 'fewest lorries: at most 1 fewer possible'],
    ['stores', 3, 1, 66.7, 'fewest stores: at most 2 fewer possible'],
    ['arrival', 3700, 3600, 2.7, 'the last could arrive 2 min earlier at most'],
    ['haul', 900, 0, 100, 'no fewer tonne-minutes would do: not proved'],
    ['haul', 900, 450, 50, 'tonne-minutes could be 50% less at most'],
  ] as const)('%s %d, at least %d', (aim, value, bound, gapPercent, sentence) => {
    expect(proofSentence({ aim, value, bound, gapPercent }).en).toBe(sentence)
  })
})

describe('what an improved plan has', () => {
  const first = { ...ALL_ZERO, stores: 3, lorries: 4, arrival: 3600 }
  const improved = (now: object, aims = usualAims(false)) =>
    improvementSentence(aims, first, { ...first, ...now })?.zh ?? null
  test.each([
    [{}, null],
    [{ stores: 1, arrival: 7200 }, '改进后的方案：少 2 个发货点'],
    [{ lorries: 3, stores: 4 }, null],
    [{ lorries: 2 }, '改进后的方案：少用 2 车'],
    [{ arrival: 3000 }, '改进后的方案：最后一批早 10 分钟'],
  ])('%j', (now, sentence) => {
    expect(improved(now)).toBe(sentence)
  })

  test('is told by the plan’s own order', () => {
    expect(improved({ stores: 4, lorries: 1 }, ['missed', 'lorries', 'stores'])).toBe(
      '改进后的方案：少用 3 车',
    )
  })
})
