/** Which stations were out at a moment: analyses count without them. */
import type { SentStation } from '../../../data/deployment.ts'
import type { KeptDeployment } from '../../store/deployments.ts'
import type { Snapshot } from '../../store/store.ts'

const MILLISECONDS_PER_SECOND = 1000

/** ISO instant; questions are asked about whole seconds, and stations sent at such. */
export const wholeSecond = (at: Date): string =>
  new Date(
    Math.floor(at.getTime() / MILLISECONDS_PER_SECOND) * MILLISECONDS_PER_SECOND,
  ).toISOString()

/** By station. @param isAsked false: as if none were out. */
export const sentAt = async (
  { deployments }: Snapshot,
  at: Date,
  isAsked: boolean,
): Promise<ReadonlyMap<string, KeptDeployment>> => {
  const standing = isAsked ? await deployments.standingAt(wholeSecond(at)) : []
  return new Map(standing.map((each) => [each.stationId, each]))
}

/** What an answer says of them: neither who sent them nor whither. */
export const sentStations = (sent: ReadonlyMap<string, KeptDeployment>): SentStation[] =>
  [...sent.values()].map(({ stationId, name, nameEn }) => ({ id: stationId, name, nameEn }))
