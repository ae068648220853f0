import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { useCallback, useState } from 'react'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { fieldText, listedFields } from '../../../data/field-text.ts'
import { DEMONSTRATION_NOTICE, isMadeUp } from '../../../data/provenance.ts'
import { localisedName } from '../../../data/wording.ts'
import { useHealth } from '../../api/features.ts'
import type { FileQuery } from '../../api/request.ts'
import { DownloadMenu } from '../../form/download-menu.tsx'
import { Action } from '../../form/pieces.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { A4_LYING } from '../../print/paper.ts'
import { PrintDocument } from '../../print/print-document.tsx'
import { PrintPages, PrintTable } from '../../print/print-pages.tsx'
import { useAsOf } from '../../state/as-of.ts'
import type { ListEntry } from './list-rows.ts'

interface DownloadsProps {
  collection: CollectionId
  /** All features of the layer. */
  all: readonly ListEntry[]
  /** What is listed now, in its order. */
  listed: readonly ListEntry[]
}

/**
 * The list or the whole layer as files, and what kind of data they are: rows that were not measured
 * make the whole a demonstration. Of a day that has passed there is the layer alone.
 */
export const Downloads = ({ collection, all, listed }: DownloadsProps) => {
  const { t, language } = useText('panels')
  const isDemonstration = all.some(({ feature }) => isMadeUp(feature.properties.provenance))
  const notice = isDemonstration ? DEMONSTRATION_NOTICE[language] : null
  const at = useAsOf((state) => state.at)
  const path = `/api/collections/${collection}`
  const hrefOf = ({ f, ...form }: FileQuery): string =>
    `${path}/items?${new URLSearchParams({ f: f === 'geojson' ? 'geojson-file' : f, ...form })}`
  return (
    <footer className="row wrapped downloads">
      <div className="download-links">
        {at === null ? (
          <DownloadMenu
            label={t('list.download')}
            formsOf={collection}
            sources={{
              // A form has tables of other collections, too: it holds these whole unless rows are chosen.
              ...(listed.length < all.length && {
                listed: {
                  label: t('list.downloadListed', { shown: listed.length }),
                  collection,
                  ids: listed.map(({ feature }) => feature.id),
                },
              }),
              all: { label: t('list.downloadAll', { total: all.length }), hrefOf },
            }}
          />
        ) : (
          <Action
            icon={DownloadOutlined}
            href={`${path}/as-of?${new URLSearchParams({ at })}`}
            download={`${collection}.geojson`}
            label={t('list.downloadThen')}
          />
        )}
        <PrintList collection={collection} listed={listed} notice={notice} />
      </div>
      {isDemonstration && <p className="secondary">{t('list.downloadNotice')}</p>}
    </footer>
  )
}

interface PrintListProps extends Omit<DownloadsProps, 'all'> {
  notice: string | null
}

/** Prints what is listed; hundreds of rows are made only then. */
const PrintList = (props: PrintListProps) => {
  const { t } = useText('panels')
  const [isPrinting, setIsPrinting] = useState(false)
  const close = useCallback(() => setIsPrinting(false), [])
  return (
    <>
      <Action
        icon={PrinterOutlined}
        disabled={props.listed.length === 0}
        label={t('list.print', { shown: props.listed.length })}
        onClick={() => setIsPrinting(true)}
      />
      {isPrinting && <ListDocument {...props} onPrinted={close} />}
    </>
  )
}

const ListDocument = (props: PrintListProps & { onPrinted: () => void }) => {
  const { collection, listed, notice, onPrinted } = props
  const { t, language } = useText('panels')
  const { data: health } = useHealth()
  const [time] = useState(() => dateTimeText(Date.now()))
  const resource = COLLECTIONS[collection]
  const title = resource.title[language]
  const fields = listedFields(resource)
  const rows = listed.map(({ feature: { properties } }, place) => [
    place + 1,
    localisedName(properties, language),
    ...fields.map(([name, field]) => fieldText(field, properties[name], language)),
  ])
  return (
    <PrintDocument fileName={`${title} ${time}`} paper={A4_LYING} onPrinted={onPrinted}>
      <PrintPages
        title={t('list.rows', { title, count: listed.length })}
        facts={[
          time,
          ...(health ? [t('nearest.answer.revision', { revision: health.revision })] : []),
        ]}
        notice={notice}
      >
        <PrintTable
          columns={[
            { label: t('nearest.print.columns.rank'), kind: 'rank' },
            { label: resource.fields.name?.label[language] ?? '' },
            ...fields.map(([, field]) => ({ label: field.label[language] })),
          ]}
          rows={rows}
        />
      </PrintPages>
    </PrintDocument>
  )
}
