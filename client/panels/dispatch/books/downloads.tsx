import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { type BooksFilter, stockTableUrl } from '../../../stock-api.ts'

interface DownloadsProps {
  table: 'balances' | 'movements' | 'expiring'
  filter: BooksFilter
}

/** The shown table as a file. */
export const Downloads = ({ table, filter }: DownloadsProps) => {
  const { t, language } = useDispatchText('books')
  return (
    <p className="book-downloads">
      {t('downloads')}{' '}
      {(['xlsx', 'csv'] as const).map((format) => (
        <a
          key={format}
          className="target"
          download
          href={stockTableUrl(table, filter, format, language)}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </p>
  )
}
