/** The picture of the present state: today's times with the changes being tried out over them. */
import { useMemo } from 'react'
import type { CellTimes, CoverageAnswer } from '../../../data/coverage.ts'
import { type CellPicture, overlaid, pictureOf } from '../../layers/coverage-cells.ts'
import { useAppState } from '../../state/app-state.ts'
import { useChangedTimes, useLiveAnswer, useTodayTimes } from '../../state/coverage-answer.ts'
import { hasChanges, liveChanges, useScenarioDraft } from '../../state/scenario-draft.ts'

const combined = (
  today: CellTimes | undefined,
  changed: CellTimes | undefined,
  changes: CoverageAnswer['changes'],
  due: number,
): CellPicture | null => {
  const picture = today ? pictureOf(today, due) : null
  if (picture === null) return null
  const second = changed?.deciseconds[1]
  // arrivals of second ones are told when a station has been let go, the others at once
  const withSecond = second?.length === picture.second.length ? { ...picture, second } : picture
  return overlaid(withSecond, changes)
}

/** Null until the times are there. */
export const usePicture = (): CellPicture | null => {
  const due = useAppState((state) => state.coverage.filter.due)
  const isChanged = useScenarioDraft((draft) => hasChanges(liveChanges(draft)))
  const { data: today } = useTodayTimes()
  const { data: changed } = useChangedTimes()
  const { data: live } = useLiveAnswer()
  const changes = isChanged ? (live?.changes ?? null) : null
  const told = isChanged ? changed : undefined
  return useMemo(() => combined(today, told, changes, due), [today, told, changes, due])
}
