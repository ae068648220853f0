/** Rows against what is there already: the same code, what it changes, and look-alikes. */
import { haversineMetres, type LonLat, positionsOf } from '../../../data/geometry.ts'
import type { KnownFeature } from './known.ts'
import type { RowReport } from './report.ts'
import { isSamePlace, isSameShape } from './same-shape.ts'

const withSortedKeys = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(withSortedKeys(a ?? null)) === JSON.stringify(withSortedKeys(b ?? null))

const placeOf = ({ geometry }: KnownFeature): LonLat | null =>
  geometry.type === 'Point' ? geometry.coordinates : null

/** Where a row puts a feature elsewhere, or gives it another shape; a point within an area moves no area. */
const moveOf = (
  feature: KnownFeature,
  { lonLat, geometry }: Pick<RowReport, 'lonLat' | 'geometry'>,
): { from: unknown; to: unknown } | null => {
  const place = placeOf(feature)
  if (lonLat) return place && !isSamePlace(place, lonLat) ? { from: place, to: lonLat } : null
  if (!geometry || isSameShape(feature.geometry, geometry)) return null
  return { from: feature.geometry.coordinates, to: geometry.coordinates }
}

/** What a row changes of a feature, field by field; what the row says nothing of stays. */
export const changesOf = (
  feature: KnownFeature,
  row: Pick<RowReport, 'properties' | 'lonLat' | 'geometry'>,
): Record<string, { from: unknown; to: unknown }> => {
  const changed = Object.entries(row.properties)
    .filter(([name, value]) => !isSame(feature.properties[name], value))
    .map(([name, to]) => [name, { from: feature.properties[name] ?? null, to }] as const)
  const move = moveOf(feature, row)
  return Object.fromEntries([...changed, ...(move ? [['geometry', move] as const] : [])])
}

/** Places this near with names alike are taken for one thing entered twice. */
const LOOK_ALIKE_METRES = 50
const CELL_DEGREES = 0.001

interface Placed {
  readonly name: string
  readonly place: LonLat
  /** Code, id or row, by which it is reported. */
  readonly of: string
}

const cellKey = (x: number, y: number): string => `${x} ${y}`

/** Things by where they lie, for finding what is near. */
class PlacedThings {
  readonly #cells = new Map<string, Placed[]>()

  add(thing: Placed): void {
    const [x, y] = thing.place.map((degrees) => Math.floor(degrees / CELL_DEGREES))
    const key = cellKey(x!, y!)
    const cell = this.#cells.get(key)
    if (cell) cell.push(thing)
    else this.#cells.set(key, [thing])
  }

  *near(place: LonLat): Iterable<Placed> {
    const [x, y] = place.map((degrees) => Math.floor(degrees / CELL_DEGREES))
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) yield* this.#cells.get(cellKey(x! + dx, y! + dy)) ?? []
    }
  }
}

const bigrams = (text: string): Set<string> =>
  new Set(Array.from(text).flatMap((character, index, all) => [character + (all[index + 1] ?? '')]))

const LEAST_ALIKE = 0.6

const digitsOf = (text: string): string => text.replace(/\D+/g, ' ').trim()

/** Names are alike that differ only in what such things are called, or hardly; numbers must agree. */
const areAlike = (a: string, b: string, nouns: readonly string[]): boolean => {
  const [bareA, bareB] = [a, b].map((name) =>
    nouns.reduce((rest, noun) => rest.replaceAll(noun, ''), name.normalize('NFKC')),
  ) as [string, string]
  if (digitsOf(bareA) !== digitsOf(bareB)) return false
  if (bareA === bareB) return true
  const [inA, inB] = [bigrams(bareA), bigrams(bareB)]
  const shared = [...inA].filter((pair) => inB.has(pair)).length
  return (2 * shared) / (inA.size + inB.size) >= LEAST_ALIKE
}

/**
 * Rows that look like the same thing entered twice: by the row's position, the other's code or id.
 * A row is compared with those before it and with features that it does not itself update.
 */
export const findLookAlikes = (
  rows: readonly RowReport[],
  features: readonly KnownFeature[],
  nouns: readonly string[],
): ReadonlyMap<number, string> => {
  const things = new PlacedThings()
  for (const feature of features) {
    const place = placeOf(feature) ?? positionsOf(feature.geometry)[0]
    const of = String(feature.properties.code ?? feature.id)
    if (place) things.add({ name: String(feature.properties.name), place, of })
  }
  const longestFirst = [...nouns].sort((a, b) => b.length - a.length)
  const found = new Map<number, string>()
  for (const [index, { key, row, lonLat, properties }] of rows.entries()) {
    const name = properties.name
    if (lonLat === undefined || typeof name !== 'string') continue
    for (const other of things.near(lonLat)) {
      if (other.of === key || haversineMetres(...other.place, ...lonLat) > LOOK_ALIKE_METRES)
        continue
      if (areAlike(name, other.name, longestFirst)) {
        found.set(index, other.of)
        break
      }
    }
    things.add({ name, place: lonLat, of: key ?? String(row) })
  }
  return found
}
