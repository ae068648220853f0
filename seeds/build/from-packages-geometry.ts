export type Position = [longitude: number, latitude: number]
export type Ring = Position[]

/** 5 decimals are about 1 m, finer than any source used here. */
const decimals = 5

/** Kilometres per degree of latitude on a sphere of the mean radius 6371.0088 km. */
const kilometresPerDegree = (Math.PI / 180) * 6371.0088

function rounded(value: number): number {
  return Number(value.toFixed(decimals))
}

/** Rounds every vertex and removes those that then repeat the one before. */
export function roundedPolygons(polygons: Ring[][]): Ring[][] {
  return polygons.map((rings) => rings.map(roundedRing))
}

function roundedRing(ring: Ring): Ring {
  const result: Ring = []
  for (const [longitude, latitude] of ring) {
    const next: Position = [rounded(longitude), rounded(latitude)]
    const last = result.at(-1)
    if (last === undefined || last[0] !== next[0] || last[1] !== next[1]) result.push(next)
  }
  return result
}

/** Mean of the distinct vertices: enough to tell water bodies of this size apart. */
export function vertexMean(ring: Ring): Position {
  const distinct = ring.slice(1)
  const sum = distinct.reduce((total, [x, y]) => [total[0] + x, total[1] + y] as Position, [0, 0])
  return [sum[0] / distinct.length, sum[1] / distinct.length]
}

/** Area in km² by the trapezium rule on a plane tangent at the ring's mean latitude. */
export function ringAreaSquareKilometres(ring: Ring): number {
  const scale = Math.cos((vertexMean(ring)[1] * Math.PI) / 180) * kilometresPerDegree ** 2
  let twice = 0
  ring.forEach(([x, y], index) => {
    const next = ring[index + 1]
    if (next !== undefined) twice += x * next[1] - next[0] * y
  })
  return Math.abs((twice / 2) * scale)
}

/** Even-odd rule: is the place inside the ring? A place on the ring may answer either way. */
export function insideRing([x, y]: Position, ring: Ring): boolean {
  let inside = false
  ring.forEach(([ax, ay], index) => {
    const b = ring[index + 1]
    if (b === undefined || ay > y === b[1] > y) return
    if (x < ((b[0] - ax) * (y - ay)) / (b[1] - ay) + ax) inside = !inside
  })
  return inside
}
