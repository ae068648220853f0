/** One field of all chosen rows of a table, and these rows as a file. */
import { Select } from 'antd'
import { useState } from 'react'
import type { ResourceId } from '../../../data/collections.ts'
import type { Field } from '../../../data/field.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { DownloadMenu } from '../../form/download-menu.tsx'
import { Action } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { BareInput } from './field-input.tsx'
import { fieldProblem } from './field-problem.ts'

interface BulkBarProps {
  resource: ResourceDeclaration
  fields: readonly [string, Field][]
  collection: ResourceId
  /** Of the rows that are chosen. */
  ids: readonly string[]
  onApply: (name: string, value: unknown) => void
}

export const BulkBar = ({ collection, resource, fields, ids, onApply }: BulkBarProps) => {
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
        formsOf={collection}
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
