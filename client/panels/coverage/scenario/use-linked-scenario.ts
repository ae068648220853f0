/** Opens the scenario that the address names, once it has been read. */
import { useEffect } from 'react'
import type { Scenario } from '../../../../data/scenario.ts'
import { useScenario } from '../../../api/scenarios.ts'
import { changeCoverage, useAppState } from '../../../state/app-state.ts'
import { isUnsaved, openDraft, useScenarioDraft } from '../../../state/scenario-draft.ts'

export const draftOf = ({ id, name, note, version, changes }: Scenario) => ({
  id,
  name,
  note,
  version,
  changes,
})

/** Opens a scenario and lets the address name it. */
export const openScenario = (scenario: Scenario): void => {
  openDraft(draftOf(scenario))
  changeCoverage({ scenarioId: scenario.id })
}

/** The scenario of the address as the server has it: whether it is stale, or could not be read. */
export const useLinkedScenario = () => {
  const scenarioId = useAppState((state) => state.coverage.scenarioId)
  const query = useScenario(scenarioId)
  const { data } = query
  useEffect(() => {
    if (data === undefined) return
    const draft = useScenarioDraft.getState()
    // What is open already, or being worked on, is not thrown away by a link read late.
    if (draft.saved?.id === data.id || isUnsaved(draft)) return
    openDraft(draftOf(data))
  }, [data])
  return { scenarioId, ...query }
}
