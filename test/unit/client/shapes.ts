/** Geometries in few words; coordinates in degrees. */
type Position = [longitude: number, latitude: number]

export const places = (...positions: Position[]): Position[] => positions

export const point = (...coordinates: Position) => ({ type: 'Point' as const, coordinates })

export const line = (...coordinates: Position[]) => ({ type: 'LineString' as const, coordinates })

/** A ring by its south-western corner. */
export const squareRing = (west: number, south: number, side: number): Position[] => {
  const [east, north] = [west + side, south + side]
  return places([west, south], [east, south], [east, north], [west, north], [west, south])
}
export const square = (west: number, south: number, side: number) => ({
  type: 'Polygon' as const,
  coordinates: [squareRing(west, south, side)],
})
