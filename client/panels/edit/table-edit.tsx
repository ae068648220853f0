/** Several features at once: cells of a table, one field of all chosen rows; written together or not at all. */
import { Modal, Select, Table } from 'antd'
import { useMemo, useState } from 'react'
import { CHANGE_LIMITS } from '../../../data/change.ts'
import { COLLECTIONS, type ResourceId } from '../../../data/collections.ts'
import { fieldHeading, listedFields } from '../../../data/field-text.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { listText, localisedName } from '../../../data/wording.ts'
import { Action, Message } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { BulkBar } from './bulk-bar.tsx'
import { type Cells, type TableFeature, tableFields, withCells } from './changed-cells.ts'
import { fieldProblem } from './field-problem.ts'
import { saveRows } from './save-rows.ts'
import { SignatureFields } from './signature-fields.tsx'
import { TableCell } from './table-cell.tsx'

interface TableEditProps {
  collection: ResourceId
  features: readonly TableFeature[]
  onClose: () => void
}

const FIRST_COLUMNS = 6
/** What stands above and below the rows. */
const REST_PIXELS = 380
const MESSAGE_PIXELS = 110
const LEAST_PIXELS = 180

export const TableEdit = ({ collection, features, onClose }: TableEditProps) => {
  const { t, language } = useText('edit', 'table')
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const editable = useMemo(() => tableFields(resource), [resource])
  // as it was opened: a row that others change must not change under the hand
  const [rows, setRows] = useState(features)
  const [columns, setColumns] = useState(() => [
    'name',
    ...listedFields(resource)
      .map(([name]) => name)
      .filter((name) => editable.some(([each]) => each === name))
      .slice(0, FIRST_COLUMNS),
  ])
  const [cells, setCells] = useState<Cells>({})
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [reason, setReason] = useState('')
  const [done, setDone] = useState<number | null>(null)
  const [conflicts, setConflicts] = useState<readonly string[]>([])
  const { isBusy, problem, attempt } = useAttempt()
  const [isLeaving, setIsLeaving] = useState(false)
  const messages = [isLeaving, conflicts.length > 0, problem !== null].filter(Boolean).length
  const changedIds = Object.keys(cells)
  const changedCells = Object.values(cells).reduce((sum, row) => sum + Object.keys(row).length, 0)
  const problemOf = (name: string, value: unknown): string | null => {
    const field = resource.fields[name]
    return (field && fieldProblem(field, value)?.[language]) ?? null
  }
  const isWrong = Object.values(cells).some((row) =>
    Object.entries(row).some(([name, value]) => problemOf(name, value) !== null),
  )
  const save = async (): Promise<void> => {
    setConflicts([])
    const touched = rows.filter(({ id }) => cells[id] !== undefined)
    const changed = await saveRows(collection, touched, cells, {
      reason: reason.trim(),
      onProgress: setDone,
    })
    setDone(null)
    if (changed.length === 0) return onClose()
    const now = new Map(changed.map((each) => [each.id, each]))
    setRows(rows.map((row) => now.get(row.id) ?? row))
    setConflicts(changed.map(({ properties }) => localisedName(properties, language)))
  }
  const leave = (): void => (changedIds.length === 0 ? onClose() : setIsLeaving(true))
  const chosenRows = rows.filter(({ id }) => chosen.includes(id))
  return (
    <Modal
      open
      centered
      width="min(1180px, 96vw)"
      className="table-edit"
      title={t('title', { title: resource.title[language] })}
      onCancel={leave}
      footer={
        <TableFooter
          {...{ reason, setReason, isBusy, changedCells }}
          count={changedIds.length}
          isDisabled={isWrong}
          onReset={() => setCells({})}
          onSave={() => void attempt(save)}
          onLeave={leave}
        />
      }
    >
      <div className="column stack">
        <BulkBar
          resource={resource}
          fields={editable}
          collection={collection}
          ids={chosenRows.map(({ id }) => id)}
          onApply={(name, value) => {
            setCells(withCells(cells, chosenRows, name, value))
            if (!columns.includes(name)) setColumns([...columns, name])
          }}
        />
        <Select
          mode="multiple"
          className="target"
          aria-label={t('fields')}
          prefix={t('fields')}
          maxTagCount="responsive"
          value={columns}
          options={editable.map(([value, { label }]) => ({ value, label: label[language] }))}
          onChange={setColumns}
        />
        {isLeaving && (
          <LeaveTable cells={changedCells} onStay={() => setIsLeaving(false)} onDiscard={onClose} />
        )}
        {done !== null && <p role="status">{t('checking', { done, all: changedIds.length })}</p>}
        {conflicts.length > 0 && (
          <Message type="warning" title={t('conflict', { names: listText(conflicts, language) })} />
        )}
        {problem && <Message type="error" title={problem.sentence[language]} />}
        <Table<TableFeature>
          virtual
          size="small"
          rowKey="id"
          pagination={false}
          scroll={{
            y: Math.max(LEAST_PIXELS, window.innerHeight - REST_PIXELS - messages * MESSAGE_PIXELS),
            x: 60 + columns.length * 170,
          }}
          dataSource={rows}
          rowSelection={{
            selectedRowKeys: [...chosen],
            columnWidth: 52,
            getCheckboxProps: ({ properties }) => ({
              'aria-label': t('choose', { name: localisedName(properties, language) }),
            }),
            onChange: (keys) => setChosen(keys.map(String)),
          }}
          columns={columns.flatMap((name) => {
            const field = resource.fields[name]
            if (!field) return []
            return {
              key: name,
              title: fieldHeading(field, language),
              width: name === 'name' ? 220 : 170,
              render: (_: unknown, row: TableFeature) => (
                <TableCell
                  field={field}
                  row={row}
                  name={name}
                  changes={cells[row.id]}
                  problemOf={problemOf}
                  onChange={(value) => setCells(withCells(cells, [row], name, value))}
                />
              ),
            }
          })}
        />
      </div>
    </Modal>
  )
}

