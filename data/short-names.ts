/** Names of columns where a format holds ten bytes of them, as the tables of Shapefiles do. */

const MOST_BYTES = 10

/**
 * Of each name a short one, none twice whatever the case: the name itself, or as much of its start as
 * there is room for, with a number where another begins so. Names that are not ASCII become `f1`, `f2` …
 */
export const shortNames = (names: readonly string[]): ReadonlyMap<string, string> => {
  const taken = new Set<string>()
  const shortOf = (name: string, index: number): string => {
    const plain = /^[A-Za-z]\w*$/.test(name) ? name : `f${index + 1}`
    for (let number = 1; ; number++) {
      const ending = number === 1 ? '' : String(number)
      const short = plain.slice(0, MOST_BYTES - ending.length) + ending
      if (!taken.has(short.toLowerCase())) {
        taken.add(short.toLowerCase())
        return short
      }
    }
  }
  return new Map(names.map((name, index) => [name, shortOf(name, index)]))
}
