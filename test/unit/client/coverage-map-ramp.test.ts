import { describe, expect, it } from 'vitest'
import { coverageColours, coverageRamp, rampColour } from '../../../client/layers/coverage-ramp.ts'
import { CELL_OPACITY } from '../../../client/map/style/coverage-layers.ts'
import { MAP_PALETTES } from '../../../client/map/style/palette.ts'
import { BUILT_IN_STANDARDS } from '../../../data/standards.ts'

const THEMES = ['light', 'dark'] as const

type Rgb = readonly [red: number, green: number, blue: number]
type Matrix = readonly [Rgb, Rgb, Rgb]

/** Linear light of a colour after IEC 61966-2-1 (sRGB). */
const linear = (hex: string): Rgb => {
  const channel = (at: number): number => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

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

const blended = (over: string, ground: string, opacity: number): Rgb => {
  const part = (at: number): number =>
    Number.parseInt(over.slice(at, at + 2), 16) * opacity +
    Number.parseInt(ground.slice(at, at + 2), 16) * (1 - opacity)
  const hex = [1, 3, 5].map((at) => Math.round(part(at)).toString(16).padStart(2, '0')).join('')
  return linear(`#${hex}`)
}

const closest = (colours: readonly Rgb[]): number =>
  Math.min(...colours.flatMap((a, place) => colours.slice(place + 1).map((b) => difference(a, b))))

describe('the simulation in this test', () => {
  it('leaves white and black alone and brings red and green together', () => {
    const apart = (vision: string): number => {
      const [red, green] = ['#c02020', '#207a20'].map((hex) =>
        lab(times(VISIONS[vision]!, linear(hex))),
      )
      return difference(red!, green!)
    }
    for (const matrix of Object.values(VISIONS)) {
      expect(lab(times(matrix, linear('#ffffff')))[0]).toBeCloseTo(100, 0)
      expect(lab(times(matrix, linear('#000000')))[0]).toBeCloseTo(0, 0)
    }
    expect(apart('deuteranopia')).toBeLessThan(apart('normal') / 2)
  })
})

describe.each(THEMES)('the ramp of times (%s)', (theme) => {
  const ramp = coverageRamp(theme)
  const others = coverageColours(theme)

  it('begins at 0, has no gaps and only the last step is open', () => {
    expect(ramp.map(({ fromMinutes }) => fromMinutes)).toEqual([0, 3, 5, 8, 10, 15, 20, 30])
    expect(ramp.map(({ toMinutes }) => toMinutes)).toEqual([3, 5, 8, 10, 15, 20, 30, null])
  })

  it('changes colour at the standards of Jining, so that no step is half in time', () => {
    const { standards } = BUILT_IN_STANDARDS.find(({ id }) => id === 'jining')!
    const edges = ramp.map(({ fromMinutes }) => fromMinutes * 60)
    expect(edges).toContain(standards.urban)
    expect(edges).toContain(standards.rural)
  })

  it('gets darker with every step, so that it is read without hue', () => {
    for (const matrix of Object.values(VISIONS)) {
      const lightness = ramp.map(({ colour }) => lab(times(matrix, linear(colour)))[0])
      for (const [place, value] of lightness.entries()) {
        if (place > 0) expect(lightness[place - 1]! - value).toBeGreaterThan(3)
      }
    }
  })

  it.each(Object.keys(VISIONS))('has colours that can be told apart (%s)', (vision) => {
    const seen = [...ramp.map(({ colour }) => colour), others.unreachable].map((colour) =>
      lab(times(VISIONS[vision]!, linear(colour))),
    )
    expect(closest(seen)).toBeGreaterThan(LEAST_DIFFERENCE)
  })

  it.each(Object.keys(VISIONS))('can be told apart on the land it lies on (%s)', (vision) => {
    for (const ground of MAP_PALETTES[theme].countyTints) {
      const seen = [...ramp.map(({ colour }) => colour), others.unreachable].map((colour) =>
        lab(times(VISIONS[vision]!, blended(colour, ground, CELL_OPACITY[theme]))),
      )
      expect(closest(seen)).toBeGreaterThan(LEAST_DIFFERENCE / 2)
    }
  })

  it.each(Object.keys(VISIONS))('tells in time from not in time (%s)', (vision) => {
    const [inTime, notInTime] = [others.inTime, others.notInTime].map((colour) =>
      lab(times(VISIONS[vision]!, linear(colour))),
    )
    expect(difference(inTime!, notInTime!)).toBeGreaterThan(4 * LEAST_DIFFERENCE)
  })

  it('gives a time on an edge to the step that ends there', () => {
    expect(rampColour(theme, 0)).toBe(ramp[0]!.colour)
    expect(rampColour(theme, 180)).toBe(ramp[0]!.colour)
    expect(rampColour(theme, 180.1)).toBe(ramp[1]!.colour)
    expect(rampColour(theme, 1800)).toBe(ramp[6]!.colour)
    expect(rampColour(theme, 7200)).toBe(ramp[7]!.colour)
    expect(rampColour(theme, null)).toBe(others.unreachable)
  })
})
