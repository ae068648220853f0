import type { Bilingual } from './bilingual.ts'

/** Vehicles that road times are computed for; the figures behind them are in the server's network. */
export const PROFILES = {
  'rescue-van': { label: { zh: '救援车', en: 'Rescue van' } },
  'supply-lorry': { label: { zh: '运输货车', en: 'Supply lorry' } },
} as const satisfies Record<string, { label: Bilingual }>

export type ProfileId = keyof typeof PROFILES
export const PROFILE_IDS = Object.keys(PROFILES) as [ProfileId, ...ProfileId[]]
