/** How Chinese is typed on a keyboard. */
import { pinyin } from 'pinyin-pro'

/** Chinese text as it is typed without tones, or its first letters. */
export const lettersOf = (text: string, pattern: 'pinyin' | 'first'): string =>
  pinyin(text, { toneType: 'none', pattern, type: 'array', v: true, nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/\s/g, '')
