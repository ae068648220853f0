import { useMemo } from 'react'
import { lateCode } from '../../../form/late-code.ts'
import { lazyPart } from '../../../form/part-boundary.tsx'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import { type ChartLook, chartLook } from './chart-options.ts'
/** A chart, with words while its library is on its way and where it does not come. */
export const Chart = lazyPart(
  lateCode(async () => (await import('./line-and-bar-chart.tsx')).LineAndBarChart),
  {
    Waiting: () => <p role="status">{useText('coverage').t('chart.loading')}</p>,
    failed: 'chartFailed',
  },
)

/** Colours and sizes of charts on this screen. */
export const useChartLook = (): ChartLook => {
  const theme = useAppState((state) => state.theme)
  const display = useAppState((state) => state.display)
  return useMemo(() => chartLook(theme, display), [theme, display])
}
