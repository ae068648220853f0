/** Coordinates in words, as they are said on the telephone and written down. */
import { withArabicNumerals } from '../numerals.ts'

const AXIS = '(?:[东東西][经經]|[北南][纬緯])'
/** Behind the name of an axis: 三十五度二十四分五十四点二秒, 三五点四一五. */
const NUMERALS = new RegExp(
  `(?<=${AXIS}[:：\\s]*)[零〇一二两三四五六七八九十百千点點度分秒又]+|[零〇一二两三四五六七八九十百千点點度分秒又]+(?=${AXIS})`,
  'gu',
)

/** 东经116点587, 三十五分13点2秒; but not of 3点15分. */
const POINT = new RegExp(
  `(?<=分\\s*\\d{1,2}|(?:${AXIS}|[经經纬緯]度)[:：\\s]*\\d{1,3})[点點](?=\\d)`,
  'gu',
)

const SIZE = "[\\d.]+\\s*(?:[°度]\\s*(?:[\\d.]+\\s*['′’分]\\s*(?:[\\d.]+\\s*(?:[\"″”秒]|''))?)?)?"
/** Both axes named behind their numbers: 116.587 东经 35.415 北纬. */
const AXES_LAST = new RegExp(
  `(?<![\\d.])(?<!${AXIS}[:：\\s]*)(${SIZE})\\s*(${AXIS})([\\s,，、;；]*)(${SIZE})\\s*(${AXIS})(?![:：\\s]*\\d)`,
  'gu',
)

/** Degrees, minutes and seconds by their first letters: 35d24m54s. */
const BY_LETTERS = /(?<![\d.])(\d{2,3})\s*[d°]\s*(\d{1,2})\s*m\s*(\d{1,2}(?:\.\d+)?)\s*s(?![a-z])/gi

/** Two numbers joined by a word or a sign that joins: 116.587和35.415, 116.587_35.415. */
const JOINED = /(?<![\w.+-])(\d{2,3}\.\d{3,})\s*(?:[-_~和与與及])\s*(\d{2,3}\.\d{3,})(?![\d.])/gu

/** The larger must be a longitude that is no latitude: 35.415-35.420 is from here to there. */
const asPair = (written: string, one: string, other: string): string => {
  const sizes = [Number(one), Number(other)]
  const [less, more] = [Math.min(...sizes), Math.max(...sizes)]
  return less <= 90 && more > 90 && more <= 180 ? `${one}, ${other}` : written
}

/** The text with such coordinates in digits, each axis before its number. */
export const withoutSpokenForms = (text: string): string =>
  text
    .replace(NUMERALS, (words) => withArabicNumerals(words))
    .replace(POINT, '.')
    .replace(AXES_LAST, '$2$1$3$5$4')
    .replace(BY_LETTERS, `$1°$2'$3"`)
    .replace(JOINED, asPair)
