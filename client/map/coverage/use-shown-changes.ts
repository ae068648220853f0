/** The draft as the map draws it, with the station under the hand where the hand is. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import type { ScenarioChanges } from '../../../data/scenario.ts'
import { liveChanges, useScenarioDraft } from '../../state/scenario-draft.ts'
import { useHeldStation } from './held-station.ts'

/** Changes of the draft as they would be if the held station were let go now. */
export const useShownChanges = (map: MapLibreMap): ScenarioChanges => {
  const draft = useScenarioDraft()
  const held = useHeldStation((state) => state.held)
  const isHolding = held !== null
  useEffect(() => {
    map.getContainer().classList.toggle('is-holding', isHolding)
  }, [map, isHolding])
  return useMemo(() => liveChanges({ ...draft, dragged: held ?? draft.dragged }), [draft, held])
}
