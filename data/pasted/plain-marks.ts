/** The marks of coordinates in one spelling each, whatever keyboard, font or program they came through. */

/** Any of these characters, by their code points: most look alike or do not show at all. */
const anyOf = (...points: readonly number[]): RegExp =>
  new RegExp(points.map((point) => `\\u{${point.toString(16)}}`).join('|'), 'gu')

/**
 * Degree sign, masculine ordinal, ring above (alone and combining), combining and modifier o,
 * superscript zero, degree Celsius, ring operator, white circle, white bullet, small white circle,
 * ring point, and the half-voiced marks of Japanese keyboards.
 */
const DEGREES = anyOf(
  ...[0x00b0, 0x00ba, 0x02da, 0x030a, 0x0366, 0x1d52, 0x2070, 0x2103, 0x2218, 0x25cb, 0x25e6],
  ...[0x26ac, 0x2e30, 0x309a, 0x309c, 0xff9f],
)

/**
 * Quotation marks single and reversed, primes, accents, letters that look so, their wide forms: what
 * Unicode's table of confusables has for the apostrophe, but for letters of words.
 */
const MINUTES = anyOf(
  ...[0x0060, 0x00b4, 0x02b9, 0x02bb, 0x02bc, 0x02bd, 0x02be, 0x02bf, 0x02c8, 0x02ca, 0x02cb],
  ...[
    0x02f4, 0x0300, 0x0301, 0x0374, 0x0384, 0x055a, 0x055b, 0x055d, 0x05f3, 0x07f4, 0x07f5, 0x1fbd,
  ],
  ...[0x1fbf, 0x1fef, 0x1ffd, 0x1ffe, 0x2018, 0x2019, 0x201b, 0x2032, 0x2035, 0x275b, 0x275c],
  ...[0xa78b, 0xa78c, 0xff07, 0xff40],
)

/** The same doubled: quotation marks high, low and reversed, double primes, ditto marks. */
const SECONDS = anyOf(
  ...[0x02ba, 0x02dd, 0x02ee, 0x02f6, 0x030b, 0x05f4, 0x201c, 0x201d, 0x201e, 0x201f, 0x2033],
  ...[0x2036, 0x275d, 0x275e, 0x3003, 0x301d, 0x301e, 0x301f, 0xff02],
)

/** Hyphens, dashes and the minus sign. */
const MINUS = anyOf(0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212, 0xfe63, 0xff0d)

/** Marks of direction and joining that come along with copied text and do not show. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

/** Points of Chinese keyboards between digits. */
const DECIMAL_POINTS = /(?<=\d)[。｡·・](?=\d)/g

/**
 * A text with plain digits, letters, `°`, `'`, `"`, `-`, `.` and `,` in place of what looks like them or
 * says the same; brackets become spaces. Links do not survive it.
 */
export const plainMarks = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .replace(SECONDS, '"')
    .replace(MINUTES, "'")
    .replace(DEGREES, '°')
    .replace(MINUS, '-')
    .normalize('NFKC')
    .replace(DECIMAL_POINTS, '.')
    .replace(/(?<=\d)\s*(?:度|deg(?:rees?|\.)?(?![a-z]))/gi, '°')
    .replace(/(?<=\d)\s*(?:分|min(?:utes?|\.)?(?![a-z]))/gi, "'")
    .replace(/(?<=\d)\s*(?:秒|sec(?:onds?|\.)?(?![a-z]))/gi, '"')
    .replace(/''/g, '"')
    .replace(/[，、;|]/g, ',')
    .replace(/[()[\]{}<>【】「」《》]/g, ' ')
