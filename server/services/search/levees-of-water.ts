/** The levees of a river or lake that was asked for by its name: each of them is a place of its own to look at. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { compareNames } from '../../../data/natural-order.ts'
import { folded } from '../../analysis/gazetteer/letters.ts'
import type { Snapshot } from '../../store/store.ts'
import type { Registers } from '../registers.ts'
import type { CollectionPart, Part } from './gazetteer.ts'
import type { Found } from './place-features.ts'

const WATER: readonly string[] = ['rivers', 'lakes']
/** After the water itself, and before all that is only called like it. */
const JUST_AFTER = 0.2

/** Levees come before their danger sections. */
const KINDS = ['levee', 'dam', 'danger-section']
/** So many others stay beside them. */
const OTHERS = 4

const NOT_ALL = (all: number, shown: number): Bilingual => ({
  zh: `有堤防和险工险段 ${all} 处，这里列出 ${shown} 处；写上左堤、右堤或区县可见其余。`,
  en: `There are ${all} levees and danger sections, of which ${shown} stand here; write the bank or the county to see the others.`,
})

interface WithLevees {
  readonly found: readonly Found[]
  /** That there are more of them. */
  readonly remark: Bilingual | null
}

/** What was found, and of each water that is called just so its levees and danger sections. */
export const withLevees = async (
  snapshot: Snapshot,
  registers: Registers,
  parts: readonly Part[],
  found: readonly Found[],
  limit: number,
): Promise<WithLevees> => {
  const waters = found.filter(({ part, fit }) => fit === 'whole' && WATER.includes(part.collection))
  if (waters.length === 0) return { found, remark: null }
  const names: { name: string; isLake: boolean; rank: number }[] = []
  for (const { part, entry, rank } of waters) {
    const { collection, sequences } = part as CollectionPart
    const [water] = await snapshot.features.named(collection, [sequences[entry]!])
    if (water) names.push({ name: folded(water.name), isLake: collection === 'lakes', rank })
  }
  /** A basin of a lake has the levees of the lake: 南四湖下级湖 those of 南四湖. */
  const rankOf = (river: string): number | undefined =>
    names.find(({ name, isLake }) => (isLake ? name.startsWith(river) : name === river))?.rank
  const levees = (await registers.rows(snapshot, 'levees'))
    .flatMap(({ sequence, feature }) => {
      const { name, river, kind } = feature.properties
      const rank = river ? rankOf(folded(String(river))) : undefined
      const place = KINDS.indexOf(String(kind))
      return rank === undefined ? [] : [{ sequence, name: String(name), rank, place }]
    })
    .sort((a, b) => a.place - b.place || compareNames(a.name, b.name))
  const shown = levees.slice(0, Math.max(Math.ceil(limit / 2), limit - OTHERS - waters.length))
  const offered = shown.flatMap(({ sequence, rank, place }): Found[] =>
    parts.flatMap((part): Found[] => {
      const entry = part.collection === 'levees' ? part.sequences.indexOf(sequence) : -1
      return entry < 0 ? [] : [{ part, entry, fit: 'said', rank: rank + JUST_AFTER * (place + 1) }]
    }),
  )
  const isOffered = ({ part, entry }: Found): boolean =>
    offered.some((each) => each.part === part && each.entry === entry)
  return {
    found: [...offered, ...found.filter((each) => !isOffered(each))],
    remark: shown.length < levees.length ? NOT_ALL(levees.length, shown.length) : null,
  }
}
