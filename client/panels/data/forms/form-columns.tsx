import { DeleteOutlined } from '@ant-design/icons'
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { FormSheet } from '../../../../data/export-form.ts'
import { type ColumnValue, EXPORT_FORM_LIMITS, ITEM_PARTS } from '../../../../data/export-form.ts'
import { Action } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import {
  codedWords,
  codesText,
  keyOfValue,
  readCodes,
  valueGroups,
  valueOfKey,
} from './column-values.ts'

interface FormColumnsProps {
  sheet: FormSheet
  onChange: (columns: FormSheet['columns']) => void
}

const PLAIN = ['constant', 'number', 'longitude', 'latitude'] as const

/** Heading by heading, what stands below it. */
export const FormColumns = ({ sheet, onChange }: FormColumnsProps) => {
  const { t, language } = useText('intake', 'forms')
  const { columns } = sheet
  const groups = valueGroups(sheet, language)
  const parts = sheet.itemsOf === null ? [] : ITEM_PARTS
  const options = [
    { label: t('fields'), options: groups.fields },
    {
      label: t('items'),
      options: parts.map((part) => ({ value: `item:${part}`, label: t(`parts.${part}`) })),
    },
    {
      label: t('others'),
      options: PLAIN.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
    },
    { label: t('quantities'), options: groups.quantities },
  ].filter((group) => group.options.length > 0)
  const change = (at: number, some: Partial<FormSheet['columns'][number]>): void =>
    onChange(columns.map((each, index) => (index === at ? { ...each, ...some } : each)))
  return (
    <>
      <table className="form-columns">
        <thead>
          <tr>
            <th scope="col">{t('heading')}</th>
            <th scope="col">{t('value')}</th>
            <th scope="col">{t('remove')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ heading, value }, at) => (
            // Columns have no other name than their place: headings may be alike.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={at}>
              <td>
                <Input
                  className="target"
                  aria-label={t('headingOf', { number: at + 1 })}
                  maxLength={EXPORT_FORM_LIMITS.mostHeadingCharacters}
                  value={heading}
                  onChange={({ target }) => change(at, { heading: target.value })}
                />
              </td>
              <td>
                <Select
                  className="target intake-select"
                  aria-label={t('valueOf', { number: at + 1 })}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={keyOfValue(value)}
                  options={options}
                  onChange={(key) => change(at, { value: valueOfKey(key, value) })}
                />
                <ValueDetail
                  sheet={sheet}
                  number={at + 1}
                  value={value}
                  onChange={(next) => change(at, { value: next })}
                />
              </td>
              <td>
                <Action
                  type="text"
                  icon={DeleteOutlined}
                  aria-label={t('removeOf', { heading })}
                  disabled={columns.length === 1}
                  onClick={() => onChange(columns.filter((_, index) => index !== at))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Action
        label={t('addColumn')}
        disabled={columns.length >= EXPORT_FORM_LIMITS.mostColumns}
        onClick={() =>
          onChange([...columns, { heading: '', value: { kind: 'constant', text: '' } }])
        }
      />
    </>
  )
}

interface ValueDetailProps {
  sheet: FormSheet
  /** Of the column, from 1. */
  number: number
  value: ColumnValue
  onChange: (value: ColumnValue) => void
}

/** The text of a constant, or the codes for what a column holds. */
const ValueDetail = ({ sheet, number, value, onChange }: ValueDetailProps) => {
  const { t, language } = useText('intake', 'forms')
  const words = codedWords(sheet, value)
  const coded = value.kind === 'field' || value.kind === 'item' ? value : null
  const [typed, setTyped] = useState<string | null>(null)
  if (value.kind === 'constant') {
    return (
      <Input
        className="target"
        aria-label={t('constantOf', { number })}
        placeholder={t('byHand')}
        maxLength={EXPORT_FORM_LIMITS.mostValueCharacters}
        value={value.text}
        onChange={({ target }) => onChange({ ...value, text: target.value })}
      />
    )
  }
  if (!words || !coded) return null
  return (
    <Input.TextArea
      aria-label={t('codesOf', { number })}
      placeholder={t('codesLike')}
      autoSize={{ minRows: 1, maxRows: 8 }}
      value={typed ?? codesText(coded.codes, words, language)}
      onChange={({ target }) => {
        setTyped(target.value)
        const { codes: _, ...rest } = coded
        const codes = readCodes(target.value, words)
        onChange(Object.keys(codes).length > 0 ? { ...rest, codes } : rest)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
