/** Leaving the demonstration: what was chosen, what is one's own by now, and the removal of the rest. */
import type { z } from 'zod'
import type { Bilingual } from '../../../data/bilingual.ts'
import {
  type FirstRun,
  firstRunInputSchema,
  type Removal,
  type removalInputSchema,
} from '../../../data/first-run.ts'
import { ProblemError } from '../../http/problem-error.ts'
import { BooksStand } from '../../store/demonstration.ts'
import { FolderHeld } from '../../store/problems.ts'
import { Service } from '../service-context.ts'

type Chosen = z.infer<typeof firstRunInputSchema>

/** The key under which the store keeps what was chosen. */
const KEPT_AS = 'first-run'
const REASON = '清除演示数据'
const MOST_NAMED = 5

const standing = ({ reason, standing }: BooksStand): Bilingual => {
  const named = standing.slice(0, MOST_NAMED).join('、')
  return reason === 'books-stand'
    ? {
        zh: `演示储备点在台账中有 ${named} 笔出入库记录，未作任何更改。可以连同演示台账一起清除。`,
        en: `The ledger has ${named} movements of the demonstration's stockpiles; nothing was changed. Their books can be removed with them.`,
      }
    : {
        zh: `调拨单 ${named} 涉及演示储备点，不能从台账中单独取出，未作任何更改。演示储备点及其台账将保留；也可以从清除之前的备份恢复后再清除。`,
        en: `Orders ${named} touch stockpiles of the demonstration and cannot be taken out of the books; nothing was changed. The demonstration's stockpiles stay with their books, unless a backup from before those orders is restored first.`,
      }
}

export class FirstRuns extends Service {
  /** What was chosen, and how many rows are whose. */
  async get(): Promise<FirstRun> {
    return this.context.store.read(async ({ meta, demonstration }) => {
      const kept = await meta(KEPT_AS)
      const chosen = kept === null ? null : firstRunInputSchema.parse(JSON.parse(kept))
      const shares = await demonstration.shares()
      const isDemonstration = Object.values(shares).some((each) => each.demonstration > 0)
      return {
        isAsked: chosen === null && isDemonstration,
        choice: chosen?.choice ?? null,
        later: chosen?.later ?? [],
        shares,
        movements: await demonstration.countMovements(),
      }
    })
  }

  async choose(chosen: Chosen): Promise<FirstRun> {
    await this.context.store.write((transaction) =>
      transaction.setMeta(KEPT_AS, JSON.stringify(chosen)),
    )
    return this.get()
  }

  /**
   * Removes the demonstration's rows of these collections in one transaction, a backup of everything
   * before it. @throws ProblemError, nothing changed
   */
  async remove({ collections, books, by }: z.infer<typeof removalInputSchema>): Promise<Removal> {
    const { store, backUp, now } = this.context
    const held = store.heldBy()
    if (held) throw new FolderHeld(held)
    const backup = await backUp()
    const changedBy = { who: by, at: now().toISOString(), reason: REASON }
    try {
      const removed = await store.write(({ demonstration }) =>
        demonstration.remove(collections, books, changedBy),
      )
      return { removed: { ...removed } as Record<string, number>, backup }
    } catch (error) {
      if (!(error instanceof BooksStand)) throw error
      throw new ProblemError('conflict', standing(error))
    }
  }
}
