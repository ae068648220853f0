/** Required fields that a file has no column for, asked once for all of its rows. */
import { InputNumber, Select } from 'antd'
import { useId } from 'react'
import type { Bilingual } from '../../../data/bilingual.ts'
import { COLLECTIONS, isCollectionId } from '../../../data/collections.ts'
import type { Field } from '../../../data/field.ts'
import { fieldHeading } from '../../../data/field-text.ts'
import { askedLabel } from '../../../data/imports.ts'
import { isAtWork } from '../../api/imports.ts'
import { Message, TextField } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import type { StepProps } from './staged-steps.tsx'
import { UnknownItems } from './unknown-items.tsx'

type Value = string | number

export const MissingStep = (props: StepProps) => {
  const { entry, report, draft, change } = props
  const { t } = useText('intake')
  const given = { ...entry.choices.defaults, ...draft.defaults }
  const names = [...new Set([...report.defaultsToAskFor, ...Object.keys(entry.choices.defaults)])]
  const fields: Readonly<Record<string, Field>> = isCollectionId(report.resource)
    ? COLLECTIONS[report.resource].fields
    : {}
  // The report was made with what was given before: what it still asks for could not be taken.
  const refused =
    !isAtWork(entry) &&
    report.defaultsToAskFor
      .map((name) => draft.defaults?.[name] === undefined && entry.choices.defaults[name])
      .find(Boolean)
  return (
    <>
      {names.length > 0 && <p className="secondary">{t('missing.how')}</p>}
      {refused && <Message type="warning" title={t('missing.refused', { value: refused })} />}
      {names.map((name) => (
        <DefaultField
          key={name}
          name={name}
          field={fields[name]}
          label={askedLabel(report, name)}
          value={given[name]}
          onChange={(value) => change({ defaults: { [name]: value } })}
        />
      ))}
      <UnknownItems {...props} />
    </>
  )
}

interface DefaultFieldProps {
  name: string
  field: Field | undefined
  label: Bilingual
  value: Value | undefined
  onChange: (value: Value) => void
}

const DefaultField = ({ name, field, label, value, onChange }: DefaultFieldProps) => {
  const { t, language } = useText('intake')
  const id = useId()
  const heading = field ? fieldHeading(field, language) : label[language]
  if (field?.kind === 'choice') {
    return (
      <div>
        <label htmlFor={id}>{heading}</label>
        <Select<string | null>
          id={id}
          className="intake-select target"
          placeholder={t('missing.choose')}
          value={value === undefined ? null : String(value)}
          options={Object.entries(field.options).map(([option, told]) => ({
            value: option,
            label: told.label[language],
          }))}
          onChange={(option) => option !== null && onChange(option)}
        />
      </div>
    )
  }
  if (field?.kind === 'number' || field?.kind === 'integer') {
    return (
      <div>
        <label htmlFor={id}>{heading}</label>
        <InputNumber<number>
          id={id}
          className="intake-select target"
          value={typeof value === 'number' ? value : null}
          {...(field.minimum !== undefined && { min: field.minimum })}
          {...(field.maximum !== undefined && { max: field.maximum })}
          {...(field.kind === 'integer' && { precision: 0 })}
          onChange={(entered) => entered !== null && onChange(entered)}
        />
      </div>
    )
  }
  const isDay = field?.kind === 'date' || name === 'receivedOn'
  return (
    <TextField
      label={heading}
      type={isDay ? 'date' : 'text'}
      placeholder={field?.kind === 'counts' ? t('missing.gear') : t('missing.text')}
      maxLength={200}
      value={value === undefined ? '' : String(value)}
      onChange={onChange}
    />
  )
}
