/** Who did the last step on this machine: the next is most likely theirs as well. */
const ACTOR_KEY = 'order-actor'

export const rememberedActor = (): string => {
  try {
    return localStorage.getItem(ACTOR_KEY) ?? ''
  } catch {
    // A browser may refuse storage altogether; then it is typed anew.
    return ''
  }
}

export const rememberActor = (actor: string): void => {
  try {
    localStorage.setItem(ACTOR_KEY, actor)
  } catch {
    // Refused: nothing is remembered.
  }
}
