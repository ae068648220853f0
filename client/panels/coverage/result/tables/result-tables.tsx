import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { type ComponentType, useState } from 'react'
import type { CoverageAnswer, CoverageTable } from '../../../../../data/coverage.ts'
import { fetchTable } from '../../../../api/coverage.ts'
import { reasonOf } from '../../../../api/problem.ts'
import { Action, Choice } from '../../../../form/pieces.tsx'
import { saveFile } from '../../../../form/save-file.ts'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { useText } from '../../../../i18n/text.ts'
import { DistributionView } from '../distribution-view.tsx'
import {
  CountiesTable,
  FragilityTable,
  GapsTable,
  OverlapTable,
  TownsTable,
} from './place-tables.tsx'
import { TABLE_FORMATS, type TableFormat } from './table-rows.ts'

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

/** Tables whose figures are weighted over the periods; the others are of the moment looked at. */
const OF_THE_DAY: readonly CoverageTable[] = ['counties', 'towns']

/** The result in detail, one table at a time, with its downloads. */
export const ResultTables = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const [kind, setKind] = useState<CoverageTable>('gaps')
  const Table = TABLES[kind]
  return (
    <section className="result-tables" aria-label={t('tables.heading')}>
      <Choice
        block
        label={t('tables.heading')}
        value={kind}
        values={KINDS}
        textOf={(value) => t(`tables.kinds.${value}`)}
        onChange={setKind}
      />
      <p className="secondary">
        {t(`tables.explained.${kind}`)}
        {language === 'en' && ' '}
        {answer.day &&
          (OF_THE_DAY.includes(kind)
            ? t('tables.ofDay')
            : t('tables.ofMoment', { time: dateTimeText(Date.parse(answer.query.at)) }))}
      </p>
      <Table key={kind} answer={answer} />
      <TableDownloads key={`${kind} downloads`} answer={answer} table={kind} />
    </section>
  )
}

/** A distribution over minutes lies nowhere on a map. */
const formatsOf = (table: CoverageTable): TableFormat[] =>
  table === 'distribution' ? ['csv', 'xlsx'] : ['csv', 'xlsx', 'geojson']

/** `coverage-towns-2026-03-01-0300.csv`: which table, of which hour. */
const fileName = ({ query }: CoverageAnswer, table: CoverageTable, format: TableFormat): string => {
  const time = dateTimeText(Date.parse(query.at)).replace(' ', '-').replace(':', '')
  return `coverage-${table}-${time}.${format}`
}

/** The table in sight as a file, computed from the same conditions at the same moment. */
const TableDownloads = ({ answer, table }: { answer: CoverageAnswer; table: CoverageTable }) => {
  const { t, language } = useText('coverage')
  const download = useMutation({
    mutationFn: async (format: TableFormat): Promise<string> => {
      const name = fileName(answer, table, format)
      const bytes = await fetchTable(answer.query, table, format, language)
      saveFile(name, TABLE_FORMATS[format].mediaType, bytes)
      return name
    },
  })
  const kind = t(`tables.kinds.${table}`)
  const format = download.variables ? TABLE_FORMATS[download.variables].label : ''
  return (
    <footer className="column table-downloads">
      <fieldset className="query-row">
        <legend className="visually-hidden">{t('downloads.heading', { table: kind })}</legend>
        {formatsOf(table).map((each) => (
          <Action
            icon={DownloadOutlined}
            key={each}
            loading={download.isPending && download.variables === each}
            disabled={download.isPending}
            aria-label={t('downloads.label', { table: kind, format: TABLE_FORMATS[each].label })}
            label={TABLE_FORMATS[each].label}
            onClick={() => download.mutate(each)}
          />
        ))}
      </fieldset>
      <p role="status" className="secondary">
        {download.isPending && t('downloads.busy', { format })}
        {download.isSuccess && t('downloads.done', { name: download.data })}
      </p>
      {download.error && (
        <p role="alert">
          {t('downloads.failed', { format, detail: reasonOf(download.error, language) })}
        </p>
      )}
      {answer.notice && <p className="secondary">{t('downloads.notice')}</p>}
    </footer>
  )
}
