import { Segmented } from 'antd'
import { type ComponentType, useState } from 'react'
import type { CoverageAnswer, CoverageTable } from '../../../../../data/coverage.ts'
import { useText } from '../../../../i18n/text.ts'
import { DistributionView } from '../chart/distribution-view.tsx'
import { CountiesTable, TownsTable } from './area-tables.tsx'
import { FragilityTable } from './fragility-table.tsx'
import { GapsTable } from './gaps-table.tsx'
import { OverlapTable } from './overlap-table.tsx'
import { TableDownloads } from './table-downloads.tsx'

/** In the order of the planner's questions: where is something wrong comes first. */
const TABLES = {
  gaps: GapsTable,
  counties: CountiesTable,
  towns: TownsTable,
  fragility: FragilityTable,
  overlap: OverlapTable,
  distribution: DistributionView,
} as const satisfies Record<CoverageTable, ComponentType<{ answer: CoverageAnswer }>>

const KINDS = Object.keys(TABLES) as CoverageTable[]

/** The result in detail, one table at a time, with its downloads. */
export const ResultTables = ({ answer }: { answer: CoverageAnswer }) => {
  const { t } = useText('coverage')
  const [kind, setKind] = useState<CoverageTable>('gaps')
  const Table = TABLES[kind]
  return (
    <section className="result-tables" aria-label={t('tables.heading')}>
      <Segmented<CoverageTable>
        block
        className="target-group"
        aria-label={t('tables.heading')}
        value={kind}
        options={KINDS.map((value) => ({ value, label: t(`tables.kinds.${value}`) }))}
        onChange={setKind}
      />
      <p className="secondary">{t(`tables.explained.${kind}`)}</p>
      <Table key={kind} answer={answer} />
      <TableDownloads key={`${kind} downloads`} answer={answer} table={kind} />
    </section>
  )
}
