import { useState } from 'react'
import { type ApiProblem, asApiProblem } from '../api/problem.ts'

/** A change that is being sent, one at a time, and why the last one failed. */
export const useAttempt = () => {
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  /** @returns whether it was carried out. */
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    setIsBusy(true)
    setProblem(null)
    try {
      await act()
      return true
    } catch (error) {
      setProblem(asApiProblem(error))
      return false
    } finally {
      setIsBusy(false)
    }
  }
  return { isBusy, problem, attempt }
}
