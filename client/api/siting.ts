/** Siting jobs: start one, follow its proof, stop it. */
import { useEffect, useRef, useState } from 'react'
import type { SitingAnswer, SitingRequest } from '../../data/siting.ts'
import { type ApiProblem, asApiProblem } from './problem.ts'
import { addressOf, ask } from './request.ts'

/** After a lost connection the job is asked for by and by. */
const POLL_MILLISECONDS = 2000

export interface GapAtTime {
  readonly seconds: number
  readonly gapPercent: number
}

interface SitingRunState {
  readonly answer: SitingAnswer | null
  /** How the gap has shrunk. */
  readonly history: readonly GapAtTime[]
  readonly isStarting: boolean
  readonly isLost: boolean
  readonly problem: ApiProblem | null
}

const NOTHING: SitingRunState = {
  answer: null,
  history: [],
  isStarting: false,
  isLost: false,
  problem: null,
}

const JOB = '/api/siting/:jobId'

/** Events of a running job; answers how to stop listening. */
const follow = (
  jobId: string,
  onAnswer: (answer: SitingAnswer) => void,
  onLost: () => void,
): (() => void) => {
  const events = new EventSource(addressOf(`${JOB}/events`, { param: { jobId } }))
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  const take = (answer: SitingAnswer): void => {
    if (isOver) return
    if (answer.state !== 'running') end()
    onAnswer(answer)
  }
  const end = (): void => {
    isOver = true
    clearTimeout(timer)
    events.close()
  }
  const poll = (): void => {
    if (isOver) return
    ask('get', JOB, { param: { jobId } })
      .then(take)
      .catch(onLost)
      .finally(() => {
        if (!isOver) timer = setTimeout(poll, POLL_MILLISECONDS)
      })
  }
  const onEvent = ({ data }: MessageEvent<string>): void => take(JSON.parse(data) as SitingAnswer)
  events.addEventListener('progress', onEvent)
  events.addEventListener('done', onEvent)
  events.onerror = () => {
    if (isOver) return
    events.close()
    onLost()
    poll()
  }
  return end
}

/** One siting job at a time: a new one ends the one before. */
export const useSiting = () => {
  const [state, setState] = useState<SitingRunState>(NOTHING)
  const stopFollowing = useRef<() => void>(() => {})
  const jobId = useRef<string | null>(null)

  const forget = (): void => {
    stopFollowing.current()
    if (jobId.current === null) return
    // Whoever starts anew does not wait for the end of the old job.
    ask('delete', JOB, { param: { jobId: jobId.current } }).catch(() => {})
    jobId.current = null
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the panel goes
  useEffect(() => forget, [])

  const take = (answer: SitingAnswer): void => {
    if (answer.state !== 'running') jobId.current = null
    const gap = { seconds: answer.elapsedSeconds, gapPercent: answer.gapPercent }
    setState(({ history }) => ({ ...NOTHING, answer, history: [...history, gap] }))
  }
  const start = async (request: SitingRequest): Promise<void> => {
    forget()
    setState((before) => ({ ...before, history: [], problem: null, isStarting: true }))
    try {
      const answer = await ask('post', '/api/siting', { json: request })
      take(answer)
      if (answer.jobId === undefined) return
      jobId.current = answer.jobId
      stopFollowing.current = follow(answer.jobId, take, () =>
        setState((before) => ({ ...before, isLost: true })),
      )
    } catch (error) {
      setState({ ...NOTHING, problem: asApiProblem(error) })
    }
  }
  const stop = async (): Promise<void> => {
    if (jobId.current === null) return
    const param = { jobId: jobId.current }
    stopFollowing.current()
    jobId.current = null
    try {
      take(await ask('delete', JOB, { param }))
    } catch (error) {
      setState((before) => ({ ...before, problem: asApiProblem(error) }))
    }
  }
  return { ...state, start, stop }
}
