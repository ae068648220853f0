import { Select } from 'antd'
import { useId } from 'react'
import { COLLECTIONS, GROUP_IDS, LAYER_GROUPS } from '../../../data/collections.ts'
import type { ImportTarget } from '../../../data/imports.ts'
import { useText } from '../../i18n/text.ts'

interface TargetSelectProps {
  label: string
  value: ImportTarget
  onChange: (value: ImportTarget) => void
}

/** What a file may be declared to be. */
export const TargetSelect = ({ label, value, onChange }: TargetSelectProps) => {
  const { t, language } = useText('intake')
  const id = useId()
  const named = (ids: readonly (keyof typeof COLLECTIONS)[]) =>
    ids.map((each) => ({ value: each, label: COLLECTIONS[each].title[language] }))
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Select<ImportTarget>
        id={id}
        className="intake-select target"
        value={value}
        options={[
          { value: 'auto', label: t('start.auto') },
          { label: t('start.registers'), options: named(LAYER_GROUPS) },
          {
            label: t('start.others'),
            options: [
              { value: 'stock', label: t('start.stock') },
              { value: 'duty-roster', label: t('start.roster') },
            ],
          },
          {
            label: t('start.ground'),
            options: named(GROUP_IDS.filter((each) => !LAYER_GROUPS.includes(each))),
          },
        ]}
        onChange={onChange}
      />
    </div>
  )
}
