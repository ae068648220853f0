/** The station whose card lies on the planner's map, and the one whose form is open in the panel. */
import { create } from 'zustand'

interface StationCard {
  readonly cardId: string | null
  readonly editedId: string | null
}

export const useStationCard = create<StationCard>()(() => ({ cardId: null, editedId: null }))

export const showStationCard = (cardId: string | null): void => useStationCard.setState({ cardId })

export const editStation = (editedId: string | null): void => useStationCard.setState({ editedId })
