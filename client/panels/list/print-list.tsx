import { PrinterOutlined } from '@ant-design/icons'
import { useCallback, useState } from 'react'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { useHealth } from '../../api/features.ts'
import { Action } from '../../form/action.tsx'
import { fieldText, listedFields } from '../../form/field-text.ts'
import { localisedName } from '../../form/localised-name.ts'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { A4_LYING } from '../../print/paper.ts'
import { PrintDocument } from '../../print/print-document.tsx'
import { PrintPages } from '../../print/print-pages.tsx'
import { PrintTable } from '../../print/print-table.tsx'
import type { ListEntry } from './list-rows.ts'

interface PrintListProps {
  collection: CollectionId
  /** What is listed now, in its order. */
  listed: readonly ListEntry[]
  notice: string | null
}

/** Prints what is listed; hundreds of rows are made only then. */
export const PrintList = (props: PrintListProps) => {
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

const ListDocument = ({
  collection,
  listed,
  notice,
  onPrinted,
}: PrintListProps & { onPrinted: () => void }) => {
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
