/** What gives way to a lake, on streets and places whose answers are arithmetic. */
import { describe, expect, test } from 'vitest'
import { readFacts } from '../../../seeds/build/facts.ts'
import { dryPlaces } from '../../../seeds/build/lake/dry-places.ts'
import { dryRoads } from '../../../seeds/build/lake/dry-roads.ts'
import { readShownWater } from '../../../seeds/build/lake/shown-water.ts'
import type { NetworkDraft } from '../../../server/network/draft.ts'
import type { FeatureOf } from '../../../server/store/features.ts'
import { distanceMetres } from '../../fixtures/facts-geometry.ts'
import { gridDraft, gridLonLat, street } from '../../fixtures/grid-network.ts'
import { sampleFeature } from '../../fixtures/sample-feature.ts'

const ring = [
  [450, -300],
  [1150, -300],
  [1150, 1000],
  [450, 1000],
  [450, -300],
].map(([east, north]) => gridLonLat(east!, north!))
const facts = readFacts()
const [outline] = facts.lake
const geometry = { type: 'MultiPolygon' as const, coordinates: [[ring]] }
const shown = readShownWater({
  ...facts,
  waters: [],
  rivers: [],
  lake: [{ ...outline!, geometry, rings: [ring] }],
})

/** 21 × 5 junctions; the lake parts 25 of them in the west from 45 in the east. */
const streets = gridDraft(21, 5)
const nodeAt = (east: number, north: number): number => (north / 100) * 21 + east / 100
/** Both its landings are nearer to the west shore. */
const ferry = street(nodeAt(500, 0), nodeAt(700, 0), {
  roadClass: 'ferry',
  name: '渡口',
  shape: gridLonLat(600, 0),
})
const withFerry: NetworkDraft = { ...streets, segments: [...streets.segments, ferry] }
const placeOf = ({ nodes }: NetworkDraft, node: number) => [
  ...nodes.subarray(node * 2, node * 2 + 2),
]

describe('roads', () => {
  test('none is left in the lake, and of parts that nothing joins the largest stays', () => {
    const { nodes, segments } = dryRoads(streets, shown)
    // 9 × 5 junctions have 8 × 5 stretches eastward and 9 × 4 northward.
    expect([nodes.length / 2, segments.length]).toEqual([45, 76])
    expect(Math.min(...nodes.filter((_, i) => i % 2 === 0))).toBe(gridLonLat(1200, 0)[0])
  })

  test('a ferry whose landings are covered goes from shore to shore and keeps both joined', () => {
    const draft = dryRoads(withFerry, shown)
    expect(draft.nodes.length / 2).toBe(70)
    const left = draft.segments.find(({ roadClass }) => roadClass === 'ferry')!
    expect([placeOf(draft, left.from), placeOf(draft, left.to), left.shape]).toEqual([
      gridLonLat(400, 0),
      gridLonLat(1200, 0),
      [],
    ])
  })

  test('turn bans are those of segments that are left, by their new numbers', () => {
    const named = (name: string) => streets.segments.findIndex((each) => each.name === name)
    const [kept, next, wet] = ['街20-41', '街40-41', '街5-26'].map(named) as [
      number,
      number,
      number,
    ]
    const turnBans = [
      [kept * 2, next * 2 + 1],
      [kept * 2, wet * 2],
    ]
    const draft = dryRoads({ ...streets, turnBans }, shown)
    expect(draft.turnBans).toHaveLength(1)
    expect(draft.turnBans[0]!.map((edge) => [draft.segments[edge >> 1]!.name, edge & 1])).toEqual([
      ['街20-41', 0],
      ['街40-41', 1],
    ])
  })
})

describe('places', () => {
  const draft = dryRoads(withFerry, shown)
  const at = <F extends FeatureOf<'settlements' | 'stations' | 'information-officers'>>(
    feature: F,
    east: number,
    north: number,
  ): F => ({
    ...feature,
    geometry: { type: 'Point', coordinates: gridLonLat(east, north) },
    properties: { ...feature.properties, countyCode: '370811' },
  })
  const dry = at(sampleFeature('settlements', 'V-1'), 300, 200)
  const wet = at(sampleFeature('settlements', 'V-2'), 500, 210)
  const officer = at(sampleFeature('information-officers', 'O-1'), 520, 240)
  const stations = [
    at(sampleFeature('stations', 'S-1'), 320, 210),
    at(sampleFeature('stations', 'S-2'), 500, 210),
  ]
  const levee: FeatureOf<'levees'> = {
    ...sampleFeature('levees', 'D-1'),
    geometry: { type: 'LineString', coordinates: [gridLonLat(0, 50), gridLonLat(800, 50)] },
  }
  const result = dryPlaces(
    { settlements: [dry, wet], stations, 'information-officers': [officer], levees: [levee] },
    draft,
    shown,
  )
  const metresTo = (feature: { geometry: unknown } | undefined, east: number, north: number) =>
    distanceMetres(
      (feature!.geometry as { coordinates: [number, number] }).coordinates,
      gridLonLat(east, north),
    )

  test('what is dry is the same object as before', () => {
    expect(result.settlements![0]).toBe(dry)
    expect(result.stations![0]).toBe(stations[0])
  })

  test('a settlement goes to the nearest road place off the shore that is 250 m from others', () => {
    // (300, 200) is taken, (300, 400) and (100, 200) are 200 m from it, (100, 400) is 283 m from it.
    expect(metresTo(result.settlements![1], 100, 400)).toBeLessThan(2)
    expect(result.settlements![1]!.properties).toBe(wet.properties)
  })

  test('what belongs to a settlement goes with it', () => {
    expect(metresTo(result['information-officers']![0], 120, 430)).toBeLessThan(3)
  })

  test('a station goes beside the nearest road off the shore, and says where that is', () => {
    const [, moved] = result.stations!
    expect(metresTo(moved, 300, 200)).toBeLessThan(125)
    const { address, ...kept } = moved!.properties
    const { address: _, ...before } = stations[1]!.properties
    expect(kept).toEqual(before)
    expect(address).toBe('任城区V-1附近')
  })

  test('a line ends at the shore, with the length that it then has', () => {
    const [{ geometry: line, properties }] = result.levees as [FeatureOf<'levees'>]
    expect((line.coordinates as [number, number][])[0]).toEqual(
      gridLonLat(0, 50).map((degrees) => Number(degrees.toFixed(5))),
    )
    expect(properties.lengthMetres).toBe(450)
  })
})
