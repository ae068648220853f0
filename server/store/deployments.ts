/** Stations that were sent out, as they are kept. */
import type { Deployment, DeploymentEnd, DeploymentInput } from '../../data/deployment.ts'
import type { Statements } from './statements.ts'
import { documentOfKey, keepKey, type RequestKey } from './transfers/idempotency.ts'

/** A deployment as it is kept: whether to ask for it is a matter of the time. */
export type KeptDeployment = Omit<Deployment, 'askBack'>

/** The station is out already, and the sender has not said that it knows; nothing was changed. */
export class AlreadySent extends Error {
  readonly standing: KeptDeployment

  constructor(standing: KeptDeployment) {
    super(`station ${standing.stationId} is out`)
    this.standing = standing
  }
}

/** The deployment has ended otherwise before; nothing was changed. */
export class AlreadyEnded extends Error {
  readonly deployment: KeptDeployment

  constructor(deployment: KeptDeployment) {
    super(`deployment ${deployment.id} has ended`)
    this.deployment = deployment
  }
}

interface StationName {
  readonly name: string
  readonly nameEn: string | null
}

export interface DeploymentStore {
  /** Those that stood at an ISO instant of whole seconds, the last sent first. */
  standingAt(at: string): Promise<KeptDeployment[]>
  /** All that ever were, the last first; `before` is an id. */
  history(page: {
    readonly before: number | null
    readonly limit: number
  }): Promise<{ deployments: KeptDeployment[]; next: number | null }>
  get(id: number): Promise<KeptDeployment | null>
  /** The deployment that an earlier request with this key made. @throws TransferRefused */
  sentBefore(request: RequestKey | null): Promise<KeptDeployment | null>
  /**
   * Sends a station; the deployment that it leaves ends at the same moment.
   * @param at ISO instant of whole seconds. @throws AlreadySent
   */
  send(
    input: DeploymentInput,
    station: StationName,
    at: string,
    request: RequestKey | null,
  ): Promise<KeptDeployment>
  /** Ended the same way before it stays as it is. @throws AlreadyEnded. Null where there is none. */
  end(id: number, end: DeploymentEnd, at: string): Promise<KeptDeployment | null>
}

interface Row extends StationName {
  readonly id: number
  readonly stationId: string
  readonly lon: number
  readonly lat: number
  readonly label: string
  readonly incident: string | null
  readonly sentBy: string
  readonly sentAt: string
  readonly ending: NonNullable<Deployment['ended']>['how'] | null
  readonly endedBy: string | null
  readonly endedAt: string | null
}

const deploymentOf = ({
  sentBy,
  sentAt,
  ending,
  endedBy,
  endedAt,
  ...row
}: Row): KeptDeployment => ({
  ...row,
  by: sentBy,
  at: sentAt,
  ended: ending && { how: ending, by: endedBy!, at: endedAt! },
})

const SELECT = `SELECT id, stationId, name, nameEn, lon, lat, label, incident, sentBy, sentAt,
  ending, endedBy, endedAt FROM deployments`

export const deploymentStore = (statements: Statements): DeploymentStore => {
  const all = async (rest: string, values: (string | number)[]): Promise<KeptDeployment[]> =>
    (await statements.all<Row>(`${SELECT} ${rest}`, values)).map(deploymentOf)
  const get = async (id: number): Promise<KeptDeployment | null> =>
    (await all('WHERE id = ?', [id]))[0] ?? null
  const close = async (id: number, how: string, by: string, at: string): Promise<number> =>
    // A clock that was set back ends nothing before it began.
    statements.run(
      `UPDATE deployments SET ending = ?, endedBy = ?, endedAt = max(?, sentAt)
       WHERE id = ? AND endedAt IS NULL`,
      [how, by, at, id],
    )
  return {
    get,
    standingAt: (at) =>
      all(
        `WHERE sentAt <= ? AND endedAt IS NULL UNION ALL ${SELECT} WHERE endedAt > ? AND sentAt <= ?
         ORDER BY id DESC`,
        [at, at, at],
      ),
    async history({ before, limit }) {
      const found = await all('WHERE id < ? ORDER BY id DESC LIMIT ?', [
        before ?? Number.MAX_SAFE_INTEGER,
        limit + 1,
      ])
      const deployments = found.slice(0, limit)
      return { deployments, next: found.length > limit ? deployments.at(-1)!.id : null }
    },
    async sentBefore(request) {
      const id = await documentOfKey(statements, request)
      return id === null ? null : get(Number(id))
    },
    async send({ stationId, despite, by, lon, lat, label, incident }, station, at, request) {
      const [standing] = await all('WHERE stationId = ? AND endedAt IS NULL', [stationId])
      if (standing && standing.id !== despite) throw new AlreadySent(standing)
      if (standing) await close(standing.id, 'redirected', by, at)
      const id = await statements.value<number>(
        `INSERT INTO deployments (stationId, name, nameEn, lon, lat, label, incident, sentBy, sentAt)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
        [stationId, station.name, station.nameEn, lon, lat, label, incident, by, at],
      )
      await keepKey(statements, request, String(id), at)
      return (await get(id!))!
    },
    async end(id, { how, by }, at) {
      await close(id, how, by, at)
      const deployment = await get(id)
      if (deployment?.ended && deployment.ended.how !== how) throw new AlreadyEnded(deployment)
      return deployment
    },
  }
}
