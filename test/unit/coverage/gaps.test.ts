/** Which unserved cells are one gap, and what is said about it, worked out by hand. */
import { cellToChildren, cellToLatLng, gridDisk, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { DEFAULT_STANDARDS } from '../../../data/standards.ts'
import type { Arrivals } from '../../../server/analysis/coverage/arrivals.ts'
import {
  buildDemandCells,
  cellNeighbours,
  type DemandCells,
  type DemandSource,
} from '../../../server/analysis/coverage/demand.ts'
import { describeGap, groupGaps } from '../../../server/analysis/coverage/gaps.ts'
import type { EffectiveStation } from '../../../server/analysis/coverage/stations.ts'

const MIDDLE = latLngToCell(35.4, 116.6, 8)
const RING = gridDisk(MIDDLE, 1).filter((cell) => cell !== MIDDLE)
/** Touches some of the ring, but not the middle. */
const SECOND_RING = gridDisk(MIDDLE, 2).filter((cell) => ![MIDDLE, ...RING].includes(cell))

/** People in the middle of a hexagon. */
const at = (h3: string, people: number, changes: Partial<DemandSource> = {}): DemandSource => {
  const [latitude, longitude] = cellToLatLng(h3)
  const home = { townCode: '370811001', countyCode: '370811', areaClass: 'rural' } as const
  return { longitude, latitude, people, ...home, ...changes }
}
const touching = (h3: string, others: readonly string[]): string =>
  others.find((other) => gridDisk(h3, 1).includes(other))!
const apart = (h3: string, others: readonly string[]): string =>
  others.find((other) => !gridDisk(h3, 1).includes(other))!

/** The sizes of the cells of each gap, when those of `served` people are in time. */
const gapsOf = (sources: DemandSource[], served: number[] = []) => {
  const demand = buildDemandCells(sources)
  const inTime = Uint8Array.from(demand.people, (people) => Number(served.includes(people)))
  return groupGaps(demand, cellNeighbours(demand), inTime).map(({ people, cells }) => ({
    people,
    sizes: cells.map((cell) => demand.people[cell]!).sort((a, b) => a - b),
  }))
}

describe('a gap', () => {
  const first = RING[0]!
  const beyond = touching(first, SECOND_RING)

  it('is every cell that touches, directly or through others', () => {
    expect(gapsOf([at(MIDDLE, 1), at(first, 20), at(beyond, 300)])).toEqual([
      { people: 321, sizes: [1, 20, 300] },
    ])
  })

  it('ends where a cell between is served', () => {
    expect(gapsOf([at(MIDDLE, 1), at(first, 20), at(beyond, 300)], [20])).toEqual([
      { people: 300, sizes: [300] },
      { people: 1, sizes: [1] },
    ])
  })

  it('ends where nobody lives between', () => {
    const far = apart(first, SECOND_RING)
    expect(gapsOf([at(first, 20), at(far, 300)])).toEqual([
      { people: 300, sizes: [300] },
      { people: 20, sizes: [20] },
    ])
  })

  it('ends at the border of the town', () => {
    const other = { townCode: '370811002' }
    // the whole ring touches the middle
    expect(gapsOf([at(MIDDLE, 1), at(first, 20, other), at(RING[1]!, 300)])).toEqual([
      { people: 301, sizes: [1, 300] },
      { people: 20, sizes: [20] },
    ])
  })

  it('ends where the class of place changes', () => {
    const urban = at(first, 20, { areaClass: 'urban' })
    expect(gapsOf([at(MIDDLE, 1), urban])).toEqual([
      { people: 20, sizes: [20] },
      { people: 1, sizes: [1] },
    ])
  })

  it('joins the fine cells of a town, and two towns in one hexagon stay two', () => {
    const [a, b, c] = cellToChildren(MIDDLE, 9) as [string, string, string]
    const urban = { areaClass: 'urban' } as const
    expect(gapsOf([at(a, 1, urban), at(b, 20, urban), at(c, 300, urban)])).toEqual([
      { people: 321, sizes: [1, 20, 300] },
    ])
    expect(gapsOf([at(a, 1), at(b, 20, { townCode: '370811002' }), at(c, 300)])).toEqual([
      { people: 301, sizes: [1, 300] },
      { people: 20, sizes: [20] },
    ])
  })

  it('has everybody who is not in time, and nobody twice', () => {
    const sources = gridDisk(MIDDLE, 4).map((h3, i) => at(h3, 2 ** (i % 20) + 1))
    const served = sources.filter((_, i) => i % 3 === 0).map(({ people }) => people)
    const late = sources.filter(({ people }) => !served.includes(people))
    const gaps = gapsOf(sources, served)
    const sizes = gaps.flatMap((gap) => gap.sizes).sort((a, b) => a - b)
    expect(sizes).toEqual(late.map(({ people }) => people).sort((a, b) => a - b))
  })

  it('may be missing', () => {
    expect(gapsOf([at(MIDDLE, 1)], [1])).toEqual([])
    expect(gapsOf([])).toEqual([])
  })
})

describe('what is said of a gap', () => {
  const first = RING[0]!
  const demand: DemandCells = buildDemandCells([at(MIDDLE, 100), at(first, 300)])
  const [small, large] = [100, 300].map((people) => demand.people.indexOf(people)) as [
    number,
    number,
  ]
  const cells = [0, 1]
  const stations = Array.from({ length: 6 }, (_, index) => ({
    id: `S${index}`,
    name: `站${index}`,
    nameEn: null,
  })) as unknown as EffectiveStation[]
  const town = { code: '370811001', name: '某镇', nameEn: 'A town' }
  /** Times of the small and the large cell, and who comes. */
  const arrivals = (...rows: { times: [number, number]; who: [number, number] }[]): Arrivals => {
    const row = ([ofSmall, ofLarge]: [number, number]): Int32Array => {
      const values = new Int32Array(2)
      values[small] = ofSmall
      values[large] = ofLarge
      return values
    }
    return {
      cellCount: 2,
      deciseconds: rows.map(({ times }) => row(times)),
      stations: rows.map(({ who }) => row(who)),
    }
  }
  const describeIt = (times: Arrivals, due = 1) => {
    const found = { demand, arrivals: times, standards: DEFAULT_STANDARDS, due, stations }
    return describeGap(found, { people: 400, cells }, 3, [town])
  }

  it('is the middle of its people, its box, its town and the latest arrival', () => {
    const [latA, lonA] = cellToLatLng(MIDDLE)
    const [latB, lonB] = cellToLatLng(first)
    const gap = describeIt(arrivals({ times: [7001, 9000], who: [4, 4] }))
    expect(gap).toMatchObject({
      rank: 3,
      people: 400,
      cellCount: 2,
      cells: [0, 1],
      townCode: '370811001',
      countyCode: '370811',
      name: '某镇',
      nameEn: 'A town',
      worstSeconds: 900,
      // (100 × 700.1 s + 300 × 900 s) / 400
      nearest: { id: 'S4', name: '站4', seconds: 850 },
    })
    expect(gap.centroid[0]).toBeCloseTo((lonA + 3 * lonB) / 4, 5)
    expect(gap.centroid[1]).toBeCloseTo((latA + 3 * latB) / 4, 5)
    const expected = [
      Math.min(lonA, lonB),
      Math.min(latA, latB),
      Math.max(lonA, lonB),
      Math.max(latA, latB),
    ]
    gap.bbox.forEach((side, i) => {
      expect(side).toBeCloseTo(expected[i]!, 5)
    })
  })

  it('names the station that is first for most of its people', () => {
    const { nearest } = describeIt(arrivals({ times: [7000, 9000], who: [1, 2] }))
    expect(nearest).toMatchObject({ id: 'S2', seconds: 900 })
  })

  it('knows no latest arrival where a part of it is never reached, whichever part', () => {
    for (const times of [
      [-1, 9000],
      [9000, -1],
    ] as [number, number][]) {
      const who = times.map((time) => (time < 0 ? -1 : 5)) as [number, number]
      const gap = describeIt(arrivals({ times, who }))
      expect(gap.worstSeconds).toBeNull()
      expect(gap.nearest).toMatchObject({ id: 'S5', seconds: 900 })
    }
    expect(describeIt(arrivals({ times: [-1, -1], who: [-1, -1] })).nearest).toBeNull()
  })

  it('tells the latest of the arrivals that were due', () => {
    const two = arrivals({ times: [1000, 2000], who: [1, 1] }, { times: [8000, 7000], who: [2, 2] })
    expect(describeIt(two, 2)).toMatchObject({ worstSeconds: 800, nearest: { id: 'S1' } })
  })
})
