import { useDispatchText } from '../../../i18n/dispatch-texts.ts'

interface DownloadsProps {
  table: 'balances' | 'movements' | 'expiring'
  stockpileId: string | null
}

/** The shown table as a file. */
export const Downloads = ({ table, stockpileId }: DownloadsProps) => {
  const { t, language } = useDispatchText('books')
  const only = stockpileId === null ? '' : `&stockpile=${encodeURIComponent(stockpileId)}`
  return (
    <p className="book-downloads">
      {t('downloads')}{' '}
      {(['xlsx', 'csv'] as const).map((format) => (
        <a
          key={format}
          className="target"
          download
          href={`/api/stock/tables/${table}?f=${format}&lang=${language}${only}`}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </p>
  )
}
