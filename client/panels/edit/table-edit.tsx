/** Several features at once: cells of a table, one field of all chosen rows; written together or not at all. */
import { Modal, Select, Table } from 'antd'
import { useMemo, useState } from 'react'
import { CHANGE_LIMITS } from '../../../data/change.ts'
import { COLLECTIONS, type ResourceId } from '../../../data/collections.ts'
import type { Field } from '../../../data/field.ts'
import { fieldHeading, fieldText, listedFields } from '../../../data/field-text.ts'
import { maskedFields } from '../../../data/personal.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { listText, localisedName } from '../../../data/wording.ts'
import { changeFeatures, readVersion, revertFeature } from '../../api/changes.ts'
import { DownloadMenu } from '../../form/download-menu.tsx'
import { Action, Message, TextField } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import type { Values } from '../../state/edit-draft.ts'
import { tellDone } from '../../state/edit-note.ts'
import { useDeskName } from '../../state/remembered-name.ts'
import { BareInput } from './field-input.tsx'
import { fieldProblem } from './field-problem.ts'
import { signature } from './save.ts'

export interface TableFeature {
  readonly id: string
  readonly properties: Values
}

interface TableEditProps {
  collection: ResourceId
  features: readonly TableFeature[]
  onClose: () => void
}

/** Changed cells, by feature and field. */
type Cells = Readonly<Record<string, Values>>

const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The cells with other values in one field of some rows; what is as it was is no change. */
const withCells = (
  cells: Cells,
  rows: readonly TableFeature[],
  name: string,
  value: unknown,
): Cells => {
  const next: Record<string, Values> = { ...cells }
  for (const { id, properties } of rows) {
    const { [name]: _before, ...others } = next[id] ?? {}
    const changed = isSame(properties[name], value) ? others : { ...others, [name]: value }
    if (Object.keys(changed).length > 0) next[id] = changed
    else delete next[id]
  }
  return next
}

/** Fields that a table can hold: not what is masked, which nobody sees whole there, nor lists of things. */
const tableFields = (resource: ResourceDeclaration): [string, Field][] => {
  const masked = new Set(maskedFields(resource.fields))
  return Object.entries(resource.fields).filter(
    ([name, { kind }]) => kind !== 'counts' && !masked.has(name),
  )
}

/** So many are read at a time. */
const AT_ONCE = 6

/**
 * Versions of features, each read only now: those that are no longer as they were shown come apart, for
 * nobody has looked at what they are.
 */
