/** Draws a plan's loads on the map: ways, senders, sites. */
import { useEffect } from 'react'
import type { TransferPlan } from '../../../../data/transfer-plan.ts'
import { localisedName } from '../../../form/localised-name.ts'
import { clockText } from '../../../form/shanghai-time.ts'
import { useAppState } from '../../../state/app-state.ts'
import { paintDispatch } from '../../../state/dispatch-picture.ts'

export const usePaintedPlan = (plan: TransferPlan | undefined): void => {
  const language = useAppState((state) => state.language)
  useEffect(() => {
    if (!plan) return
    const clock = (at: string): string =>
      clockText(Date.parse(at), Date.parse(plan.startAt), language)
    paintDispatch([
      ...plan.loads.map(({ route, lorries, isLate }) => ({
        kind: 'route' as const,
        route,
        lorries,
        isLate,
      })),
      ...plan.loads.map(({ lon, lat, arrivesAt }) => ({
        kind: 'sender' as const,
        position: [lon, lat] as const,
        label: clock(arrivesAt),
      })),
      ...plan.sites.map((site) => ({
        kind: 'site' as const,
        position: [site.lon, site.lat] as const,
        label: localisedName(site, language),
      })),
    ])
    return () => paintDispatch([])
  }, [plan, language])
}
