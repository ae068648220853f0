import { PrinterOutlined } from '@ant-design/icons'
import { useCallback, useState } from 'react'
import { type FiledTable, readFiledTable } from '../api/filed-table.ts'
import type { FileQuery } from '../api/request.ts'
import { useText } from '../i18n/text.ts'
import { FilingFields, useFiling } from './filing.tsx'
import { Action, Message } from './pieces.tsx'
import { PrintedTable } from './printed-table.tsx'
import { useAttempt } from './use-attempt.ts'
import './download-menu.css'

interface FileLinksProps {
  label: string
  hrefOf: (query: FileQuery) => string
}

/** A table that lies nowhere on a map, as files and on paper, with who files it. */
export const FileLinks = ({ label, hrefOf }: FileLinksProps) => {
  const { t, language } = useText('panels', 'download')
  const filing = useFiling()
  const [printed, setPrinted] = useState<FiledTable | null>(null)
  const done = useCallback(() => setPrinted(null), [])
  const { isBusy, problem, attempt } = useAttempt()
  const addressOf = (f: FileQuery['f']): string => hrefOf({ f, lang: language, ...filing })
  const print = (): void => {
    void attempt(async () => setPrinted(await readFiledTable(addressOf('geojson'))))
  }
  return (
    <div className="row wrapped file-links">
      {label}{' '}
      {(['xlsx', 'csv'] as const).map((f) => (
        <a key={f} className="target" download href={addressOf(f)}>
          {f.toUpperCase()}
        </a>
      ))}
      <Action icon={PrinterOutlined} loading={isBusy} label={t('print')} onClick={print} />
      <details className="download-menu">
        <summary className="target">{t('head')}</summary>
        <div className="column framed download-choices">
          <FilingFields />
        </div>
      </details>
      {problem && (
        <Message type="error" title={t('failed', { detail: problem.sentence[language] })} />
      )}
      {printed && <PrintedTable table={printed} onPrinted={done} />}
    </div>
  )
}
