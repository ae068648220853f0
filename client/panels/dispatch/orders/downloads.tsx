import { useDispatchText } from '../../../i18n/dispatch-texts.ts'

interface DownloadsProps {
  /** `orders`: one row per order; `lines`: one row per line. */
  table: 'orders' | 'lines'
  /** Only this order's. */
  number?: string
}

/** A table of orders or of their lines, as files. */
export const Downloads = ({ table, number }: DownloadsProps) => {
  const { t, language } = useDispatchText('orders')
  const only = number === undefined ? '' : `&number=${encodeURIComponent(number)}`
  return (
    <p className="orders-downloads">
      {t(table === 'orders' ? 'downloadOrders' : 'downloadLines')}{' '}
      {(['xlsx', 'csv'] as const).map((format) => (
        <a
          key={format}
          className="target"
          download
          href={`/api/transfers/tables/${table}?f=${format}&lang=${language}${only}`}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </p>
  )
}
