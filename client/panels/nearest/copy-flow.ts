/** Copying a message: it is checked again first, and asked about where the ranking has changed. */
import { create } from 'zustand'
import type { NearestAnswer, NearestFeature } from '../../../data/nearest.ts'
import { asApiProblem } from '../../api/problem.ts'
import { writeClipboard } from '../../form/copy-button.tsx'
import { lateCode } from '../../form/late-code.ts'
import { useAppState } from '../../state/app-state.ts'
import { checkAgain, isOfPresentPlace, presentQuestion } from '../../state/nearest-answer.ts'
import { isSameOrder } from './steady-answer.ts'

export const fetchMessage = lateCode(() => import('./message/prepare-message.ts'))

/** Who was called stands in it whole: the answer that comes next may rank them no more. */
export type CopyOutcome =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' | 'done'; readonly called: NearestFeature }
  /** Copied of the answer in sight: the service could not be asked. */
  | { readonly kind: 'unchecked'; readonly called: NearestFeature }
  /** The browser copies nothing: by hand. */
  | { readonly kind: 'denied'; readonly called: NearestFeature; readonly text: string }
  /** Nothing is copied yet: the order is another one than the one in sight was. */
  | { readonly kind: 'changed'; readonly called: NearestFeature; readonly now: NearestAnswer }
  | { readonly kind: 'failed'; readonly called: NearestFeature }

interface CopyFlow {
  readonly outcome: CopyOutcome
  /** Whose message is open in the dialog, as it was ranked when it was opened. */
  readonly composing: NearestFeature | null
}

export const useCopyFlow = create<CopyFlow>()(() => ({
  outcome: { kind: 'idle' },
  composing: null,
}))

const end = (outcome: CopyOutcome): void => useCopyFlow.setState({ outcome })
export const dismissOutcome = (): void => end({ kind: 'idle' })
export const compose = (addressee: NearestFeature | null): void =>
  useCopyFlow.setState({ composing: addressee })

interface Checked {
  /** The newest answer there is. */
  readonly answer: NearestAnswer
  /** Whether the service was asked just now; else it could not be. */
  readonly isFresh: boolean
  readonly isChanged: boolean
}

/** Asks the present question once more. @throws ApiProblem where the service refuses it. */
const checked = async (shown: NearestAnswer): Promise<Checked> => {
  try {
    const { answer, changed } = await checkAgain()
    return { answer, isFresh: true, isChanged: changed || !isSameOrder(shown, answer) }
  } catch (error) {
    if (asApiProblem(error).kind !== 'offline') throw error
    return { answer: shown, isFresh: false, isChanged: false }
  }
}

/** How long a confirmation stays. */
const CONFIRMATION_MILLISECONDS = 4000

let timer: ReturnType<typeof setTimeout> | undefined

const confirm = (outcome: CopyOutcome): void => {
  end(outcome)
  clearTimeout(timer)
  timer = setTimeout(() => {
    if (useCopyFlow.getState().outcome === outcome) dismissOutcome()
  }, CONFIRMATION_MILLISECONDS)
}

interface Copying {
  /** The answer that the reader sees. */
  readonly shown: NearestAnswer
  /** As it was ranked when it was called. */
  readonly called: NearestFeature
  /** Makes the text of the newest answer; left out, the whole message. */
  readonly textOf?: (answer: NearestAnswer) => Promise<string>
  /** The reader has been shown that the ranking has changed. */
  readonly isChangeKnown?: boolean
  /** It has been sent to this place already: it is no longer ranked, and its message may be copied all the same. */
  readonly isSentHere?: boolean
}

/**
 * Checks the answer again and copies the message to one of those ranked in it. Where the order has
 * changed, or the one called is no longer in it, nothing is copied and the reader is asked. Of
 * another place than the present one nothing is ever copied, even if it is chosen meanwhile.
 * @returns whether a text went to the clipboard
 */
export const copyMessage = async (copying: Copying): Promise<boolean> => {
  const { shown, called, textOf, isChangeKnown = false, isSentHere = false } = copying
  if (!isOfPresentPlace(shown)) return false
  const { id } = called
  const asked = presentQuestion()
  const isOver = (): boolean => asked !== presentQuestion()
  end({ kind: 'busy', called })
  try {
    const { answer, isFresh, isChanged } = await checked(shown)
    if (isOver()) return false
    const isRanked = answer.features.some((feature) => feature.id === id)
    if (!isSentHere && (!isRanked || (isChanged && !isChangeKnown))) {
      end({ kind: 'changed', called, now: answer })
      return false
    }
    const write = textOf ?? (async (of) => (await fetchMessage()).wholeMessage(of, id))
    const text = await write(answer)
    if (isOver()) return false
    if (!(await writeClipboard(text))) {
      end({ kind: 'denied', called, text })
      return false
    }
    confirm({ kind: isFresh ? 'done' : 'unchecked', called })
    return true
  } catch {
    if (!isOver()) confirm({ kind: 'failed', called })
    return false
  }
}

/** The one that keys speak of: that which is pinned, else the first to arrive. */
export const calledByKey = ({ features }: NearestAnswer): NearestFeature | null => {
  const { emphasisedId } = useAppState.getState()
  return features.find(({ id }) => id === emphasisedId) ?? features[0] ?? null
}
