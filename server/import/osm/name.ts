/** What a road is called. */
import { splitValues, type Tags } from './elements.ts'

/** Chinese first; a bridge or tunnel goes by its own name. */
const NAME_KEYS = ['name:zh', 'name:zh-Hans', 'name'] as const
const STRUCTURE_NAME_KEYS = [
  'bridge:name:zh',
  'bridge:name',
  'tunnel:name:zh',
  'tunnel:name',
] as const

export const readName = (tags: Tags): string => {
  for (const key of [...STRUCTURE_NAME_KEYS, ...NAME_KEYS]) {
    const value = tags[key]?.trim()
    if (value) return value
  }
  return ''
}

/** Road numbers; a road with two is `G327/S104`. */
export const readRef = (tags: Tags): string => splitValues(tags.ref ?? '').join('/')
