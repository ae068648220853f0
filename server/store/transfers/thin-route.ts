/** Fewer positions of a way: evenly chosen, both ends stay. @param most at least 2. */
export const thinRoute = <T>(route: readonly T[], most: number): T[] => {
  if (route.length <= most) return [...route]
  const step = (route.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => route[Math.round(index * step)] as T)
}
