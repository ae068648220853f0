/** What the figures were measured on; no figure without it. */
import { cpus, totalmem } from 'node:os'

const BYTES_PER_GIBIBYTE = 2 ** 30

export const describeMachine = (): string => {
  const all = cpus()
  const gibibytes = Math.round(totalmem() / BYTES_PER_GIBIBYTE)
  return `${all[0]?.model.trim() ?? 'unknown processor'}, ${all.length} cores, ${gibibytes} GiB, Node ${process.version}, ${process.platform}`
}
