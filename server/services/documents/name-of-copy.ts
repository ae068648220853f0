/** What the copy of a document is called. */

/** Half of a character at the end, which a cut may leave. */
const HALF_CHARACTER = /[\uD800-\uDBFF]$/

/** A name that is still free: `方案 副本`, `方案 副本 2` … , cut where it would be too long. */
export const nameOfCopy = (
  name: string,
  isTaken: (name: string) => boolean,
  suffix: string,
  mostCharacters: number,
): string => {
  for (let number = 1; ; number++) {
    const end = number === 1 ? ` ${suffix}` : ` ${suffix} ${number}`
    const beginning = name.slice(0, mostCharacters - end.length).replace(HALF_CHARACTER, '')
    const copy = beginning + end
    if (!isTaken(copy)) return copy
  }
}
