import { lazy, Suspense, useMemo } from 'react'
import { PartBoundary } from '../../../form/part-boundary.tsx'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import { type ChartLook, chartLook } from './chart-options.ts'
import type { ChartProps } from './line-and-bar-chart.tsx'

const LineAndBarChart = lazy(async () => ({
  default: (await import('./line-and-bar-chart.tsx')).LineAndBarChart,
}))

/** A chart, with words while its library is on its way and where it does not come. */
export const Chart = (props: ChartProps) => {
  const { t } = useText('coverage')
  return (
    <PartBoundary fallback={<p role="alert">{t('chart.failed')}</p>}>
      <Suspense fallback={<p role="status">{t('chart.loading')}</p>}>
        <LineAndBarChart {...props} />
      </Suspense>
    </PartBoundary>
  )
}

/** Colours and sizes of charts on this screen. */
export const useChartLook = (): ChartLook => {
  const theme = useAppState((state) => state.theme)
  const display = useAppState((state) => state.display)
  return useMemo(() => chartLook(theme, display), [theme, display])
}
