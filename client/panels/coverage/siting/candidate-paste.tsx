import { Input } from 'antd'
import { useState } from 'react'
import { useText } from '../../../i18n/text.ts'
import type { CandidateList } from './candidate-list.ts'
import type { CandidatePoint } from './siting-options.ts'

/** A list of places, pasted or dropped in as a file. */
export const CandidatePaste = ({
  onChange,
}: {
  onChange: (points: readonly CandidatePoint[]) => void
}) => {
  const { t } = useText('planning')
  const [text, setText] = useState('')
  const [list, setList] = useState<CandidateList>({ kind: 'points', points: [] })
  const read = async (value: string): Promise<void> => {
    setText(value)
    // Only who brings a list of his own waits for the reader.
    const { readCandidates } = await import('./candidate-list.ts')
    const found = readCandidates(value)
    setList(found)
    onChange(found.kind === 'points' ? found.points : [])
  }
  return (
    <details className="foldable">
      <summary className="target">{t('siting.list')}</summary>
      <Input.TextArea
        aria-label={t('siting.list')}
        placeholder={'116.587,35.414,甲\n116.612,35.402,乙'}
        autoSize={{ minRows: 3, maxRows: 8 }}
        value={text}
        onChange={({ target }) => void read(target.value)}
      />
      <input
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        aria-label={t('siting.list')}
        onChange={({ target }) => void target.files?.[0]?.text().then(read)}
      />
      <p className="secondary">{t('siting.listHint')}</p>
      <p role="status">
        {list.kind === 'points' && list.points.length > 0 && (
          <span>{t('siting.listRead', { count: list.points.length })}</span>
        )}
        {list.kind === 'unreadable' && (
          <strong>{t('siting.listBad', { line: list.line, text: list.text })}</strong>
        )}
      </p>
    </details>
  )
}
