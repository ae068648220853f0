/** The chart itself, with the chart library: loaded when a chart is first shown. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

register([BarChart, GridComponent, LegendComponent, LineChart, SVGRenderer, TooltipComponent])

interface ChartProps {
  option: EChartsCoreOption
  /** What a screen reader says instead of the picture. */
  label: string
}

export const LineAndBarChart = ({ option, label }: ChartProps) => {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (element.current === null) return
    const chart = init(element.current, null, { renderer: 'svg' })
    chart.setOption(option)
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(element.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [option])
  return <div ref={element} className="distribution-chart" role="img" aria-label={label} />
}
