/** What the service and the two threads of a siting job tell each other. */
import type { SitingTask } from '../analysis/siting/siting-task.ts'

export const SITING_ROLES = ['search', 'bound'] as const
export type SitingRole = (typeof SITING_ROLES)[number]

export type ToSitingThread =
  | {
      readonly kind: 'start'
      readonly job: number
      readonly role: SitingRole
      readonly task: SitingTask
    }
  /** A solution that the other thread has found. */
  | { readonly kind: 'best'; readonly chosen: readonly number[]; readonly objective: number }
  | { readonly kind: 'stop' }

export type FromSitingThread =
  | {
      readonly kind: 'best'
      readonly job: number
      readonly chosen: readonly number[]
      readonly objective: number
    }
  | { readonly kind: 'bound'; readonly job: number; readonly bound: number }
  | { readonly kind: 'failed'; readonly job: number; readonly message: string }
