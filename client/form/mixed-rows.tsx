import type { CollectionId } from '../../data/collections.ts'
import { partsOf } from '../../data/collections.ts'
import { mixedNotice, mixedRows } from '../../data/first-steps.ts'
import { useHealth } from '../api/features.ts'
import { useAppState } from '../state/app-state.ts'
import { Message } from './pieces.tsx'

/**
 * Where rows of one's own and of the demonstration stand beside each other in a collection: how many of
 * what is counted here are which. Nothing where all are of one kind.
 */
export const MixedRows = ({ of }: { of: readonly CollectionId[] }) => {
  const language = useAppState((state) => state.language)
  const { data: health } = useHealth()
  if (!health) return null
  const ids = [...new Set(of.flatMap(partsOf))]
  const shares = Object.fromEntries(
    ids.map((id) => [
      id,
      { all: health.counts[id] ?? 0, demonstration: health.demonstrationRows[id] ?? 0 },
    ]),
  )
  const mixed = mixedRows(shares, ids)
  return mixed.length > 0 && <Message type="warning" title={mixedNotice(mixed)[language]} />
}
