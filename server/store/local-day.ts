/** Days of the local calendar, by which goods expire and orders are numbered. */
import { toLocalIso } from '../../data/local-time.ts'

const DAY_CHARACTERS = 10
const YEAR_CHARACTERS = 4

/** YYYY-MM-DD of an ISO instant, in Jining. */
export const localDay = (at: string): string => toLocalIso(new Date(at)).slice(0, DAY_CHARACTERS)

export const localYear = (at: string): number => Number(localDay(at).slice(0, YEAR_CHARACTERS))
