/** Siting jobs: start one, follow its proof, stop it. */
import type { SitingRequest } from '../../data/siting.ts'
import type { SitingAnswer } from '../../data/siting-answer.ts'
import { asApiProblem } from './problem.ts'
import { addressOf, ask } from './request.ts'

/** After a lost connection the job is asked for by and by. */
const POLL_MILLISECONDS = 2000

const JOB = '/api/siting/:jobId'

/** @throws ApiProblem */
export const startSiting = (request: SitingRequest): Promise<SitingAnswer> =>
  ask('post', '/api/siting', { json: request })

/** What the job has found stays. @throws ApiProblem */
export const stopSiting = (jobId: string): Promise<SitingAnswer> =>
  ask('delete', JOB, { param: { jobId } })

interface JobListener {
  readonly onAnswer: (answer: SitingAnswer) => void
  /** The server does not answer; it is asked again. */
  readonly onLost: () => void
  /** The server does not know the job any more. */
  readonly onGone: () => void
}

/** Events of a running job. @returns how to stop listening. */
export const followSiting = (
  jobId: string,
  { onAnswer, onLost, onGone }: JobListener,
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
      .catch((error: unknown) => {
        if (isOver) return
        if (asApiProblem(error).kind !== 'not-found') return onLost()
        end()
        onGone()
      })
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
