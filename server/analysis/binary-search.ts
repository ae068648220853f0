/** How many entries of an ascending list come first: the least index that `isBefore` denies. */
export const countBefore = (length: number, isBefore: (index: number) => boolean): number => {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts an entry into a list that ascends by `key`, before equal ones. */
export const insertSorted = <T>(list: T[], entry: T, key: (entry: T) => number): void => {
  const value = key(entry)
  list.splice(
    countBefore(list.length, (index) => key(list[index]!) < value),
    0,
    entry,
  )
}
