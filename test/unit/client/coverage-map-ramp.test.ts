import { describe, expect, it } from 'vitest'
import { changeClasses, lateClasses } from '../../../client/layers/coverage-classes.ts'
import { coverageColours, coverageRamp, rampColour } from '../../../client/layers/coverage-ramp.ts'
import { CELL_OPACITY } from '../../../client/map/style/coverage-layers.ts'
import { MAP_PALETTES } from '../../../client/map/style/palette.ts'
import { onGround } from '../../../client/panels/coverage/report/report-legend.ts'
import { BUILT_IN_STANDARDS } from '../../../data/standards.ts'
import { linearLight, type Rgb } from './linear-light.ts'

const THEMES = ['light', 'dark'] as const

type Matrix = readonly [Rgb, Rgb, Rgb]

const times = (matrix: Matrix, [r, g, b]: Rgb): Rgb => {
  const row = ([x, y, z]: Rgb): number => x * r + y * g + z * b
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])]
}

/** How a colour looks to people without red, without green, and to the others. */
const VISIONS: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  // Machado, Oliveira & Fernandes 2009, severity 1.0, applied to linear light
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
}

/** XYZ of linear sRGB (IEC 61966-2-1), then CIE 1976 L*a*b* under D65. */
const TO_XYZ: Matrix = [
  [0.4124, 0.3576, 0.1805],
  [0.2126, 0.7152, 0.0722],
  [0.0193, 0.1192, 0.9505],
]
const WHITE: Rgb = [0.9505, 1, 1.089]
const lab = (rgb: Rgb): Rgb => {
  const clipped = rgb.map((value) => Math.min(1, Math.max(0, value))) as unknown as Rgb
  const [x, y, z] = times(TO_XYZ, clipped).map((value, axis) => {
    const share = value / WHITE[axis]!
    return share > 216 / 24389 ? Math.cbrt(share) : ((24389 / 27) * share + 16) / 116
  }) as unknown as Rgb
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
const difference = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

/** A just noticeable difference is 2.3 (Mahy et al. 1994); a map needs several times that. */
const LEAST_DIFFERENCE = 10

/** A colour as people of that vision see it, in L*a*b*. */
const seenBy =
  (vision: string) =>
  (colour: string): Rgb =>
    lab(times(VISIONS[vision]!, linearLight(colour)))

const closest = (colours: readonly Rgb[]): number =>
  Math.min(...colours.flatMap((a, place) => colours.slice(place + 1).map((b) => difference(a, b))))

it('the simulation in this test: leaves white and black alone and brings red and green together', () => {
  const apart = (vision: string): number => {
    const [red, green] = ['#c02020', '#207a20'].map(seenBy(vision))
    return difference(red!, green!)
  }
  for (const vision of Object.keys(VISIONS)) {
    expect(seenBy(vision)('#ffffff')[0]).toBeCloseTo(100, 0)
    expect(seenBy(vision)('#000000')[0]).toBeCloseTo(0, 0)
  }
  expect(apart('deuteranopia')).toBeLessThan(apart('normal') / 2)
})

describe.each(THEMES)('the ramp of times (%s)', (theme) => {
  const ramp = coverageRamp(theme)
  const others = coverageColours(theme)
  const colours = [...ramp.map(({ colour }) => colour), others.unreachable]

  it('begins at 0, has no gaps and only the last step is open', () => {
    expect(ramp.map(({ fromMinutes }) => fromMinutes)).toEqual([0, 3, 5, 8, 10, 15, 20, 30])
    expect(ramp.map(({ toMinutes }) => toMinutes)).toEqual([3, 5, 8, 10, 15, 20, 30, null])
  })

  it('changes colour at the standards of Jining, so that no step is half in time', () => {
    const { standards } = BUILT_IN_STANDARDS.find(({ id }) => id === 'three-and-ten')!
    const edges = ramp.map(({ fromMinutes }) => fromMinutes * 60)
    expect(edges).toContain(standards.urban)
    expect(edges).toContain(standards.rural)
  })

  it('gets darker with every step, so that it is read without hue', () => {
    for (const vision of Object.keys(VISIONS)) {
      const lightness = ramp.map(({ colour }) => seenBy(vision)(colour)[0])
      for (const [place, value] of lightness.entries()) {
        if (place > 0) expect(lightness[place - 1]! - value).toBeGreaterThan(3)
      }
    }
  })

  it.each(Object.keys(VISIONS))('has colours that can be told apart (%s)', (vision) => {
    expect(closest(colours.map(seenBy(vision)))).toBeGreaterThan(LEAST_DIFFERENCE)
  })

  it.each(Object.keys(VISIONS))('can be told apart on the land it lies on (%s)', (vision) => {
    for (const ground of MAP_PALETTES[theme].countyTints) {
      const lying = colours.map((colour) => onGround(colour, CELL_OPACITY[theme], ground))
      expect(closest(lying.map(seenBy(vision)))).toBeGreaterThan(LEAST_DIFFERENCE / 2)
    }
  })

  it.each(Object.keys(VISIONS))('tells in time from not in time (%s)', (vision) => {
    const [inTime, notInTime] = [others.inTime, others.notInTime].map(seenBy(vision))
    expect(difference(inTime!, notInTime!)).toBeGreaterThan(4 * LEAST_DIFFERENCE)
  })

  it('gives a time on an edge to the step that ends there', () => {
    const steps = [0, 180, 180.1, 1800, 7200, null].map((seconds) =>
      colours.indexOf(rampColour(theme, seconds)),
    )
    // the last is the colour of no one coming
    expect(steps).toEqual([0, 0, 1, 6, 7, 8])
  })
})

describe.each(THEMES)('the classes of towns (%s)', (theme) => {
  const late = lateClasses(theme).map(({ colour }) => colour)
  const change = changeClasses(theme).map(({ colour }) => colour)

  it.each(Object.keys(VISIONS))('are an order by lightness alone (%s)', (vision) => {
    const lightness = late.map((colour) => seenBy(vision)(colour)[0])
    for (const [place, value] of lightness.entries()) {
      const step = place === 0 ? LEAST_DIFFERENCE : Math.abs(value - lightness[place - 1]!)
      expect(step).toBeGreaterThan(LEAST_DIFFERENCE / 2)
    }
    const sorted = [...lightness].sort((a, b) => (theme === 'light' ? b - a : a - b))
    expect(lightness).toEqual(sorted)
  })

  it.each(Object.keys(VISIONS))('can be told apart where they lie on land (%s)', (vision) => {
    for (const ground of MAP_PALETTES[theme].countyTints) {
      for (const colours of [late, change]) {
        const lying = colours.map((colour) => onGround(colour, CELL_OPACITY[theme], ground))
        expect(closest(lying.map(seenBy(vision)))).toBeGreaterThan(LEAST_DIFFERENCE / 2)
      }
    }
  })
})
