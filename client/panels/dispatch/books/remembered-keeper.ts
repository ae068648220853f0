/** Who wrote in the books last on this machine: the next entry is most likely theirs as well. */
const KEEPER_KEY = 'books-keeper'

export const rememberedKeeper = (): string => {
  try {
    return localStorage.getItem(KEEPER_KEY) ?? ''
  } catch {
    // A browser may refuse storage altogether; then it is typed anew.
    return ''
  }
}

export const rememberKeeper = (name: string): void => {
  try {
    localStorage.setItem(KEEPER_KEY, name)
  } catch {
    // Refused: nothing is remembered.
  }
}
