/** A small map as a drawing: county outlines, and what is shown on the page. */
import { html } from 'hono/html'
import type { Bilingual, Language } from '../../data/bilingual.ts'
import { representativePoint } from '../../data/feature-place.ts'
import {
  type Bbox,
  bboxOf,
  boxesMeet,
  type Geometry,
  haversineMetres,
  type LonLat,
  linesOf,
  polygonsOf,
} from '../../data/geometry.ts'
import { localisedName } from '../../data/wording.ts'
import type { Html } from './page.ts'

/** An area that a map is drawn over. */
export interface Outline {
  readonly name: string
  readonly nameEn: string | null
  readonly geometry: Geometry
  readonly bbox: Bbox
}

/** Something on the map, with the page that it leads to. */
export interface Drawn {
  readonly href: string
  readonly name: string
  readonly geometry: Geometry
  readonly colour: string
}

const WIDTH = 640
/** Of the width, how high a map may be at most and at least. */
const TALLEST = 0.7
const FLATTEST = 0.4
const MARGIN = 0.08
/** So much about one place, to see where it is. */
const LEAST_DEGREES = 0.12
const POINT_RADIUS = 5
const SCALE_STEPS_METRES = [
  ...[200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000],
]
/** Of the width, what the scale may take. */
const LONGEST_SCALE = 0.25

type Pixel = readonly [x: number, y: number]

interface View {
  readonly bbox: Bbox
  readonly height: number
  readonly at: (place: LonLat) => Pixel
}

/** Degrees of longitude are shorter than those of latitude by this. */
const shortening = (latitude: number): number => Math.cos((latitude * Math.PI) / 180)

/** What lies within these boxes, with room around it. */
const viewOf = (boxes: readonly Bbox[]): View => {
  const west = Math.min(...boxes.map((each) => each[0]))
  const south = Math.min(...boxes.map((each) => each[1]))
  const east = Math.max(...boxes.map((each) => each[2]))
  const north = Math.max(...boxes.map((each) => each[3]))
  const [x, y] = [(west + east) / 2, (south + north) / 2]
  const shorter = shortening(y)
  const room = 1 + 2 * MARGIN
  const tall = Math.max(north - south, LEAST_DEGREES) * room
  const wide = Math.max((east - west) * shorter * room, LEAST_DEGREES * room, tall / TALLEST)
  const high = Math.max(tall, wide * FLATTEST)
  const scale = WIDTH / wide
  const [left, top] = [x - wide / shorter / 2, y + high / 2]
  return {
    bbox: [left, y - high / 2, x + wide / shorter / 2, top],
    height: Math.round(high * scale),
    at: ([longitude, latitude]) => [
      Math.round((longitude - left) * shorter * scale * 10) / 10,
      Math.round((top - latitude) * scale * 10) / 10,
    ],
  }
}

/** A line, without positions that fall on the pixel before. */
const pathOf = ({ at }: View, line: readonly LonLat[], isClosed: boolean): string => {
  let last: Pixel | null = null
  let path = ''
  for (const place of line) {
    const pixel = at(place)
    const isSame = last && Math.abs(last[0] - pixel[0]) < 1 && Math.abs(last[1] - pixel[1]) < 1
    if (isSame) continue
    path += `${last ? 'L' : 'M'}${pixel[0]} ${pixel[1]}`
    last = pixel
  }
  return isClosed ? `${path}Z` : path
}

const shapeOf = (view: View, geometry: Geometry): string => {
  const isArea = polygonsOf(geometry).length > 0
  return linesOf(geometry)
    .map((line) => pathOf(view, line, isArea))
    .join('')
}

const drawn = (view: View, { href, name, geometry, colour }: Drawn): Html => {
  if (geometry.type === 'Point') {
    const [x, y] = view.at(geometry.coordinates)
    return html`<a href="${href}"><title>${name}</title><circle cx="${x}" cy="${y}" r="${POINT_RADIUS}" fill="${colour}" stroke="#fff"/></a>`
  }
  const isArea = polygonsOf(geometry).length > 0
  return html`<a href="${href}"><title>${name}</title><path d="${shapeOf(view, geometry)}" stroke="${colour}" stroke-width="2.5" fill="${isArea ? colour : 'none'}" fill-opacity="0.35"/></a>`
}

/** A round one. */
const wholeDistance = (metres: number): Bilingual => {
  const kilometres = metres / 1000
  return kilometres < 1
    ? { zh: `${metres} 米`, en: `${metres} m` }
    : { zh: `${kilometres} 公里`, en: `${kilometres} km` }
}

const scaleBar = (view: View, language: Language): Html => {
  const [west, south, east, north] = view.bbox
  const middle = (south + north) / 2
  const metresPerPixel = haversineMetres(west, middle, east, middle) / WIDTH
  const longest = WIDTH * LONGEST_SCALE * metresPerPixel
  const metres =
    SCALE_STEPS_METRES.filter((each) => each <= longest).at(-1) ?? SCALE_STEPS_METRES[0]!
  const y = view.height - 14
  return html`<path class="scale" d="M12 ${y}h${Math.round(metres / metresPerPixel)}"/><text class="scale" x="12" y="${y - 6}">${wholeDistance(metres)[language]}</text>`
}

const extentShape = (view: View, [west, south, east, north]: Bbox): Html => {
  const [left, top] = view.at([west, north])
  const [right, bottom] = view.at([east, south])
  return html`<path class="extent" d="M${left} ${top}H${right}V${bottom}H${left}Z"/>`
}

interface MapParts {
  readonly outlines: readonly Outline[]
  readonly features: readonly Drawn[]
  /** A box that is drawn itself. */
  readonly extent?: Bbox | null
  readonly label: Bilingual
}

/** The drawing; nothing where there is nothing to be seen. */
export const smallMap = (
  { outlines, features, extent = null, label }: MapParts,
  language: Language,
): Html | null => {
  const boxes = features.map(({ geometry }) => bboxOf(geometry))
  if (extent) {
    const around = outlines.filter(({ bbox }) => boxesMeet(bbox, extent))
    boxes.push(extent, ...around.map(({ bbox }) => bbox))
  }
  if (boxes.length === 0) return null
  const view = viewOf(boxes)
  const around = outlines.filter(({ bbox }) => boxesMeet(bbox, view.bbox))
  const named = around.flatMap((outline) => {
    const [x, y] = view.at(representativePoint(outline.geometry))
    const isSeen = x > 0 && x < WIDTH && y > 0 && y < view.height
    return isSeen ? [html`<text x="${x}" y="${y}">${localisedName(outline, language)}</text>`] : []
  })
  return html`<figure><svg viewBox="0 0 ${WIDTH} ${view.height}" role="group" aria-label="${label[language]}">
${around.map(({ geometry }) => html`<path class="land" d="${shapeOf(view, geometry)}"/>`)}
${extent && extentShape(view, extent)}
${features.map((feature) => drawn(view, feature))}
${named}
${scaleBar(view, language)}
</svg></figure>`
}
