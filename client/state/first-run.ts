/** Whether the page that leads out of the demonstration is open, and what it asks the import for. */
import { create } from 'zustand'

export const useFirstRunOpen = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }))

export const openFirstRun = (): void => useFirstRunOpen.setState({ isOpen: true })
export const closeFirstRun = (): void => useFirstRunOpen.setState({ isOpen: false })
