/** What the application is given to work with; tests give it something smaller. */
import type { Logger } from 'pino'
import type { BaseMap } from '../data/base-map.ts'
import type { Bilingual } from '../data/bilingual.ts'
import type { ScheduledBackups } from './backup/schedule.ts'
import type { AccessLogs } from './http/access-logs.ts'
import type { ResponseCache } from './http/cached-response.ts'
import type { RoadNetwork } from './network/road-network.ts'
import type { RoadImports } from './road-imports.ts'
import type { TableStreams } from './services/tables/table-files.ts'
import type { Store } from './store/store.ts'
import type { Planner } from './worker/planner.ts'
import type { Siting } from './worker/siting-run.ts'

export interface Dependencies extends AccessLogs {
  readonly store: Store
  /** The network loaded now, `null` when there is none; an import replaces it while we run. */
  readonly network: () => RoadNetwork | null
  /** What is wrong with the installation and goes on working all the same. */
  readonly noticed: () => readonly Bilingual[]
  /** Backups on a schedule; null where none are made. */
  readonly backups: Pick<ScheduledBackups, 'lastAt'> | null
  readonly cache: ResponseCache
  /** Computes planners' questions, off the thread that answers requests. */
  readonly planner: Planner
  /** Chooses sites and proves how good they are, in threads as well. */
  readonly siting: Siting
  /** Makes a backup of everything now. @returns its folder. @throws what the disk says */
  readonly backUp: () => Promise<string>
  /** Replaces the roads while we run; null where they stay as they are. */
  readonly roadImports: RoadImports | null
  /** Writes tables into files, in a thread of its own. */
  readonly tables: TableStreams
  /** Folder of the built client, `null` when only the API is served. */
  readonly clientFolder: string | null
  readonly logger: Logger
  readonly now: () => Date
  /** Aborted when the service ends: what would go on for ever ends then. */
  readonly ending: AbortSignal
  readonly trustProxy: boolean
  /** Names under which the service is reached, beside localhost and the address connected to. */
  readonly hosts: readonly string[]
  /** Origin under which phones reach the service; null: it is not known to be another than the desk's. */
  readonly publicUrl: string | null
  /** Origins whose pages may show ours in a frame. */
  readonly framedBy: readonly string[]
  /** A picture of tiles from elsewhere, and the origin that the page may load it from; null for none. */
  readonly baseMap: { readonly baseMap: BaseMap; readonly origin: string } | null
}
