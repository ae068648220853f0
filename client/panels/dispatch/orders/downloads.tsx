import { FileLinks } from '../../../form/file-links.tsx'
import { useText } from '../../../i18n/text.ts'

interface DownloadsProps {
  /** `orders`: one row per order; `lines`: one row per line. */
  table: 'orders' | 'lines'
  /** Only this order's. */
  number?: string
}

/** A table of orders or of their lines, as files. */
export const Downloads = ({ table, number }: DownloadsProps) => {
  const { t, language } = useText('orders')
  const only = number === undefined ? '' : `&number=${encodeURIComponent(number)}`
  return (
    <FileLinks
      label={t(table === 'orders' ? 'downloadOrders' : 'downloadLines')}
      hrefOf={(format) => `/api/transfers/tables/${table}?f=${format}&lang=${language}${only}`}
    />
  )
}
