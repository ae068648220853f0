/** Where the words beside a marker stand: at the side on which they lie on nothing else. */
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { collection, pointAt } from '../layers/geojson.ts'
import { rounded } from '../state/address-codec.ts'
import { listen } from './listen.ts'
import { FREE_SOURCE, freeImage } from './style/answer-layers.ts'

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface SideLabel {
  /** Of the marker that the words belong to. */
  readonly marker: Box
  readonly width: number
  readonly height: number
  /** Left out where no side is free. */
  readonly isOptional: boolean
}

export type Side = 'right' | 'left' | 'below' | 'above' | 'none'

const SIDES = ['right', 'left', 'below', 'above'] as const
/** Between a marker and its words; `map.css` says the same. */
const GAP_PIXELS = 3

const boxAt = (side: (typeof SIDES)[number], { marker, width, height }: SideLabel): Box => {
  const centreX = (marker.left + marker.right) / 2
  const centreY = (marker.top + marker.bottom) / 2
  const left = {
    right: marker.right + GAP_PIXELS,
    left: marker.left - GAP_PIXELS - width,
    below: centreX - width / 2,
    above: centreX - width / 2,
  }[side]
  const top = {
    right: centreY - height / 2,
    left: centreY - height / 2,
    below: marker.bottom + GAP_PIXELS,
    above: marker.top - GAP_PIXELS - height,
  }[side]
  return { left, top, right: left + width, bottom: top + height }
}

const areaOf = ({ left, top, right, bottom }: Box): number =>
  Math.max(0, right - left) * Math.max(0, bottom - top)

const sharedArea = (a: Box, b: Box): number =>
  areaOf({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  })

/**
 * A side for each label, in their order: right, left, below, above, the first on which it lies within
 * the map, on no marker and on no label before it; where there is none, the one on which it hides and
 * loses least. All in the same pixels.
 * @param markers all that must stay in sight, those of the labels among them
 */
export const chooseSides = (
  labels: readonly SideLabel[],
  markers: readonly Box[],
  within: Box,
): Side[] => {
  const taken = [...markers]
  return labels.map((label) => {
    const others = taken.filter((other) => other !== label.marker)
    const choices = SIDES.map((side) => {
      const box = boxAt(side, label)
      const hidden = others.reduce((sum, other) => sum + sharedArea(box, other), 0)
      return { side, box, lost: hidden + areaOf(box) - sharedArea(box, within) }
    })
    const best = choices.reduce((one, other) => (other.lost < one.lost ? other : one))
    if (best.lost > 0 && label.isOptional) return 'none'
    taken.push(best.box)
    return best.side
  })
}

const MARKERS = '.pin-button, .rank-button, .passed-button, .note-button'
const LABEL = '.map-label'
/** What lies over the map, and under which nothing can be read. */
const CONTROLS = '.maplibregl-ctrl-group, .notice-chip'
/** Boxes that differ by less share an image. */
const STEP_PIXELS = 8
const DEGREE_DECIMALS = 6

/** Puts the words of all markers on a map beside them; answers the boxes that they and the markers take. */
const placeLabels = (container: HTMLElement): Box[] => {
  const buttons = [...container.querySelectorAll<HTMLElement>(MARKERS)]
  const boxes = new Map(buttons.map((button) => [button, button.getBoundingClientRect()]))
  const labelled = buttons
    .flatMap((button) => {
      const element = button.querySelector<HTMLElement>(LABEL)
      const marker = boxes.get(button)
      return element && marker ? [{ element, marker }] : []
    })
    .sort((a, b) => Number(a.element.dataset.turn) - Number(b.element.dataset.turn))
  for (const { element } of labelled) element.dataset.side = 'right'
  const labels = labelled.map(({ element, marker }) => ({
    marker,
    width: element.offsetWidth,
    height: element.offsetHeight,
    isOptional: element.dataset.optional === 'true',
  }))
  const controls = [...document.querySelectorAll(CONTROLS)].map((control) =>
    control.getBoundingClientRect(),
  )
  const markers = [...boxes.values(), ...controls]
  const sides = chooseSides(labels, markers, container.getBoundingClientRect())
  const taken: Box[] = [...boxes.values()]
  for (const [index, side] of sides.entries()) {
    const [label, element] = [labels[index], labelled[index]?.element]
    if (!label || !element) continue
    element.dataset.side = side
    if (side !== 'none') taken.push(boxAt(side, label))
  }
  return taken
}

/** Points with images as large as the boxes, which names on the map keep clear of. */
const keptFree = (map: MapLibreMap, boxes: readonly Box[]) => {
  const { left, top } = map.getContainer().getBoundingClientRect()
  const steps = (pixels: number): number => Math.ceil(pixels / STEP_PIXELS) * STEP_PIXELS
  return collection(
    boxes.map((box) => {
      const { lng, lat } = map.unproject([
        (box.left + box.right) / 2 - left,
        (box.top + box.bottom) / 2 - top,
      ])
      const image = freeImage(steps(box.right - box.left), steps(box.bottom - box.top))
      return pointAt([rounded(lng, DEGREE_DECIMALS), rounded(lat, DEGREE_DECIMALS)], { image })
    }),
  )
}

/**
 * Keeps the words beside the markers of a map apart, and its names away from both.
 * @param shown what the markers show, as many values always: when one is another they are placed anew
 */
export const useLabelSides = (map: MapLibreMap, shown: readonly unknown[]): void => {
  const sent = useRef('')
  useEffect(() => {
    const place = (): void => {
      // on paper the map is away, and nothing has a size
      if (map.getContainer().clientWidth === 0) return
      const free = keptFree(map, placeLabels(map.getContainer()))
      const text = JSON.stringify(free)
      if (text === sent.current) return
      sent.current = text
      map.getSource<GeoJSONSource>(FREE_SOURCE)?.setData(free as never)
    }
    place()
    return listen(map, { moveend: place, resize: place })
  }, [map, ...shown])
}
