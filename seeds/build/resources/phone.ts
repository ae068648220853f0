/**
 * Telephone numbers that cannot be anybody's: local numbers in 济宁 (0537) begin with 2 to 8, so a
 * number that begins with 000 is not assigned.
 */
const PREFIX = '0537-000'
const DIGITS = 4
const BLOCK_SIZE = 10 ** DIGITS

/** First number of each collection's block; wide enough for what the default data set holds. */
const BLOCKS = { stations: 1000, stockpiles: 2000, forests: 3000, 'flood-works': 4000 } as const

/** The number at `index` of a collection's block. @throws RangeError when the block is full. */
export const placeholderPhone = (collection: keyof typeof BLOCKS, index: number): string => {
  const number = BLOCKS[collection] + index
  const nextBlock = Object.values(BLOCKS).find((start) => start > BLOCKS[collection]) ?? BLOCK_SIZE
  if (number >= nextBlock) throw new RangeError(`no telephone number left for ${collection}`)
  return PREFIX + String(number).padStart(DIGITS, '0')
}
