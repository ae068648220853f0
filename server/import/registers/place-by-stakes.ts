/** Sections that a register gives by river, bank and stakes alone: cut out of the levee whose stakes are on register. */
import type { Geometry } from '../../../data/geometry.ts'
import { lineBetweenStakes, stakeRange } from '../../../data/stakes.ts'
import { stakedLineOf } from '../../analysis/staked-line.ts'
import type { Known, KnownFeature } from './known.ts'
import type { RowRead } from './row-context.ts'

const BANK_SIGNS = { left: '左', right: '右', both: null } as const

/** Collections that a section may be read into, and that hold the levees it may be a part of. */
const OF_WORKS = ['flood-works', 'levees']

const isOf = ({ properties }: KnownFeature, river: string, bank: string | null): boolean =>
  properties.kind === 'levee' &&
  properties.river === river &&
  (bank === null || String(properties.name).includes(bank))

/**
 * @returns null where no levee of the river and bank has these stakes on register, or several have:
 *   stakes that are only counted along a drawn line are nobody's stakes.
 */
export const placeByStakes = (
  known: Known,
  resourceId: string,
  { stakes, properties: { river } }: Pick<RowRead, 'stakes' | 'properties'>,
): Geometry | null => {
  if (!stakes?.section || typeof river !== 'string' || !OF_WORKS.includes(resourceId)) return null
  const { fromMetres, toMetres } = stakes.section
  const bank = stakes.bank && BANK_SIGNS[stakes.bank]
  const cut = known.existing(resourceId).flatMap((levee) => {
    const staked = isOf(levee, river, bank) ? stakedLineOf(levee) : null
    if (!staked || stakeRange(staked).isCounted) return []
    const line = lineBetweenStakes(staked, fromMetres, toMetres)
    return line ? [line] : []
  })
  const [line, another] = cut
  return line && !another ? { type: 'LineString', coordinates: line.map(([x, y]) => [x, y]) } : null
}
