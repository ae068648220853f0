import type { Bbox, LonLat } from '../../../../data/geometry.ts'

interface Extent {
  readonly sites: readonly { readonly lon: number; readonly lat: number }[]
  readonly loads: readonly {
    readonly lon: number
    readonly lat: number
    readonly route: readonly LonLat[]
  }[]
}

/** West, south, east, north of an order's senders, ways and sites. */
export const orderBbox = ({ loads, sites }: Extent): Bbox => {
  const places: LonLat[] = [
    ...sites.map(({ lon, lat }): LonLat => [lon, lat]),
    ...loads.flatMap(({ lon, lat, route }): LonLat[] => [[lon, lat], ...route]),
  ]
  // Not Math.min(...places): hundreds of loads of thousands of positions are too many arguments.
  return places.reduce<Bbox>(
    ([west, south, east, north], [lon, lat]) => [
      Math.min(west, lon),
      Math.min(south, lat),
      Math.max(east, lon),
      Math.max(north, lat),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  )
}