interface LeaveTableProps {
  cells: number
  onStay: () => void
  onDiscard: () => void
}

const LeaveTable = ({ cells, onStay, onDiscard }: LeaveTableProps) => {
  const { t } = useText('edit')
  return (
    <Message
      type="warning"
      role="alertdialog"
      title={t('leaveTitle')}
      description={t('table.changed', { count: cells })}
      action={
        <div className="buttons">
          <Action danger label={t('discard')} onClick={onDiscard} />
          <Action type="primary" autoFocus label={t('stay')} onClick={onStay} />
        </div>
      }
    />
  )
}

interface TableFooterProps {
  reason: string
  setReason: (reason: string) => void
  /** Rows that are changed. */
  count: number
  changedCells: number
  isBusy: boolean
  isDisabled: boolean
  onReset: () => void
  onSave: () => void
  onLeave: () => void
}

const TableFooter = (props: TableFooterProps) => {
  const { reason, setReason, count, changedCells, isBusy, isDisabled } = props
  const { t } = useText('edit')
  return (
    <div className="column table-footer">
      <SignatureFields reason={reason} setReason={setReason} />
      <div className="row wrapped edit-save">
        <p className="secondary" role="status">
          {count > CHANGE_LIMITS.mostChanges
            ? t('table.tooMany', { most: CHANGE_LIMITS.mostChanges })
            : changedCells > 0 && t('table.changed', { count: changedCells })}
        </p>
        {count > 0 && <Action label={t('table.reset')} onClick={props.onReset} />}
        <Action label={t('table.leave')} onClick={props.onLeave} />
        <Action
          type="primary"
          disabled={count === 0 || count > CHANGE_LIMITS.mostChanges || isDisabled}
          loading={isBusy}
          label={t('table.save', { count })}
          onClick={props.onSave}
        />
      </div>
    </div>
  )
}
