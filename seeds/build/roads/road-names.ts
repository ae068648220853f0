/** Names and numbers of generated roads. */

const NUMBER_DIGITS = 3

/** Where a village's own number begins: 南阳镇第12村. */
const NUMBER_START = '第'

/** X001, Y012, C345 …: numbers of one class in the order in which its roads are built. */
export const numberedRef = (letter: string, number: number): string =>
  letter + String(number).padStart(NUMBER_DIGITS, '0')

/** 南阳镇第3村—第7村: a town that both ends belong to is named once. */
export const nameBetween = (from: string, to: string): string => {
  const start = to.indexOf(NUMBER_START)
  const isSameTown = start > 0 && from.split(NUMBER_START)[0] === to.slice(0, start)
  return `${from}—${isSameTown ? to.slice(start) : to}`
}
