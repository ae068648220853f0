/** Stations that are out: who has sent them whither, sending them, and having them back. */
import { type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import type { Deployment, DeploymentList } from '../../data/deployment.ts'
import type { LonLat } from '../../data/geometry.ts'
import { newKey } from '../state/new-key.ts'
import { type ApiProblem, asApiProblem, isOutcomeUnknown } from './problem.ts'
import { ask, changing, queryClient, reading } from './request.ts'

/** Whether a station has been out for long depends on the time, which no event reports. */
const REFETCH_MILLISECONDS = 60_000
const MOST_RESENT = 3

const DEPLOYMENTS = ['deployments'] as const
/** What is counted or ranked without the stations that are out. */
const WITHOUT_SENT = [
  DEPLOYMENTS,
  ['nearest'],
  ['coverage'],
  ['coverage-times'],
  ['coverage-contours'],
] as const

/** Stations that are out now, the last sent first; `askBack` where it is time to ask for one. */
export const useDeployments = (): UseQueryResult<DeploymentList> =>
  useQuery({
    ...reading([...DEPLOYMENTS, 'standing'], '/api/deployments'),
    refetchInterval: REFETCH_MILLISECONDS,
  })

/** Ids of the stations that this page last heard of as out. */
export const stationsOut = (): ReadonlySet<string> => {
  const list = queryClient.getQueryData<DeploymentList>([...DEPLOYMENTS, 'standing'])
  return new Set(list?.deployments.map(({ stationId }) => stationId))
}

export interface SendInput {
  readonly stationId: string
  readonly position: LonLat
  /** The place in words; '' where there are none. */
  readonly label: string
  /** Name of the desk. */
  readonly by: string
  /** Id of the standing deployment that the desk has been shown, and sends the station away from. */
  readonly despite?: number
}

/** What became of it; `already` shows who has the station: send it again with `despite: standing.id`. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly deployment: Deployment }
  | { readonly kind: 'already'; readonly standing: Deployment }
  | { readonly kind: 'refused'; readonly problem: ApiProblem }

/** Sent again by itself where no answer came: under its key it is carried out once. */
const RESENDING = {
  retry: (failures: number, error: Error): boolean =>
    failures < MOST_RESENT && isOutcomeUnknown(asApiProblem(error)),
} as const

/** Sends a station out. @returns `send`, which answers what became of it and never throws. */
export const useSend = (): {
  readonly send: (input: SendInput) => Promise<SendOutcome>
  readonly isSending: boolean
} => {
  const { mutateAsync, isPending } = useMutation({
    ...RESENDING,
    mutationFn: ({ key, position, ...input }: SendInput & { readonly key: string }) => {
      const json = { ...input, lon: position[0], lat: position[1] }
      return changing(WITHOUT_SENT, ask('post', '/api/deployments', { json, key }))
    },
  })
  const send = async (input: SendInput): Promise<SendOutcome> => {
    try {
      return { kind: 'sent', deployment: await mutateAsync({ ...input, key: newKey() }) }
    } catch (error) {
      const problem = asApiProblem(error)
      const { standing } = problem.document as { standing?: Deployment }
      return standing ? { kind: 'already', standing } : { kind: 'refused', problem }
    }
  }
  return { send, isSending: isPending }
}

interface Ending {
  readonly id: number
  /** Name of the desk. */
  readonly by: string
}

const useEnding = (how: 'back' | 'undone') =>
  useMutation<Deployment, ApiProblem, Ending>({
    ...RESENDING,
    mutationFn: ({ id, by }) =>
      changing(
        WITHOUT_SENT,
        ask('post', '/api/deployments/:id/end', { param: { id: String(id) }, json: { how, by } }),
      ),
  })

/** The station is back (归队): `mutate({ id, by })`. */
export const useBack = () => useEnding('back')

/** The mark was a mistake (撤销), within ten minutes: `mutate({ id, by })`. */
export const useUndo = () => useEnding('undone')
