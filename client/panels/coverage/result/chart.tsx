import type { EChartsCoreOption } from 'echarts/core'
import { lazy, Suspense, useMemo } from 'react'
import { PartBoundary } from '../../../form/part-boundary.tsx'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import { type ChartLook, chartLook } from './chart-options.ts'

const LineAndBarChart = lazy(async () => ({
  default: (await import('./line-and-bar-chart.tsx')).LineAndBarChart,
}))

interface ChartProps {
  option: EChartsCoreOption
  /** What a screen reader says instead of the picture. */
  label: string
}

/** A chart, with words while its library is on its way and where it does not come. */
export const Chart = ({ option, label }: ChartProps) => {
  const { t } = useText('coverage')
  return (
    <PartBoundary fallback={<p role="alert">{t('chart.failed')}</p>}>
      <Suspense fallback={<p role="status">{t('chart.loading')}</p>}>
        <LineAndBarChart option={option} label={label} />
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
