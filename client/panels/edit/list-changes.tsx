import { PlusOutlined, TableOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { COLLECTIONS, type ResourceId } from '../../../data/collections.ts'
import { Action } from '../../form/pieces.tsx'
import '../../i18n/edit-texts.ts'
import { useText } from '../../i18n/text.ts'
import { leaveFor } from '../../state/edit-draft.ts'
import type { TableFeature } from './changed-cells.ts'
import { startAdding } from './start.ts'
import { TableEdit } from './table-edit.tsx'
import './edit.css'

interface ListChangesProps {
  collection: ResourceId
  /** What is listed now, in its order. */
  rows: readonly { readonly feature: TableFeature }[]
}

/** What can be done to a layer beside reading it: a new feature, several changed at once. */
export const ListChanges = ({ collection, rows }: ListChangesProps) => {
  const { t, language } = useText('edit')
  const [isOpen, setIsOpen] = useState(false)
  const title = COLLECTIONS[collection].title[language]
  return (
    <div className="row list-changes">
      <Action
        icon={PlusOutlined}
        aria-label={t('addOf', { title })}
        title={t('addOf', { title })}
        onClick={() => leaveFor(() => startAdding(collection))}
      />
      <Action
        icon={TableOutlined}
        disabled={rows.length === 0}
        aria-label={t('table.open')}
        title={t('table.open')}
        onClick={() => setIsOpen(true)}
      />
      {isOpen && (
        <TableEdit
          collection={collection}
          features={rows.map(({ feature }) => feature)}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  )
}
