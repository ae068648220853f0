/** What is sent of a draft: the question for a plan, and the plan as it is confirmed. */
import type { MaterialKey } from '../../data/materials.ts'
import type { TransferPlanInput } from '../../data/plan-request.ts'
import { stakeMetresOf } from '../../data/stakes.ts'
import type { TransferInput } from '../../data/transfer-order.ts'
import type { TransferPlan } from '../../data/transfer-plan.ts'
import type { DraftDemand, DraftSite, PlanContent } from './plan-draft.ts'

/** What is asked with; lines that are still being typed are not. */
const hiredInput = ({ hired = [] }: PlanContent): NonNullable<TransferPlanInput['hired']> =>
  hired.flatMap(({ name, count, kilograms, cubicMetres, readyMinutes, at }) => {
    if (!(name.trim() && count && kilograms && cubicMetres)) return []
    const stand =
      'stockpileId' in at ? { stockpileId: at.stockpileId } : { lon: at.lon, lat: at.lat }
    return [{ name, count, kilograms, cubicMetres, readyMinutes: readyMinutes ?? 0, ...stand }]
  })

const isComplete = (demand: DraftDemand): demand is { item: MaterialKey; quantity: number } =>
  demand.quantity !== null && demand.quantity > 0

/** Kits with how many; lines that are still being typed are not asked for. */
const kitsOf = ({ kits = [] }: DraftSite): { kit: string; quantity: number }[] =>
  kits.flatMap(({ kit, quantity }) => (quantity ? [{ kit, quantity }] : []))

/** Sites that want something, in the order in which the plan's answer numbers them. */
export const plannedSites = ({ sites }: PlanContent): DraftSite[] =>
  sites.filter((site) => site.demands.some(isComplete) || kitsOf(site).length > 0)

const instantOfDeadline = (deadline: string | null): string | null =>
  deadline === null ? null : `${deadline}:00+08:00`

/** Whether reserves may be used, by emergency or because the rule is switched off. */
export const mayUseReserves = ({ emergency, rules }: PlanContent): boolean =>
  emergency || rules.keepReserves === false

/** Part of a question; a stake that is still being typed asks for nothing. */
const unloadingOf = ({ unloading }: DraftSite): { lon?: number; lat?: number; stake?: string } => {
  if (unloading?.kind === 'place') return { lon: unloading.lon, lat: unloading.lat }
  return unloading?.kind === 'stake' && stakeMetresOf(unloading.stake) !== null
    ? { stake: unloading.stake }
    : {}
}

/** The question to ask the server; null while no site wants anything. */
export const planInputOf = (content: PlanContent): TransferPlanInput | null => {
  const sites = plannedSites(content).map((site) => {
    const { workId, name, lon, lat, deadline, priority } = site
    return {
      ...(workId === null ? { lon, lat } : { workId, ...unloadingOf(site) }),
      name,
      deadline: instantOfDeadline(deadline),
      priority,
      demands: site.demands.filter(isComplete),
      kits: kitsOf(site),
    }
  })
  if (sites.length === 0) return null
  const { emergency, rules, objectives, exclude, close, lorries } = content
  return {
    sites,
    emergency,
    rules,
    ...(objectives && { objectives: [...objectives] }),
    exclude: [...exclude],
    close: [...close],
    lorries,
    hired: hiredInput(content),
  }
}

/** A plan as it is confirmed: what was answered, for whom it is. */
export const confirmationOf = (
  content: PlanContent,
  plan: TransferPlan,
  requestedBy: string,
  reason: string,
): TransferInput => ({
  // The place is the plan's: where its loads drive to is where they are unloaded.
  sites: plannedSites(content).map(({ name, workId, deadline, receiver, contact }, index) => {
    const { lon, lat, delivery } = plan.sites[index]!
    return {
      ...{ name, workId, stockpileId: null, lon, lat, delivery, receiver, contact },
      deadline: instantOfDeadline(deadline),
    }
  }),
  loads: plan.loads.map(({ route, lines, kits, pickup, leavesAt, arrivesAt, ...load }) => ({
    ...{ stockpileId: load.stockpileId, site: load.site, lorries: load.lorries },
    ...{ hired: load.hired, round: load.round, pickup, kits, leavesAt, arrivesAt },
    route: thinned(route),
    lines: lines.map(({ batchId, item, quantity }) => ({ batchId, item, quantity })),
  })),
  emergency: mayUseReserves(content),
  requestedBy,
  reason,
})

/** Enough to see the way on a map; the ends stay. */
const MOST_ROUTE_POSITIONS = 400

const thinned = (route: TransferPlan['loads'][number]['route']): [number, number][] => {
  const step = Math.ceil(route.length / MOST_ROUTE_POSITIONS)
  return route.filter((_, index) => index % step === 0 || index === route.length - 1)
}
