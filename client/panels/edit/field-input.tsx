/** What a field is entered by, chosen by its kind from one table. */
import { DeleteOutlined } from '@ant-design/icons'
import { Input, InputNumber, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { type CollectionId, isCollectionId } from '../../../data/collections.ts'
import type { Field } from '../../../data/field.ts'
import { type FieldKind, type FieldOf, fieldHeading } from '../../../data/field-text.ts'
import { localisedName } from '../../../data/wording.ts'
import { useFeatures } from '../../api/features.ts'
import { Action } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'

/** A text of more than so many characters may have several lines. */
const LONG_TEXT_CHARACTERS = 200

interface InputProps<F extends Field = Field> {
  id: string
  field: F
  value: unknown
  onChange: (value: unknown) => void
  /** Names what is wrong with it, where something is. */
  'aria-describedby'?: string | undefined
  'aria-invalid'?: boolean
  /** Where no label stands beside it. */
  'aria-label'?: string
}

const TextInput = ({ field, value, onChange, ...input }: InputProps<FieldOf<'text'>>) => {
  const { reference, format, maxLength } = field
  if (reference && isCollectionId(reference)) {
    return <ReferenceInput {...{ field, value, onChange, ...input }} collection={reference} />
  }
  const text = typeof value === 'string' ? value : ''
  const change = ({ target }: { target: { value: string } }): void =>
    onChange(target.value === '' ? null : target.value)
  return format === 'roster' || (maxLength ?? 0) > LONG_TEXT_CHARACTERS ? (
    <Input.TextArea
      {...input}
      autoSize={{ minRows: 1, maxRows: 6 }}
      value={text}
      onChange={change}
    />
  ) : (
    <Input
      {...input}
      className="target"
      inputMode={format === 'phone' ? 'tel' : 'text'}
      maxLength={maxLength}
      value={text}
      onChange={change}
    />
  )
}

/** The id of a feature of another collection, chosen by its name. */
const ReferenceInput = (props: InputProps<FieldOf<'text'>> & { collection: CollectionId }) => {
  const { collection, field, value, onChange, ...input } = props
  const { language } = useText('edit')
  const { data } = useFeatures(collection)
  const options = (data ?? []).map(({ id, properties }) => ({
    value: id,
    label: `${localisedName(properties, language)} ${id}`,
  }))
  return (
    <Select<string>
      {...input}
      className="target"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!field.required}
      value={typeof value === 'string' ? value : null}
      options={options}
      onChange={(chosen) => onChange(chosen ?? null)}
    />
  )
}

const NumberInput = ({
  field,
  value,
  onChange,
  ...input
}: InputProps<FieldOf<'number'> | FieldOf<'integer'>>) => (
  <InputNumber<number>
    {...input}
    className="target edit-number"
    value={typeof value === 'number' ? value : null}
    onChange={onChange}
  />
)

const ChoiceInput = ({ field, value, onChange, ...input }: InputProps<FieldOf<'choice'>>) => {
  const { language } = useText('edit')
  return (
    <Select<string>
      {...input}
      className="target"
      allowClear={!field.required}
      value={typeof value === 'string' ? value : null}
      options={Object.entries(field.options).map(([key, { label }]) => ({
        value: key,
        label: label[language],
      }))}
      onChange={(chosen) => onChange(chosen ?? null)}
    />
  )
}

const nativeInput =
  (type: 'date' | 'time') =>
  ({ field, value, onChange, ...input }: InputProps) => (
    <Input
      {...input}
      type={type}
      className="target"
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    />
  )

/** Things and how many of each; those that there are none of are chosen from a list. */
const CountsInput = ({ id, field, value, onChange, ...input }: InputProps<FieldOf<'counts'>>) => {
  const { t, language } = useText('edit')
  const counts = (value ?? {}) as Readonly<Record<string, number>>
  const { catalogue } = field
  const kinds = Object.keys(catalogue)
  const set = (key: string, quantity: number | null): void => {
    const { [key]: _before, ...others } = counts
    onChange(quantity === null ? others : { ...others, [key]: quantity })
  }
  return (
    <div className="column edit-counts">
      {kinds
        .filter((key) => counts[key] !== undefined)
        .map((key) => (
          <div key={key} className="row edit-count">
            <label htmlFor={`${id}-${key}`}>{catalogue[key]?.label[language]}</label>
            <InputNumber<number>
              id={`${id}-${key}`}
              className="target"
              min={0}
              precision={0}
              value={counts[key] ?? null}
              onChange={(quantity) => set(key, quantity ?? 0)}
            />
            <span className="secondary edit-unit">{catalogue[key]?.unit[language]}</span>
            <Action
              icon={DeleteOutlined}
              type="text"
              aria-label={t('takeOut', { label: catalogue[key]?.label[language] })}
              onClick={() => set(key, null)}
            />
          </div>
        ))}
      <Select<string | null>
        id={id}
        {...input}
        className="target"
        placeholder={t('addCount')}
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        options={kinds
          .filter((key) => counts[key] === undefined)
          .map((key) => ({ value: key, label: catalogue[key]?.label[language] }))}
        onChange={(key) => key !== null && set(key, 1)}
      />
    </div>
  )
}

const INPUTS: { readonly [Kind in FieldKind]: (props: InputProps<FieldOf<Kind>>) => ReactNode } = {
  text: TextInput,
  number: NumberInput,
  integer: NumberInput,
  choice: ChoiceInput,
  date: nativeInput('date'),
  timeOfDay: nativeInput('time'),
  counts: CountsInput,
}

/** The input alone, for a table whose heading names it. */
export const BareInput = (props: InputProps) => {
  const Kind = INPUTS[props.field.kind] as (props: InputProps) => ReactNode
  return <Kind {...props} />
}

interface FieldInputProps {
  name: string
  field: Field
  value: unknown
  problem: string | null
  onChange: (value: unknown) => void
}

/** A field under its name, with what is wrong with it. */
export const FieldInput = ({ name, field, value, problem, onChange }: FieldInputProps) => {
  const { language } = useText('edit')
  const id = useId()
  return (
    <div className="edit-field" data-field={name} data-kind={field.kind}>
      <label htmlFor={id}>
        {fieldHeading(field, language)}
        {field.required && (
          <span className="edit-required" aria-hidden>
            {' *'}
          </span>
        )}
      </label>
      <BareInput
        id={id}
        field={field}
        value={value}
        onChange={onChange}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
      />
      {problem !== null && (
        <p id={`${id}-problem`} className="edit-problem">
          {problem}
        </p>
      )}
    </div>
  )
}
