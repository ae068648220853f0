/** Light or dark: what was chosen on this page, else what the operating system asks for. */
import { changeState, useAppState } from './app-state.ts'

/** Follows the choice and the operating system from now on. Returns how to stop. */
export const startTheme = (): (() => void) => {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const follow = (): void => {
    const { theme, chosenTheme } = useAppState.getState()
    const wanted = chosenTheme ?? (dark.matches ? 'dark' : 'light')
    if (theme !== wanted) changeState({ theme: wanted })
  }
  follow()
  dark.addEventListener('change', follow)
  const unsubscribe = useAppState.subscribe(follow)
  return () => {
    dark.removeEventListener('change', follow)
    unsubscribe()
  }
}
