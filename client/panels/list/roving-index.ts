/** Rows that Page Up and Page Down move by. */
const PAGE = 10

/**
 * Where a key moves the focus in a row of `count` things, of which `index` has it; null where the
 * key is none of ours. The ends are ends: nothing goes round.
 */
export const rovingIndex = (key: string, index: number, count: number): number | null => {
  const clamp = (wanted: number): number => Math.min(Math.max(wanted, 0), count - 1)
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return clamp(index + 1)
    case 'ArrowUp':
    case 'ArrowLeft':
      return clamp(index - 1)
    case 'PageDown':
      return clamp(index + PAGE)
    case 'PageUp':
      return clamp(index - PAGE)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
