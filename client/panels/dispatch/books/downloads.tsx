import { type LedgerFilter, stockTableUrl } from '../../../api/stock.ts'
import { useText } from '../../../i18n/text.ts'
import { FileLinks } from '../file-links.tsx'

interface DownloadsProps {
  table: 'balances' | 'movements' | 'expiring'
  filter: LedgerFilter
}

/** The shown table as a file. */
export const Downloads = ({ table, filter }: DownloadsProps) => {
  const { t, language } = useText('ledger')
  return (
    <FileLinks
      label={t('downloads')}
      hrefOf={(format) => stockTableUrl({ table, filter }, format, language)}
    />
  )
}
