import { describe, expect, test } from 'vitest'
import { withoutAside } from '../../../server/analysis/gazetteer/aside.ts'

describe('words beside a name', () => {
  test.each([
    ['洸河路与建设路路口东南角', '洸河路与建设路路口', '东南角'],
    ['古槐街道附近', '古槐街道', '附近'],
    ['曲阜东站对面', '曲阜东站', '对面'],
    ['二级坝往北200米', '二级坝', '往北200米'],
    ['洸河路 往东大约三百多米处', '洸河路', '往东大约三百多米处'],
    ['人民医院门口', '人民医院', '门口'],
    ['孔庙西侧约１００米', '孔庙', '西侧约100米'],
    ['微山湖旁边，', '微山湖', '旁边,'],
  ])('%s', (text, words, aside) => {
    expect(withoutAside(text)).toEqual({ words, aside })
  })

  test.each(['附近', '曲阜东', '二级坝', '洸河路200号', '陈庄前村', '东门大街', 'north side'])(
    '%s has none',
    (text) => expect(withoutAside(text)).toEqual({ words: text, aside: '' }),
  )
})
