import { describe, expect, test } from 'vitest'
import {
  distanceToLineMetres,
  isInside,
  meetings,
  segmentsOf,
} from '../../fixtures/facts-geometry.ts'
import {
  counties,
  interchanges,
  type LonLat,
  mainRoads,
  rivers,
  towns,
  water,
} from '../../fixtures/facts-reading.ts'

function lineOf(id: string): LonLat[] {
  const line = [...rivers, ...mainRoads].find(({ properties }) => properties.id === id)
  if (line === undefined) throw new Error(`No line ${id}`)
  return line.geometry.coordinates
}

function shoreDistanceMetres(place: LonLat, lakeId: string): number {
  const lake = water.find(({ properties }) => properties.id === lakeId)
  return Math.min(
    ...(lake?.geometry.coordinates.flat() ?? []).map((ring) => distanceToLineMetres(place, ring)),
  )
}

describe('river courses', () => {
  test.each(rivers)('$properties.nameZh never crosses itself', ({ geometry }) => {
    const parts = segmentsOf(geometry.coordinates)
    parts.forEach((part, index) => {
      for (const other of parts.slice(index + 2)) expect(meetings(part, other)).toEqual([])
    })
  })

  test.each([
    ['sihe', 'nanyang-lake'],
    ['guangfuhe', 'nanyang-lake'],
    ['laowanfuhe', 'nanyang-lake'],
    ['baimahe', 'nansi-lake-upper'],
    ['dongyuhe', 'nansi-lake-upper'],
    ['xizhihe', 'nansi-lake-upper'],
    ['fuxinhe', 'nansi-lake-upper'],
    ['beishahe', 'nansi-lake-upper'],
    ['jinghang-canal-nanyang', 'nansi-lake-upper'],
    ['jinghang-canal-weishan', 'nansi-lake-lower'],
    ['dawenhe', 'dongping-lake'],
  ])('%s ends at the shore of %s', (riverId, lakeId) => {
    const mouth = lineOf(riverId).at(-1) ?? [0, 0]
    expect(shoreDistanceMetres(mouth, lakeId)).toBeLessThan(5)
  })

  test.each([
    ['liangji-canal', 'jinghang-canal-nanyang'],
    ['zhuzhaoxinhe', 'jinghang-canal-nanyang'],
    ['xinwanfuhe', 'jinghang-canal-nanyang'],
    ['caihe', 'jinghang-canal-nanyang'],
    ['huihe', 'nanyang-west-channel'],
    ['fuhe', 'guangfuhe'],
    ['xiaowenhe', 'liangji-canal'],
    ['xiaoyihe', 'sihe'],
  ])('%s joins %s', (riverId, mainId) => {
    const mouth = lineOf(riverId).at(-1)
    expect(lineOf(mainId)).toContainEqual(mouth)
  })
})

/**
 * Walks over land inside the counties south of the city, on a grid, without any bridge, dam or
 * ferry. Steps may not enter a lake nor step over a large river.
 */
