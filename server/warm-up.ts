/** Asks the first questions itself, so that the first planner of the day does not wait for threads. */
import type { Logger } from 'pino'
import type { CoverageRequest } from '../data/coverage.ts'
import type { SitingRequest } from '../data/siting.ts'

/** After the start nobody is to wait because of what nobody has asked yet. */
const DELAY_MILLISECONDS = 1500

/** One question per lane, and one site. */
const COVERAGES: readonly CoverageRequest[] = [{ parts: ['areas'] }, { parts: ['gaps'] }]
const SITING: SitingRequest = { problem: 'mclp', add: 1, curve: false }

interface Asked {
  request(address: string, init: RequestInit): Response | Promise<Response>
}

/** @returns how to call it off. */
export const warmUpLater = (app: Asked, logger: Logger): (() => void) => {
  const ask = async (path: string, body: unknown): Promise<void> => {
    const { status } = await app.request(`http://localhost/api/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    logger.debug({ path, status }, 'warmed up')
  }
  const askAll = async (): Promise<void> => {
    for (const request of COVERAGES) await ask('coverage', request)
    await ask('siting', SITING)
  }
  const timer = setTimeout(() => {
    askAll().catch((error: unknown) => logger.warn({ err: error }, 'warming up failed'))
  }, DELAY_MILLISECONDS)
  timer.unref()
  return () => clearTimeout(timer)
}
