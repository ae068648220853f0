/** Sections that a register gives by river, bank and stakes alone: cut out of the levee whose stakes are on register. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Geometry } from '../../../data/geometry.ts'
import { lineBetweenStakes, stakeRange, stakeRangeWords } from '../../../data/stakes.ts'
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

const MOST_TOLD = 3

/** Where stakes run on the levees that were looked at. */
const whyNot = (levees: readonly KnownFeature[]): Bilingual => {
  const told = levees.slice(0, MOST_TOLD).flatMap((levee) => {
    const staked = stakedLineOf(levee)
    if (!staked) return []
    const { zh, en } = stakeRangeWords(staked)
    const { name } = levee.properties
    return stakeRange(staked).isCounted
      ? [{ zh: `${name}没有登记起止桩号`, en: `${name} has no stakes on register` }]
      : [{ zh: `${name}的桩号为 ${zh}`, en: `the stakes of ${name} run from ${en}` }]
  })
  const more = levees.length > MOST_TOLD
  return {
    zh: told.map(({ zh }) => zh).join('；') + (more ? '等' : ''),
    en: told.map(({ en }) => en).join('; ') + (more ? ' …' : ''),
  }
}

export interface StakesPlaced {
  /** Null where no levee of the river and bank has these stakes on register, or several have. */
  readonly line: Geometry | null
  readonly because: Bilingual
}

/**
 * Only stakes that a register gives are used, not those that are only counted along a drawn line.
 * @returns null where there is no levee of that river and bank.
 */
export const placeByStakes = (
  known: Known,
  resourceId: string,
  { stakes, properties: { river } }: Pick<RowRead, 'stakes' | 'properties'>,
): StakesPlaced | null => {
  if (!stakes?.section || typeof river !== 'string' || !OF_WORKS.includes(resourceId)) return null
  const { fromMetres, toMetres } = stakes.section
  const bank = stakes.bank && BANK_SIGNS[stakes.bank]
  const levees = known.existing(resourceId).filter((levee) => isOf(levee, river, bank))
  const cut = levees.flatMap((levee) => {
    const staked = stakedLineOf(levee)
    if (!staked || stakeRange(staked).isCounted) return []
    const line = lineBetweenStakes(staked, fromMetres, toMetres)
    return line ? [line] : []
  })
  if (levees.length === 0) return null
  const [line, another] = cut
  return {
    line:
      line && !another ? { type: 'LineString', coordinates: line.map(([x, y]) => [x, y]) } : null,
    because: whyNot(levees),
  }
}
