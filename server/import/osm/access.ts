/**
 * Who may drive a way, pass a barrier or fit under a limit, from the hierarchy of access tags
 * (wiki.openstreetmap.org/wiki/Key:access): the tag for the narrower group of vehicles wins.
 */
import { ACCESS, ACCESS_ALL } from '../../network/draft.ts'
import { firstStated, splitValues, type Tags, valueSet } from './elements.ts'
import type { Tally } from './tally.ts'

/**
 * Values by what they permit, most open first; of several (`agricultural;forestry`) that counts.
 */
const VALUES = {
  open: valueSet('yes permissive designated official public discouraged'),
  destination: valueSet('destination customers delivery residents'),
  private: valueSet(`
    private permit employees agricultural forestry military emergency psv bus taxi hov`),
  forbidden: valueSet('no use_sidepath'),
} as const
type Permission = keyof typeof VALUES
const PERMISSIONS = Object.keys(VALUES) as Permission[]

/** Values that leave the question open. */
const SILENT_VALUES = valueSet('unknown variable')

const GENERAL_KEYS = ['motor_vehicle', 'vehicle', 'access'] as const
export const CAR_KEYS = ['motorcar', ...GENERAL_KEYS] as const
const LORRY_KEYS = ['hgv', 'goods', ...GENERAL_KEYS] as const

const parsePermission = (value: string): Permission | null => {
  const parts = splitValues(value.toLowerCase())
  return (
    PERMISSIONS.find((permission) => parts.some((part) => VALUES[permission].has(part))) ?? null
  )
}

/** The most specific statement about a kind of vehicle. */
const decide = (
  tags: Tags,
  keys: readonly string[],
  tally: Tally,
): { key: string; permission: Permission } | null => {
  for (const key of keys) {
    const value = tags[key]
    if (value === undefined || SILENT_VALUES.has(value)) continue
    const permission = parsePermission(value)
    if (permission) return { key, permission }
    tally.add('accessUnknown')
  }
  return null
}

const isOpen = (permission: Permission): boolean =>
  permission === 'open' || permission === 'destination'

/** Whether tags say outright that cars may drive here. */
export const opensToCars = (tags: Tags): boolean => {
  const value = firstStated(tags, CAR_KEYS)
  const permission = value === undefined ? null : parsePermission(value)
  return permission !== null && isOpen(permission)
}

/** What `emergency=` says about emergency vehicles; other values name facilities, not access. */
export const emergencyPermission = (tags: Tags): boolean | null => {
  const { emergency = '' } = tags
  const permission = PERMISSIONS.find((each) => VALUES[each].has(emergency))
  return permission === undefined ? null : isOpen(permission)
}

/**
 * Bits of ACCESS of a way; `unstated` is what holds without any tag. A vehicle on a call may drive
 * where others may not (道路交通安全法 art. 53 frees it from signs and signals), so only
 * `access=no`, taken to mean that the way cannot be driven at all, and `emergency=no` keep it out.
 */
export const readAccess = (tags: Tags, tally: Tally, unstated: number = ACCESS_ALL): number => {
  const car = decide(tags, CAR_KEYS, tally)
  const lorry = decide(tags, LORRY_KEYS, tally)
  if (car?.permission === 'destination') tally.add('accessDestination')
  const shut = car?.permission === 'forbidden' && car.key === 'access'
  const emergency = emergencyPermission(tags) ?? (car ? !shut : (unstated & ACCESS.emergency) !== 0)
  const motor = car ? isOpen(car.permission) : (unstated & ACCESS.motor) !== 0
  const goods = lorry ? isOpen(lorry.permission) : (unstated & ACCESS.lorry) !== 0
  return (
    (motor ? ACCESS.motor : 0) | (emergency ? ACCESS.emergency : 0) | (goods ? ACCESS.lorry : 0)
  )
}

const CONDITIONAL_KEYS = CAR_KEYS.map((key) => `${key}:conditional`)

export const hasConditionalAccess = (tags: Tags): boolean =>
  CONDITIONAL_KEYS.some((key) => tags[key] !== undefined)

const NO_ACCESS = 0

/** A gate can be opened: its access tags say to whom. */
const OPENING_BARRIERS = valueSet(`
  gate lift_gate swing_gate sliding_gate sliding_beam hampshire_gate bump_gate
  arch border_control cattle_grid checkpoint coupure entrance gate_open height_restrictor kerb no
  rumble_strip sally_port speed_bump toll_booth`)
const BLOCKING_BARRIERS = valueSet(`
  block bollard bus_trap cable_barrier chain cycle_barrier debris ditch fence full-height_turnstile
  guard_rail hedge horse_stile jersey_barrier kissing_gate log motorcycle_barrier planter
  retaining_wall rope spikes stile stump sump_buster turnstile wall wicket_gate yes`)

/**
 * Bits of ACCESS that pass the node; ACCESS_ALL when nothing stands on it. A gate of a private
 * estate opens for a vehicle on a call; a locked one, or one that says `no`, does not.
 */
export const readBarrier = (tags: Tags, tally: Tally): number => {
  if (tags.barrier === undefined) return ACCESS_ALL
  const isOpening = OPENING_BARRIERS.has(tags.barrier)
  if (!isOpening && !BLOCKING_BARRIERS.has(tags.barrier)) {
    tally.add('barrierUnknown')
    return ACCESS_ALL
  }
  if (tags.locked === 'yes' && tags.emergency !== 'yes') return NO_ACCESS
  const isShut = firstStated(tags, CAR_KEYS) === 'no'
  const emergencyClosed = isShut && tags.emergency === undefined
  const unstated = isOpening ? ACCESS_ALL : NO_ACCESS
  return readAccess(emergencyClosed ? { ...tags, emergency: 'no' } : tags, tally, unstated)
}

/**
 * The lorry that limits are compared with: a loaded two-axle lorry. Its height is the most that the
 * law allows any vehicle (道路交通安全法实施条例 art. 54: 4 m loaded); its weight is an assumption.
 */
const LORRY = { heightMetres: 4, weightTonnes: 12 }

const METRES_PER_FOOT = 0.3048
const INCHES_PER_FOOT = 12
const TONNES_BY_UNIT: ReadonlyMap<string, number> = new Map(
  Object.entries({ '': 1, t: 1, kg: 0.001, lbs: 0.000_453_592, st: 0.907_185 }),
)

/** Values that state no figure. */
const WITHOUT_FIGURE = valueSet('none no default unsigned no_sign no_indications')

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
