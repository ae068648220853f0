import { describe, expect, test } from 'vitest'
import {
  distanceMetres,
  distanceToLineMetres,
  isWet,
  meetings,
  placesAlong,
} from '../../fixtures/facts-geometry.ts'
import { crossings, type LonLat, mainRoads, rivers, water } from '../../fixtures/facts-reading.ts'

/** A road may leave the line of its bridge by this much. */
const bridgeToleranceMetres = 60

const barriers = rivers.filter(({ properties }) => properties.barrier)
const rings = water.flatMap(({ geometry }) => geometry.coordinates.flat())

function isOnCrossing(place: LonLat, over?: string): boolean {
  return crossings.some(
    (crossing) =>
      (over === undefined || crossing.over === over) &&
      distanceToLineMetres(place, crossing.line) < bridgeToleranceMetres,
  )
}

describe('main roads and water', () => {
  test.each(mainRoads)('$properties.id enters no lake but on a crossing', ({ geometry }) => {
    const shores = rings.flatMap((ring) => meetings(geometry.coordinates, ring))
    expect(shores.filter((place) => !isOnCrossing(place))).toEqual([])
    const wet = placesAlong(geometry.coordinates, 200).filter(isWet)
    expect(wet.filter((place) => !isOnCrossing(place))).toEqual([])
  })

  test.each(mainRoads)('$properties.id passes large rivers only on bridges', ({ geometry }) => {
    for (const river of barriers) {
      const places = meetings(geometry.coordinates, river.geometry.coordinates)
      const unbridged = places.filter((place) => !isOnCrossing(place, river.properties.id))
      expect(unbridged, river.properties.nameZh).toEqual([])
    }
  })

  test.each(mainRoads)('$properties.id has no doubling back and no step past 10 km', (road) => {
    const line = road.geometry.coordinates
    line.slice(1).forEach((to, index) => {
      expect(distanceMetres(line[index] ?? to, to)).toBeLessThan(10_000)
      const next = line[index + 2]
      const from = line[index]
      if (next === undefined || from === undefined) return
      const turn =
        Math.atan2(next[1] - to[1], next[0] - to[0]) - Math.atan2(to[1] - from[1], to[0] - from[0])
      expect(Math.cos(turn), `${to}`).toBeGreaterThan(-0.2)
    })
  })
})

describe('crossings', () => {
  test('have unique ids and names', () => {
    expect(new Set(crossings.map(({ id }) => id)).size).toBe(crossings.length)
    expect(new Set(crossings.map(({ nameZh }) => nameZh)).size).toBe(crossings.length)
  })

  test.each(crossings)('$nameZh has both ends on land', ({ line }) => {
    expect(line.filter(isWet)).toEqual([])
  })

  test.each(crossings)('$nameZh crosses what it says, once, and no other river', (crossing) => {
    const lake = water.find(({ properties }) => properties.id === crossing.over)
    for (const { properties, geometry } of barriers) {
      const times = meetings(crossing.line, geometry.coordinates).length
      expect(times, properties.nameZh).toBe(properties.id === crossing.over ? 1 : 0)
    }
    if (lake !== undefined) {
      const shores = lake.geometry.coordinates
        .flat()
        .reduce((sum, ring) => sum + meetings(crossing.line, ring).length, 0)
      expect(shores).toBe(2)
    }
    const known = [...barriers, ...water].map(({ properties }) => properties.id)
    expect(known).toContain(crossing.over)
  })

  test.each(crossings)('$nameZh belongs to a road that follows it, or to none', (crossing) => {
    if (crossing.roadRef === '') return
    const road = mainRoads.find(({ properties }) => properties.id === crossing.roadRef)
    for (const place of placesAlong(crossing.line, 50)) {
      expect(distanceToLineMetres(place, road?.geometry.coordinates ?? [])).toBeLessThan(20)
    }
  })

  test('the Erjiba dam is 7,360 m long and spans the upper lake', () => {
    const dam = crossings.find(({ id }) => id === 'erjiba')
    if (dam === undefined) throw new Error('No dam')
    expect(Math.abs(distanceMetres(...dam.line) - 7360)).toBeLessThan(40)
    const places = placesAlong(dam.line, 100)
    const wet = places.filter(isWet)
    expect(wet.length / places.length).toBeGreaterThan(0.4)
  })

  test('every large river inside the city can be crossed', () => {
    const boundary = ['dawenhe', 'huanghe']
    const over = new Set(crossings.map((crossing) => crossing.over))
    const channel = 'jinghang-canal-weishan'
    const missing = barriers
      .map(({ properties }) => properties.id)
      .filter((id) => !over.has(id) && !boundary.includes(id) && id !== channel)
    expect(missing).toEqual([])
  })
})
