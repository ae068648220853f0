import { SortAscendingOutlined, SortDescendingOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { useText } from '../../i18n/text.ts'
import { listedFields, type SortOrder } from './list-rows.ts'

interface SortChoiceProps {
  resource: ResourceDeclaration
  order: SortOrder
  onChange: (order: SortOrder) => void
}

/** By which column the list is sorted, and which way. */
export const SortChoice = ({ resource, order, onChange }: SortChoiceProps) => {
  const { t, language } = useText('panels')
  const { name } = resource.fields
  const columns = [...(name ? [['name', name] as const] : []), ...listedFields(resource)]
  const direction = t(order.descending ? 'list.descending' : 'list.ascending')
  return (
    <>
      <Select
        className="sort-select target"
        aria-label={t('list.sort')}
        value={order.field}
        options={columns.map(([value, { label }]) => ({ value, label: label[language] }))}
        onChange={(field) => onChange({ ...order, field })}
      />
      <Button
        className="target"
        aria-label={`${t('list.sort')}: ${direction}`}
        icon={
          order.descending ? (
            <SortDescendingOutlined aria-hidden />
          ) : (
            <SortAscendingOutlined aria-hidden />
          )
        }
        onClick={() => onChange({ ...order, descending: !order.descending })}
      />
    </>
  )
}