function seatsReachedOverLand(startCode: string): string[] {
  const [west, south, north, step] = [116.1, 34.42, 35.29, 0.003]
  const barriers = rivers
    .filter(({ properties }) => properties.barrier)
    .flatMap(({ geometry }) => segmentsOf(geometry.coordinates))
  const dry = new Map<string, boolean>()
  const placeOf = (column: number, row: number): LonLat => [
    west + column * step,
    south + row * step,
  ]
  const isDry = (column: number, row: number): boolean => {
    const key = `${column},${row}`
    const known = dry.get(key)
    if (known !== undefined) return known
    const place = placeOf(column, row)
    const answer =
      place[1] < north &&
      counties.some(({ geometry }) => isInside(place, geometry.coordinates)) &&
      !water.some(({ geometry }) => isInside(place, geometry.coordinates))
    dry.set(key, answer)
    return answer
  }
  const isBarred = (a: LonLat, b: LonLat) =>
    barriers.some(
      ([c, d]) =>
        Math.min(c[0], d[0]) - step < a[0] &&
        Math.max(c[0], d[0]) + step > a[0] &&
        Math.min(c[1], d[1]) - step < a[1] &&
        Math.max(c[1], d[1]) + step > a[1] &&
        meetings([a, b], [c, d]).length > 0,
    )
  const cellOf = ([x, y]: LonLat): [number, number] => [
    Math.round((x - west) / step),
    Math.round((y - south) / step),
  ]
  const start = towns.find(({ code }) => code === startCode)
  const queue = start === undefined ? [] : [cellOf(start.seat)]
  const seen = new Set(queue.map(String))
  for (const [column, row] of queue) {
    for (const [right, up] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const next: [number, number] = [column + right, row + up]
      if (seen.has(String(next)) || !isDry(...next)) continue
      if (isBarred(placeOf(column, row), placeOf(...next))) continue
      seen.add(String(next))
      queue.push(next)
    }
  }
  return towns.filter(({ seat }) => seen.has(String(cellOf(seat)))).map(({ nameZh }) => nameZh)
}

test('the lakes divide the city: from the east shore no west shore town or island is reached without a crossing', () => {
  const reached = seatsReachedOverLand('370826001')
  expect(reached).toEqual(expect.arrayContaining(['欢城镇', '留庄镇', '韩庄镇', '两城镇']))
  for (const name of ['西平镇', '张楼镇', '高楼乡', '赵庙镇', '南阳镇', '微山岛镇', '谷亭街道'])
    expect(reached).not.toContain(name)
})

describe('main roads', () => {
  /** Which seats each road is known to serve. */
  test.each([
    ['g104-north', '370881001'],
    ['g104-north', '370883001'],
    ['g104-south', '370826101'],
    ['g105', '370830001'],
    ['g105', '370811012'],
    ['g105', '370828001'],
    ['g220', '370832001'],
    ['g237', '370827001'],
    ['g240', '370832001'],
    ['g240', '370829001'],
    ['g327', '370831001'],
    ['g327', '370881001'],
    ['g327', '370812001'],
    ['g327', '370829001'],
    ['g342', '370883001'],
    ['g342', '370883102'],
    ['s104', '370826001'],
    ['erjiba-road', '370826102'],
  ])('%s passes within 3 km of the seat of %s', (roadId, townCode) => {
    const town = towns.find(({ code }) => code === townCode)
    expect(distanceToLineMetres(town?.seat ?? [0, 0], lineOf(roadId))).toBeLessThan(3000)
  })
})

describe('interchanges', () => {
  test('have unique ids', () => {
    expect(new Set(interchanges.map(({ id }) => id)).size).toBe(interchanges.length)
  })

  test.each(interchanges)('$id lies on its expressway', ({ expresswayId, place }) => {
    expect(distanceToLineMetres(place, lineOf(expresswayId))).toBeLessThan(3)
  })

  test('junctions lie on both expressways and appear once for each', () => {
    const junctions = interchanges.filter(({ kind }) => kind === 'junction')
    for (const { expresswayId, otherExpresswayId, place } of junctions) {
      expect(distanceToLineMetres(place, lineOf(otherExpresswayId))).toBeLessThan(3)
      const back = junctions.filter(
        (other) =>
          other.expresswayId === otherExpresswayId && other.otherExpresswayId === expresswayId,
      )
      expect(back.map((other) => other.place)).toEqual([place])
    }
  })

  test('expressways that meet have a junction there', () => {
    const expressways = mainRoads.filter(({ properties }) => properties.class === 'expressway')
    expressways.forEach((one, index) => {
      for (const other of expressways.slice(index + 1)) {
        const places = meetings(one.geometry.coordinates, other.geometry.coordinates)
        const known = interchanges.some(
          ({ expresswayId, otherExpresswayId }) =>
            expresswayId === one.properties.id && otherExpresswayId === other.properties.id,
        )
        expect(known, `${one.properties.id} ${other.properties.id}`).toBe(places.length > 0)
      }
    })
  })
})
