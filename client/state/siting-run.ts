/** The siting answer in sight: it outlives tabs and reloads, and its proof goes on meanwhile. */
import type { SitingRequest } from '../../data/siting.ts'
import type { SitingAnswer } from '../../data/siting-answer.ts'
import type { SitingRun } from '../../data/siting-run.ts'
import { type ApiProblem, asApiProblem } from '../api/problem.ts'
import { followSiting, startSiting, stopSiting } from '../api/siting.ts'
import { changeCoverage } from './app-state.ts'
import { createKept, jsonOf } from './create-kept.ts'

export interface GapAtTime {
  readonly seconds: number
  readonly gapPercent: number
}

type KeptAs = Pick<SitingRun, 'id' | 'name' | 'version'>

interface SitingInSight {
  readonly answer: SitingAnswer | null
  /** As what it is kept on the server; null where it is not. */
  readonly kept: KeptAs | null
  /** How the gap has shrunk. */
  readonly history: readonly GapAtTime[]
  readonly isStarting: boolean
  readonly isLost: boolean
  /** The server has forgotten the job before its proof was finished. */
  readonly isGone: boolean
  readonly problem: ApiProblem | null
  /** Another one with each answer that takes the place of the one before. */
  readonly sequence: number
}

const NOTHING: Omit<SitingInSight, 'sequence'> = {
  ...{ answer: null, kept: null, history: [], problem: null },
  ...{ isStarting: false, isLost: false, isGone: false },
}

/** What survives a reload of the page, in this tab only. */
type KeptPart = Pick<SitingInSight, 'answer' | 'kept'>

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** A page of another version may have left an answer without what this one reads of it. */
const isAnswer = (value: unknown): boolean =>
  isObject(value) &&
  [value.sites, value.periods, value.phases, value.remarks].every(Array.isArray) &&
  [value.query, value.network, value.unit].every(isObject)

const isKeptPart = (value: unknown): value is KeptPart =>
  isObject(value) &&
  (value.answer === null || isAnswer(value.answer)) &&
  (value.kept === null || (isObject(value.kept) && typeof value.kept.id === 'string'))

export const useSitingInSight = createKept<SitingInSight, KeptPart>(
  { ...NOTHING, sequence: 0 },
  {
    name: 'siting-run',
    area: () => sessionStorage,
    keep: ({ answer, kept }) => ({ answer, kept }),
    parse: jsonOf(isKeptPart),
  },
)
const { setState, getState } = useSitingInSight

let stopFollowing: (() => void) | null = null

const unfollow = (): void => {
  stopFollowing?.()
  stopFollowing = null
}

const take = (answer: SitingAnswer): void => {
  const gap = { seconds: answer.elapsedSeconds, gapPercent: answer.gapPercent }
  const { history } = getState()
  setState({ answer, history: [...history, gap], isLost: false, problem: null })
  if (answer.state !== 'running') stopFollowing = null
}

/** What it has found is the last that is known of it. */
const endWithout = (answer: SitingAnswer): SitingAnswer => {
  const { jobId: _, ...found } = answer
  return { ...found, state: 'stopped' }
}

const follow = (jobId: string): void => {
  stopFollowing = followSiting(jobId, {
    onAnswer: take,
    onLost: () => setState({ isLost: true }),
    onGone: () => {
      const { answer } = getState()
      stopFollowing = null
      setState({ isLost: false, isGone: true, answer: answer && endWithout(answer) })
    },
  })
}

/** Which question is the last that was asked: an answer to one before comes too late. */
let asked = 0

/** Whoever asks or opens something else waits for no end of the proof that goes on. */
const leave = (): number => {
  const { answer } = getState()
  unfollow()
  if (answer?.jobId !== undefined) {
    stopSiting(answer.jobId).catch(() => {})
    setState({ answer: endWithout(answer) })
  }
  return ++asked
}

const replace = (changes: Partial<SitingInSight>): void =>
  setState(({ sequence }) => ({ ...NOTHING, sequence: sequence + 1, ...changes }))

/** Asks anew; the answer before stays in sight until there is another. */
export const runSiting = async (request: SitingRequest): Promise<void> => {
  const own = leave()
  setState({ history: [], problem: null, isStarting: true, isGone: false })
  try {
    const answer = await startSiting(request)
    if (own !== asked) {
      if (answer.jobId !== undefined) stopSiting(answer.jobId).catch(() => {})
      return
    }
    replace({})
    changeCoverage({ runId: null })
    take(answer)
    if (answer.jobId !== undefined) follow(answer.jobId)
  } catch (error) {
    if (own === asked) setState({ isStarting: false, problem: asApiProblem(error) })
  }
}

/** Ends the proof; what it has found stays. */
export const endProof = async (): Promise<void> => {
  const jobId = getState().answer?.jobId
  if (jobId === undefined) return
  unfollow()
  try {
    take(await stopSiting(jobId))
  } catch (error) {
    setState({ problem: asApiProblem(error) })
  }
}

/** Goes on following a proof that a reload of the page has left running. */
export const resumeProof = (): void => {
  const jobId = getState().answer?.jobId
  if (jobId !== undefined && stopFollowing === null && !getState().isStarting) follow(jobId)
}

/** Shows a kept run; the address names it. */
export const showRun = ({ id, name, version, answer }: SitingRun): void => {
  leave()
  replace({ answer, kept: { id, name, version } })
  changeCoverage({ runId: id })
}

/** Says that the answer in sight is kept under a name; null: not any more. */
export const markKept = (kept: KeptAs | null): void => {
  setState({ kept })
  changeCoverage({ runId: kept?.id ?? null })
}

/** Whether something would be lost if another answer took its place. */
export const isUnkept = ({ answer, kept }: Pick<SitingInSight, 'answer' | 'kept'>): boolean =>
  answer !== null && kept === null
