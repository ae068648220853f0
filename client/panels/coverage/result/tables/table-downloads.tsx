import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { CoverageAnswer, CoverageTable } from '../../../../../data/coverage.ts'
import { fetchTable } from '../../../../api/coverage.ts'
import { asApiProblem } from '../../../../api/problem.ts'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { useText } from '../../../../i18n/text.ts'
import { saveFile, TABLE_FORMATS, type TableFormat } from './save-file.ts'

interface TableDownloadsProps {
  answer: CoverageAnswer
  table: CoverageTable
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
export const TableDownloads = ({ answer, table }: TableDownloadsProps) => {
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
    <footer className="table-downloads">
      <fieldset className="query-row plain-fieldset">
        <legend className="visually-hidden">{t('downloads.heading', { table: kind })}</legend>
        {formatsOf(table).map((each) => (
          <Button
            key={each}
            className="target"
            icon={<DownloadOutlined aria-hidden />}
            loading={download.isPending && download.variables === each}
            disabled={download.isPending}
            aria-label={t('downloads.label', { table: kind, format: TABLE_FORMATS[each].label })}
            onClick={() => download.mutate(each)}
          >
            {TABLE_FORMATS[each].label}
          </Button>
        ))}
      </fieldset>
      <p role="status" className="secondary">
        {download.isPending && t('downloads.busy', { format })}
        {download.isSuccess && t('downloads.done', { name: download.data })}
      </p>
      {download.error && (
        <p role="alert">
          {t('downloads.failed', {
            format,
            detail: asApiProblem(download.error).sentence[language],
          })}
        </p>
      )}
      {answer.notice && <p className="secondary">{t('downloads.notice')}</p>}
    </footer>
  )
}
