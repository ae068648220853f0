import { DownloadOutlined } from '@ant-design/icons'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { DEMONSTRATION_NOTICE } from '../../../data/provenance.ts'
import { Action } from '../../form/action.tsx'
import { useText } from '../../i18n/text.ts'
import { csvTable } from './csv-table.ts'
import type { ListEntry } from './list-rows.ts'
import { PrintList } from './print-list.tsx'

interface DownloadsProps {
  collection: CollectionId
  /** All features of the layer. */
  all: readonly ListEntry[]
  /** What is listed now, in its order. */
  listed: readonly ListEntry[]
}

/** As many as the server gives at once. */
const DOWNLOAD_LIMIT = 10_000

/** Rows that were not measured make the whole a demonstration. */
const isMadeUp = (provenance: unknown): boolean =>
  provenance === 'generated' || provenance === 'approximate'

const saveFile = (name: string, type: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** The whole layer for a GIS, the list for a spreadsheet, and what kind of data they are. */
export const Downloads = ({ collection, all, listed }: DownloadsProps) => {
  const { t, language } = useText('panels')
  const isDemonstration = all.some(({ feature }) => isMadeUp(feature.properties.provenance))
  const notice = isDemonstration ? DEMONSTRATION_NOTICE[language] : null
  const saveList = (): void => {
    const features = listed.map(({ feature }) => feature)
    const text = csvTable(COLLECTIONS[collection], features, language, notice)
    saveFile(`${collection}.csv`, 'text/csv;charset=utf-8', text)
  }
  return (
    <footer className="downloads">
      <div className="download-links">
        <Action
          icon={DownloadOutlined}
          href={`/api/collections/${collection}/items?limit=${DOWNLOAD_LIMIT}`}
          download={`${collection}.geojson`}
          label={t('list.downloadGeojson', { total: all.length })}
        />
        <Action
          icon={DownloadOutlined}
          disabled={listed.length === 0}
          label={t('list.downloadCsv', { shown: listed.length })}
          onClick={saveList}
        />
        <PrintList collection={collection} listed={listed} notice={notice} />
      </div>
      {isDemonstration && <p className="secondary">{t('list.downloadNotice')}</p>}
    </footer>
  )
}
