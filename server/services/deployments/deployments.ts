/** Sending stations out and having them back: one station, one place, whichever desk asks. */

import {
  DEPLOYMENT_ENDINGS,
  type Deployment,
  type DeploymentEnd,
  type DeploymentInput,
  type DeploymentList,
} from '../../../data/deployment.ts'
import { DEPLOYMENT_LIMITS } from '../../../data/deployment-limits.ts'
import { toLocalMinute } from '../../../data/local-time.ts'
import { aboutParameter, ProblemError } from '../../http/problem-error.ts'
import { AlreadyEnded, AlreadySent, type KeptDeployment } from '../../store/deployments.ts'
import type { RequestKey } from '../../store/transfers/idempotency.ts'
import { Service } from '../service-context.ts'
import { withTransferProblems } from '../stock/ledger-problems.ts'
import { wholeSecond } from './sent.ts'

const MILLISECONDS_PER_MINUTE = 60_000

const minutesSince = (at: string, now: Date): number =>
  (now.getTime() - Date.parse(at)) / MILLISECONDS_PER_MINUTE

const told = (deployment: KeptDeployment, now: Date): Deployment => ({
  ...deployment,
  askBack:
    deployment.ended === null &&
    minutesSince(deployment.at, now) >= DEPLOYMENT_LIMITS.askBackMinutes,
})

const alreadySent = (standing: Deployment): ProblemError => {
  const { name, nameEn, by, label, lon, lat } = standing
  const when = toLocalMinute(new Date(standing.at))
  const whither = label || `${lon}, ${lat}`
  return new ProblemError(
    'conflict',
    {
      en: `${nameEn ?? name} is out already: sent by ${by} at ${when} to ${whither}. Nothing was changed; to send it elsewhere, say \`despite: ${standing.id}\`.`,
      zh: `${name}已出动：${by} 于 ${when} 派往${whither}。未作任何更改；如需派往别处，请确认改派。`,
    },
    [],
    { standing },
  )
}

const alreadyEnded = ({ ended, id }: KeptDeployment): ProblemError => {
  const { how, by, at } = ended!
  const when = toLocalMinute(new Date(at))
  return new ProblemError('conflict', {
    en: `Deployment ${id} has ended already: ${DEPLOYMENT_ENDINGS[how].en.toLowerCase()}, by ${by} at ${when}.`,
    zh: `出动记录 ${id} 已结束：${by} 于 ${when} ${DEPLOYMENT_ENDINGS[how].zh}。`,
  })
}

const tooLateToUndo = (): ProblemError =>
  new ProblemError('conflict', {
    en: `A mark can be undone within ${DEPLOYMENT_LIMITS.undoMinutes} minutes; say that the station is back instead.`,
    zh: `只能在 ${DEPLOYMENT_LIMITS.undoMinutes} 分钟内撤销；请改为归队。`,
  })

const noSuchDeployment = (id: number): ProblemError =>
  new ProblemError('not-found', {
    en: `There is no deployment ${id}`,
    zh: `没有编号为 ${id} 的出动记录`,
  })

export class Deployments extends Service {
  /** Those that stand now. */
  async standing(): Promise<DeploymentList> {
    const now = this.context.now()
    const kept = await this.context.store.read(({ deployments }) =>
      deployments.standingAt(wholeSecond(now)),
    )
    return this.#list({ deployments: kept, next: null }, now)
  }

  /** All that ever were, page by page. */
  async history(page: { before: number | null; limit: number }): Promise<DeploymentList> {
    const found = await this.context.store.read(({ deployments }) => deployments.history(page))
    return this.#list(found, this.context.now())
  }

  /** @throws ProblemError where the station is out already and the sender does not say that it knows. */
  async send(input: DeploymentInput, request: RequestKey | null): Promise<Deployment> {
    const now = this.context.now()
    const sending = this.context.store.write(async ({ deployments, features }) => {
      const earlier = await deployments.sentBefore(request)
      if (earlier) return earlier
      const json = await features.json('stations', input.stationId)
      if (json === null) throw this.#noSuchStation(input.stationId)
      const { name, nameEn = null } = JSON.parse(json.toString()).properties
      return deployments.send(input, { name, nameEn }, wholeSecond(now), request)
    })
    try {
      return told(await withTransferProblems(sending), now)
    } catch (error) {
      throw error instanceof AlreadySent ? alreadySent(told(error.standing, now)) : error
    }
  }

  /** @throws ProblemError where there is none, it has ended otherwise, or it is too late to undo it. */
  async end(id: number, end: DeploymentEnd): Promise<Deployment> {
    const now = this.context.now()
    try {
      const ended = await this.context.store.write(async ({ deployments }) => {
        const before = await deployments.get(id)
        const isLate = before && minutesSince(before.at, now) > DEPLOYMENT_LIMITS.undoMinutes
        if (isLate && end.how === 'undone' && !before.ended) throw tooLateToUndo()
        return deployments.end(id, end, wholeSecond(now))
      })
      if (!ended) throw noSuchDeployment(id)
      return told(ended, now)
    } catch (error) {
      throw error instanceof AlreadyEnded ? alreadyEnded(error.deployment) : error
    }
  }

  #list(
    { deployments, next }: { deployments: readonly KeptDeployment[]; next: number | null },
    now: Date,
  ): DeploymentList {
    return {
      deployments: deployments.map((each) => told(each, now)),
      next,
      timeStamp: now.toISOString(),
    }
  }

  #noSuchStation(id: string): ProblemError {
    return aboutParameter('invalid-body', 'stationId', {
      en: `there is no station ${id}`,
      zh: `没有编号为 ${id} 的救援站`,
    })
  }
}
