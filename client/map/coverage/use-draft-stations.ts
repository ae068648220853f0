/** The stations of the draft as they are to be drawn, with the one under the hand. */
import { useMemo } from 'react'
import type { ScenarioChanges } from '../../../data/scenario.ts'
import { type ApiFeature, useCollection } from '../../api/features.ts'
import { representativePoint } from '../../form/feature-place.ts'
import {
  type DraftStation,
  draftStations,
  type PresentStation,
} from '../../layers/coverage-draft.ts'

const presentStation = ({ id, geometry, properties }: ApiFeature): PresentStation => ({
  id,
  name: String(properties.name),
  nameEn: typeof properties.nameEn === 'string' ? properties.nameEn : null,
  position: representativePoint(geometry),
})

/** Stations that the changes add, move or close, among those of the collection. */
export const useDraftStations = (changes: ScenarioChanges): readonly DraftStation[] => {
  const { data } = useCollection('stations')
  const present = useMemo(
    () => new Map(data?.features.map((feature) => [feature.id, presentStation(feature)])),
    [data],
  )
  return useMemo(() => draftStations(changes, present), [changes, present])
}
