import { expect, it } from 'vitest'
import { crossingCalled, inSentence } from '../../data/crossing-words.ts'

it('a link carries the name of a crossing in one language, and is told in both', () => {
  const both = { zh: '洸河路与建设路交叉口', en: 'Crossing of 洸河路 and 建设路' }
  expect(crossingCalled(both.zh)).toEqual(both)
  expect(crossingCalled(both.en)).toEqual(both)
  const levels = { zh: '京台高速与G327立交', en: 'Interchange of 京台高速 and G327' }
  expect(crossingCalled(levels.zh)).toEqual(levels)
  expect(crossingCalled(levels.en)).toEqual(levels)
})

it.each(['曲阜孔庙', '116.58700, 35.41500', '洸河路', '老王与老李的店', 'Bread and Butter Inn'])(
  '%s is no crossing',
  (label) => {
    expect(crossingCalled(label)).toBeNull()
    expect(inSentence(label, 'en')).toBe(label)
  },
)

it('an English sentence speaks of the crossing in small letters', () => {
  expect(inSentence('Crossing of 洸河路 and 建设路', 'en')).toBe(
    'the crossing of 洸河路 and 建设路',
  )
  expect(inSentence('洸河路与建设路交叉口', 'zh')).toBe('洸河路与建设路交叉口')
})
