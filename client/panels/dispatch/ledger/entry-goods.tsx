import { Select } from 'antd'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { MATERIALS, type Material } from '../../../../data/materials.ts'
import type { Holding } from '../../../../data/stock.ts'
import { amountText } from '../../../form/counts-text.ts'
import { ItemSelect, QuantityInput } from '../../../form/goods-fields.tsx'
import { Message } from '../../../form/message.tsx'
import { TextField } from '../../../form/text-field.tsx'
import { useText } from '../../../i18n/text.ts'
import type { EntryDraft } from './entry-draft.ts'
import { expiryOf } from './ledger-pieces.tsx'

interface EntryGoodsProps {
  draft: EntryDraft
  holdings: readonly Holding[]
  onChange: (changes: Partial<EntryDraft>) => void
}

/** Which goods, and how many of them. */
export const EntryGoods = (props: EntryGoodsProps) => {
  const { t } = useText('ledger')
  const { draft, holdings, onChange } = props
  const chosen = holdings.find(({ batches }) => batches.some(({ id }) => id === draft.batchId))
  return (
    <>
      {draft.kind === 'receipt' ? <Received {...props} /> : <Leaving {...props} />}
      <QuantityInput
        aria-label={t('quantity')}
        prefix={t('quantity')}
        item={draft.kind === 'receipt' ? draft.item : (chosen?.item ?? null)}
        min={1}
        value={draft.quantity}
        onChange={(quantity) => onChange({ quantity })}
      />
    </>
  )
}

const Received = ({ draft, onChange }: EntryGoodsProps) => {
  const { t } = useText('ledger')
  const material: Material | null = draft.item && MATERIALS[draft.item]
  return (
    <>
      <ItemSelect
        placeholder={t('item')}
        value={draft.item}
        onChange={(item) => onChange({ item })}
      />
      <TextField
        label={t('batch')}
        maxLength={LEDGER_LIMITS.mostTextCharacters}
        value={draft.batch}
        onChange={(batch) => onChange({ batch })}
      />
      {(['receivedOn', 'expiresOn'] as const).map((name) => (
        <TextField
          key={name}
          type="date"
          label={t(name)}
          value={draft[name]}
          onChange={(day) => onChange({ [name]: day })}
        />
      ))}
      {material?.shelfLifeMonths != null && draft.expiresOn === '' && (
        <Message type="info" title={t('shelfLife', { months: material.shelfLifeMonths })} />
      )}
    </>
  )
}

const Leaving = ({ draft, holdings, onChange }: EntryGoodsProps) => {
  const { t, language } = useText('ledger')
  const options = holdings.flatMap(({ item, batches }) =>
    batches.map((batch) => {
      const { zh, en } = MATERIALS[item].label
      const remarks = [
        `${MATERIALS[item].label[language]} ${batch.batch}`,
        `${t('available')} ${amountText(batch.available, item, language)}`,
        ...(expiryOf(batch.expiresOn, Date.now()) === 'expired' ? [t('expired')] : []),
      ]
      return {
        value: batch.id,
        label: remarks.join(' · '),
        search: `${zh} ${en} ${item} ${batch.batch}`.toLowerCase(),
      }
    }),
  )
  return (
    <Select<number>
      className="target"
      aria-label={t('batch')}
      placeholder={t('batch')}
      showSearch={{ optionFilterProp: 'search' }}
      popupMatchSelectWidth={false}
      value={draft.batchId}
      options={options}
      onChange={(batchId) => onChange({ batchId })}
    />
  )
}
