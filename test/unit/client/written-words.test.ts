import { describe, expect, test } from 'vitest'
import { reasonText, writerText } from '../../../client/form/written-words.ts'
import { UNNAMED } from '../../../data/change.ts'
import { halfIn } from '../../../data/wording.ts'

describe('what the program has written', () => {
  test('is read in the language of the page, and what a person wrote as it was written', () => {
    expect([writerText(UNNAMED, 'zh'), writerText(UNNAMED, 'en')]).toEqual([UNNAMED, 'Unnamed'])
    expect(writerText('防汛值班室', 'en')).toBe('防汛值班室')
    expect(writerText('constructor', 'en')).toBe('constructor')
    expect(reasonText('撤销导入：救援站', 'en')).toBe('import undone: 救援站')
    expect(reasonText('撤销导入：救援站', 'zh')).toBe('撤销导入：救援站')
    expect(reasonText('电话更新', 'en')).toBe('电话更新')
  })

  test('a text in both languages is halved; one in a single language, or with a name in it, stays whole', () => {
    const both = '生成的路网，并非实测。 Generated roads; not surveyed. Lines are made up.'
    expect(halfIn(both, 'zh')).toBe('生成的路网，并非实测。')
    expect(halfIn(both, 'en')).toBe('Generated roads; not surveyed. Lines are made up.')
    for (const whole of [
      'OpenStreetMap, shandong.osm.pbf',
      '测绘院 2024 年数据。',
      '甲。 Road 乙 only',
    ]) {
      expect([halfIn(whole, 'zh'), halfIn(whole, 'en')]).toEqual([whole, whole])
    }
  })
})
