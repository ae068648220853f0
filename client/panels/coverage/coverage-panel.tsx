/** The planner's panel: what is reached in time, what a change would do, where to build next. */

import { FileTextOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { lateCode } from '../../form/late-code.ts'
import { MixedRows } from '../../form/mixed-rows.tsx'
import { lazyPart } from '../../form/part-boundary.tsx'
import { Action, Choice } from '../../form/pieces.tsx'
import { coverage } from '../../i18n/coverage.ts'
import { planning } from '../../i18n/planning.ts'
import { report } from '../../i18n/report.ts'
import { sitingRuns } from '../../i18n/siting-runs.ts'
import { addTexts, useText } from '../../i18n/text.ts'
import { type CoverageTab, changeCoverage, useAppState } from '../../state/app-state.ts'
import { useProposedSites } from '../../state/proposed-sites.ts'
import { DemandWords } from './demand-words.tsx'
import { ResultTab } from './result/result-tab.tsx'
import { ScenarioTab } from './scenario/scenario-tab.tsx'
import { SitingTab } from './siting/siting-tab.tsx'
import './coverage.css'

addTexts({ coverage, planning, report, sitingRuns })

const TABS = { result: ResultTab, scenario: ScenarioTab, siting: SitingTab } as const

export const CoveragePanel = () => {
  const { t } = useText('coverage')
  const tab = useAppState((state) => state.coverage.tab)
  const demand = useAppState((state) => state.coverage.demand)
  const Tab = TABS[tab]
  return (
    <section className="column coverage-panel" aria-label={t('title')}>
      <div className="row coverage-head">
        <Choice
          block
          label={t('title')}
          value={tab}
          values={Object.keys(TABS) as CoverageTab[]}
          textOf={(value) => t(`tabs.${value}`)}
          onChange={(value) => changeCoverage({ tab: value })}
        />
        <ReportButton />
      </div>
      <MixedRows of={['stations', 'settlements']} />
      <DemandWords demand={demand}>
        <Tab />
      </DemandWords>
    </section>
  )
}

/** Layout, type and painters come when somebody wants a report. */
const ReportDialog = lazyPart(
  lateCode(async () => (await import('./report/report-dialog.tsx')).ReportDialog),
  { Waiting: () => <p role="status">{useText('report').t('dialog.loading')}</p> },
)

const SitingReportDialog = lazyPart(
  lateCode(
    async () => (await import('./report/siting/siting-report-dialog.tsx')).SitingReportDialog,
  ),
  { Waiting: () => <p role="status">{useText('report').t('dialog.loading')}</p> },
)

/** Opens the report of what is computed now: of the sites where some are in sight. */
const ReportButton = () => {
  const { t } = useText('report')
  const [isOpen, setIsOpen] = useState(false)
  const answer = useProposedSites((state) => state.answer)
  const demand = useAppState((state) => state.coverage.demand)
  const close = (): void => setIsOpen(false)
  return (
    <>
      <Action
        icon={FileTextOutlined}
        title={t('openHint')}
        aria-haspopup="dialog"
        label={t('open')}
        onClick={() => setIsOpen(true)}
      />
      {isOpen &&
        (answer ? (
          <DemandWords demand={answer.query.demand}>
            <SitingReportDialog answer={answer} onClose={close} />
          </DemandWords>
        ) : (
          <DemandWords demand={demand}>
            <ReportDialog onClose={close} />
          </DemandWords>
        ))}
    </>
  )
}
