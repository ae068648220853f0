/** Height and weight limits that a supply lorry does not fit under. */
import type { Tags } from './elements.ts'
import type { Tally } from './tally.ts'

/**
 * The lorry that limits are held against: a loaded two-axle lorry. Its height is the most that the
 * law allows any vehicle (道路交通安全法实施条例 art. 54: 4 m loaded); its weight is an assumption.
 */
const LORRY = { heightMetres: 4, weightTonnes: 12 }

const METRES_PER_FOOT = 0.3048
const INCHES_PER_FOOT = 12
const TONNES_BY_UNIT: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['t', 1],
  ['kg', 0.001],
  ['lbs', 0.000_453_592],
  ['st', 0.907_185],
])

/** Values that state no figure. */
const WITHOUT_FIGURE: ReadonlySet<string> = new Set([
  'none',
  'no',
  'default',
  'unsigned',
  'no_sign',
  'no_indications',
])

/** Metres in `3.8`, `3.8 m` or `12'6"`; `null` when it is none of these. */
export const parseHeightMetres = (value: string): number | null => {
  const metric = /^(\d+(?:\.\d+)?)\s*m?$/.exec(value)
  if (metric) return Number(metric[1])
  const imperial = /^(\d+)'\s*(?:(\d+)")?$/.exec(value)
  if (!imperial) return null
  return (Number(imperial[1]) + Number(imperial[2] ?? 0) / INCHES_PER_FOOT) * METRES_PER_FOOT
}

/** Tonnes in `7.5`, `7.5 t`, `3500 kg`, `5 st` (short tons); `null` when it is none of these. */
export const parseWeightTonnes = (value: string): number | null => {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/.exec(value)
  const factor = TONNES_BY_UNIT.get(match?.[2] ?? 'none')
  return match && factor !== undefined ? Number(match[1]) * factor : null
}

/** True when a limit on the way keeps the lorry out. */
export const barsLorry = (tags: Tags, tally: Tally): boolean => {
  const limits = [
    { value: tags.maxheight, parse: parseHeightMetres, need: LORRY.heightMetres },
    { value: tags.maxweight, parse: parseWeightTonnes, need: LORRY.weightTonnes },
  ]
  let barred = false
  for (const { value, parse, need } of limits) {
    if (value === undefined || WITHOUT_FIGURE.has(value)) continue
    const limit = parse(value.trim().toLowerCase())
    if (limit === null) tally.add('lorryLimitUnknown')
    else if (limit < need) barred = true
  }
  if (barred) tally.add('lorryLimit')
  return barred
}
