/** Lists of numbers in order, each once. */

/** Of two lists in order: what both have. */
export const inBoth = (a: Uint32Array, b: Uint32Array): Uint32Array => {
  const both = new Uint32Array(Math.min(a.length, b.length))
  let count = 0
  for (let [i, j] = [0, 0]; i < a.length && j < b.length; ) {
    const [x, y] = [a[i]!, b[j]!]
    if (x === y) both[count++] = x
    if (x <= y) i++
    if (y <= x) j++
  }
  return both.subarray(0, count)
}

/** Of two lists in order: what either has, in order and once. */
export const inEither = (a: Uint32Array, b: Uint32Array): Uint32Array => {
  const either = new Uint32Array(a.length + b.length)
  let count = 0
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    const [x, y] = [a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY]
    either[count++] = Math.min(x, y)
    if (x <= y) i++
    if (y <= x) j++
  }
  return either.subarray(0, count)
}
