/** Asks the first questions itself, so that the first planner of the day does not wait for threads. */
import type { Logger } from 'pino'
import type { CoverageRequest } from '../data/coverage.ts'

/** After the start no one is to wait because of what no one has asked yet. */
const DELAY_MILLISECONDS = 1500

/** One question per lane. */
const QUESTIONS: readonly CoverageRequest[] = [{ parts: ['areas'] }, { parts: ['gaps'] }]

interface Asked {
  request(address: string, init: RequestInit): Response | Promise<Response>
}

/** @returns how to call it off. */
export const warmUpLater = (app: Asked, logger: Logger): (() => void) => {
  const ask = async (question: CoverageRequest): Promise<void> => {
    const { status } = await app.request('http://localhost/api/coverage', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(question),
    })
    logger.debug({ question, status }, 'warmed up')
  }
  const askAll = async (): Promise<void> => {
    for (const question of QUESTIONS) await ask(question)
  }
  const timer = setTimeout(() => {
    askAll().catch((error: unknown) => logger.warn({ err: error }, 'warming up failed'))
  }, DELAY_MILLISECONDS)
  timer.unref()
  return () => clearTimeout(timer)
}