const versionsOf = async (
  collection: ResourceId,
  features: readonly TableFeature[],
  onProgress: (done: number) => void,
): Promise<{ versions: Map<string, number>; changed: TableFeature[] }> => {
  const versions = new Map<string, number>()
  const changed: TableFeature[] = []
  for (let from = 0; from < features.length; from += AT_ONCE) {
    const some = features.slice(from, from + AT_ONCE)
    const read = await Promise.all(some.map(({ id }) => readVersion(collection, id)))
    for (const [index, { feature, version }] of read.entries()) {
      versions.set(feature.id, version)
      const shown = some[index]!
      const names = Object.keys(COLLECTIONS[collection].fields)
      if (names.some((name) => !isSame(shown.properties[name], feature.properties[name]))) {
        changed.push(feature)
      }
    }
    onProgress(from + some.length)
  }
  return { versions, changed }
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
    const { versions, changed } = await versionsOf(collection, touched, setDone)
    setDone(null)
    if (changed.length > 0) {
      const now = new Map(changed.map((each) => [each.id, each]))
      setRows(rows.map((row) => now.get(row.id) ?? row))
      setConflicts(changed.map(({ properties }) => localisedName(properties, language)))
      return
    }
    const changes = touched.map(({ id }) => ({
      id,
      version: versions.get(id) ?? 0,
      properties: { ...cells[id] },
    }))
    const { features: written } = await changeFeatures(
      collection,
      changes,
      signature(reason.trim()),
    )
    tellDone(
      'bulk',
      '',
      async () => {
        for (const { id, version } of written) {
          const at = { collection, id, version }
          await revertFeature(at, { sequence: version, fields: 'all', to: 'before' }, signature())
        }
      },
      written.length,
    )
    onClose()
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
                <Cell
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
  const by = useDeskName((state) => state.name)
  return (
    <div className="column table-footer">
      <div className="edit-signature">
        <TextField
          label={t('form.who')}
          placeholder={t('form.whoHint')}
          maxLength={CHANGE_LIMITS.mostNameCharacters}
          value={by}
          onChange={(name) => useDeskName.setState({ name })}
        />
        <TextField
          label={t('form.why')}
          placeholder={t('form.whyHint')}
          maxLength={CHANGE_LIMITS.mostReasonCharacters}
          value={reason}
          onChange={setReason}
        />
      </div>
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

interface CellProps {
  field: Field
  row: TableFeature
  name: string
  changes: Values | undefined
  problemOf: (name: string, value: unknown) => string | null
  onChange: (value: unknown) => void
}

/** A value that becomes an input when it is pressed. */
const Cell = ({ field, row, name, changes, problemOf, onChange }: CellProps) => {
  const { language } = useText('edit')
  const [isOpen, setIsOpen] = useState(false)
  const isChanged = changes !== undefined && Object.hasOwn(changes, name)
  const value = isChanged ? changes[name] : row.properties[name]
  const label = `${localisedName(row.properties, language)} · ${field.label[language]}`
  const problem = isChanged ? problemOf(name, value) : null
  if (!isOpen && problem === null) {
    const text = fieldText(field, value, language) || '—'
    return (
      <button
        type="button"
        className="bare table-cell"
        data-changed={isChanged}
        aria-label={`${label}: ${text}`}
        onClick={() => setIsOpen(true)}
      >
        {text}
      </button>
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears where the focus of its input goes
    <div
      className="table-cell-open"
      ref={(element) => {
        if (isOpen && !element?.contains(document.activeElement)) {
          element?.querySelector<HTMLElement>('input, textarea')?.focus()
        }
      }}
      onBlur={({ currentTarget, relatedTarget }) =>
        !currentTarget.contains(relatedTarget) && setIsOpen(false)
      }
      onKeyDown={({ key }) => key === 'Enter' && field.kind !== 'choice' && setIsOpen(false)}
    >
      <BareInput
        id={`cell-${row.id}-${name}`}
        aria-label={label}
        aria-invalid={problem !== null}
        field={field}
        value={value}
        onChange={onChange}
      />
      {problem !== null && <span className="edit-problem">{problem}</span>}
    </div>
  )
}

interface BulkBarProps {
  resource: ResourceDeclaration
  fields: readonly [string, Field][]
  /** Rows that are chosen. */
  collection: ResourceId
  ids: readonly string[]
  onApply: (name: string, value: unknown) => void
}

/** One field of all chosen rows. */
const BulkBar = ({ collection, resource, fields, ids, onApply }: BulkBarProps) => {
  const { t, language } = useText('edit', 'table')
  const choices = fields.filter(([name]) => name !== 'name' && name !== 'nameEn' && name !== 'code')
  const [name, setName] = useState(choices[0]?.[0] ?? '')
  const [value, setValue] = useState<unknown>(null)
  const field = resource.fields[name]
  if (!field) return null
  const isWrong = fieldProblem(field, value) !== null
  return (
    <div className="row wrapped bulk-bar">
      <span role="status">{t('chosen', { count: ids.length })}</span>
      <DownloadMenu
        label={t('download')}
        sources={{ chosen: { label: t('chosen', { count: ids.length }), collection, ids } }}
      />
      <Select<string>
        className="target bulk-field"
        aria-label={t('field')}
        value={name}
        options={choices.map(([key, { label }]) => ({ value: key, label: label[language] }))}
        onChange={(next) => {
          setName(next)
          setValue(null)
        }}
      />
      <span aria-hidden>{t('value')}</span>
      <div className="bulk-value">
        <BareInput
          id="bulk-value"
          aria-label={`${field.label[language]} ${t('value')}`}
          field={field}
          value={value}
          onChange={setValue}
        />
      </div>
      <Action
        disabled={ids.length === 0 || isWrong}
        label={t('apply')}
        onClick={() => onApply(name, value)}
      />
    </div>
  )
}
