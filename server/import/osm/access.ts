/**
 * Who may drive a way or pass a barrier, from the hierarchy of access tags
 * (wiki.openstreetmap.org/wiki/Key:access): the tag for the narrower group of vehicles wins.
 */
import { ACCESS, ACCESS_ALL } from '../../network/draft.ts'
import { splitValues, type Tags } from './elements.ts'
import type { Tally } from './tally.ts'

/** Most open first; of several values (`agricultural;forestry`) the most open one counts. */
const PERMISSIONS = ['open', 'destination', 'private', 'forbidden'] as const
type Permission = (typeof PERMISSIONS)[number]

const PERMISSION_BY_VALUE: ReadonlyMap<string, Permission> = new Map([
  ['yes', 'open'],
  ['permissive', 'open'],
  ['designated', 'open'],
  ['official', 'open'],
  ['public', 'open'],
  ['discouraged', 'open'],
  ['destination', 'destination'],
  ['customers', 'destination'],
  ['delivery', 'destination'],
  ['residents', 'destination'],
  ['private', 'private'],
  ['permit', 'private'],
  ['employees', 'private'],
  ['agricultural', 'private'],
  ['forestry', 'private'],
  ['military', 'private'],
  ['emergency', 'private'],
  ['psv', 'private'],
  ['bus', 'private'],
  ['taxi', 'private'],
  ['hov', 'private'],
  ['no', 'forbidden'],
  ['use_sidepath', 'forbidden'],
])

/** Values that leave the question open. */
const SILENT_VALUES: ReadonlySet<string> = new Set(['unknown', 'variable'])

const GENERAL_KEYS = ['motor_vehicle', 'vehicle', 'access'] as const
const CAR_KEYS = ['motorcar', ...GENERAL_KEYS] as const
const LORRY_KEYS = ['hgv', 'goods', ...GENERAL_KEYS] as const

const parsePermission = (value: string): Permission | null => {
  const found = splitValues(value.toLowerCase()).map((part) => PERMISSION_BY_VALUE.get(part))
  return PERMISSIONS.find((permission) => found.includes(permission)) ?? null
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
  const value = CAR_KEYS.map((key) => tags[key]).find((stated) => stated !== undefined)
  const permission = value === undefined ? null : parsePermission(value)
  return permission !== null && isOpen(permission)
}

/** What `emergency=` says about emergency vehicles; other values name facilities, not access. */
export const emergencyPermission = (tags: Tags): boolean | null => {
  if (tags.emergency === undefined) return null
  const permission = PERMISSION_BY_VALUE.get(tags.emergency)
  return permission === undefined ? null : isOpen(permission)
}

/**
 * Bits of ACCESS of a way; `unstated` is what holds without any tag. A vehicle on a call may drive
 * where others are told not to (道路交通安全法 art. 53 frees it from signs and signals), so only
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

export const ACCESS_KEYS_OF_CARS: readonly string[] = CAR_KEYS
