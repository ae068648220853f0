/** Curves of a siting answer: people over stations, and the gap of the proof over time. */
import { useMemo } from 'react'
import type { SitingAnswer } from '../../../../data/siting-answer.ts'
import { useText } from '../../../i18n/text.ts'
import type { GapAtTime } from '../../../state/siting-run.ts'
import { Chart, useChartLook } from '../result/chart.tsx'
import { lineOption } from '../result/chart-options.ts'
import { kneeOf } from './siting-answer.ts'

/** People in time over the number of new stations, its bend marked. */
export const GainCurve = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning')
  const look = useChartLook()
  const { curve } = answer
  const knee = kneeOf(curve)
  const option = useMemo(() => {
    const marked = curve.find(({ sites }) => sites === knee)
    return lineOption({
      points: curve.map(({ sites, people }) => [sites, people]),
      xName: t('siting.curveAxis'),
      yName: t('siting.won'),
      mark: marked && [marked.sites, marked.people],
      look,
      language,
    })
  }, [curve, knee, look, language, t])
  if (curve.length < 2) return null
  return (
    <section className="siting-chart">
      <h3>{t('siting.curve')}</h3>
      <Chart option={option} label={t('siting.curve')} />
      <p className="secondary">
        {t('siting.curveHint')} {knee !== null && t('siting.knee', { sites: knee })}
      </p>
    </section>
  )
}

/** How the proof has closed in on the best possible. */
export const GapHistory = ({ history }: { history: readonly GapAtTime[] }) => {
  const { t, language } = useText('planning')
  const look = useChartLook()
  const option = useMemo(
    () =>
      lineOption({
        points: history.map(({ seconds, gapPercent }) => [seconds, gapPercent]),
        xName: t('siting.gapAxis'),
        yName: '%',
        isStepped: true,
        look,
        language,
      }),
    [history, look, language, t],
  )
  if (history.length < 3) return null
  return (
    <section className="siting-chart is-small">
      <h3>{t('siting.gapChart')}</h3>
      <Chart option={option} label={t('siting.gapChart')} />
    </section>
  )
}
