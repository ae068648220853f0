import { describe, expect, test } from 'vitest'
import { readPublicUrl } from '../../server/public-url.ts'

describe('the address of phones', () => {
  test.each([
    ['', null],
    ['http://10.1.2.3:8787', 'http://10.1.2.3:8787'],
    ['http://10.1.2.3:80/', 'http://10.1.2.3'],
    ['https://Map.bureau.test', 'https://map.bureau.test'],
    ['http://[fd00::1]:8787', 'http://[fd00::1]:8787'],
  ])('%s is an origin', (text, origin) => {
    expect(readPublicUrl(text)).toEqual({ origin })
  })

  test.each([
    '10.1.2.3:8787',
    'ftp://10.1.2.3',
    'http://10.1.2.3/map',
    'http://10.1.2.3/?lang=zh',
    'http://10.1.2.3/#load',
    'http://me:secret@10.1.2.3',
    'phone',
  ])('%s is refused, in both languages', (text) => {
    const refused = readPublicUrl(text)
    expect('refused' in refused && refused.refused.zh).toContain(`现为 ${text}`)
    expect('refused' in refused && refused.refused.en).toContain(`not ${text}`)
  })
})
