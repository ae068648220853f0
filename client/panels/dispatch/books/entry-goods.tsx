import { Alert, Input, InputNumber, Select } from 'antd'
import { useId } from 'react'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { MATERIALS, type Material } from '../../../../data/materials.ts'
import type { Holding } from '../../../../data/stock.ts'
import { ItemSelect } from '../../../form/item-select.tsx'
import { useText } from '../../../i18n/text.ts'
import { amountText } from './amount-text.ts'
import type { EntryDraft } from './entry-draft.ts'
import { expiryOf } from './expiry.ts'

interface EntryGoodsProps {
  draft: EntryDraft
  holdings: readonly Holding[]
  onChange: (changes: Partial<EntryDraft>) => void
}

/** Which goods, and how many of them. */
export const EntryGoods = (props: EntryGoodsProps) => {
  const { t, language } = useText('ledger')
  const { draft, holdings, onChange } = props
  const chosen = holdings.find(({ batches }) => batches.some(({ id }) => id === draft.batchId))
  const item = draft.kind === 'receipt' ? draft.item : (chosen?.item ?? null)
  return (
    <>
      {draft.kind === 'receipt' ? <Received {...props} /> : <Leaving {...props} />}
      <InputNumber<number>
        className="target"
        aria-label={t('quantity')}
        prefix={t('quantity')}
        suffix={item && MATERIALS[item].unit[language]}
        inputMode="numeric"
        min={1}
        max={LEDGER_LIMITS.mostQuantity}
        precision={0}
        value={draft.quantity}
        onChange={(quantity) => onChange({ quantity })}
      />
    </>
  )
}

const Received = ({ draft, onChange }: EntryGoodsProps) => {
  const { t } = useText('ledger')
  const id = useId()
  const material: Material | null = draft.item && MATERIALS[draft.item]
  return (
    <>
      <ItemSelect
        placeholder={t('item')}
        value={draft.item}
        onChange={(item) => onChange({ item })}
      />
      <label htmlFor={`${id}-batch`}>{t('batch')}</label>
      <Input
        id={`${id}-batch`}
        className="target"
        maxLength={LEDGER_LIMITS.mostTextCharacters}
        value={draft.batch}
        onChange={({ target }) => onChange({ batch: target.value })}
      />
      {(['receivedOn', 'expiresOn'] as const).map((name) => (
        <div key={name}>
          <label htmlFor={`${id}-${name}`}>{t(name)}</label>
          <Input
            id={`${id}-${name}`}
            type="date"
            className="target"
            value={draft[name]}
            onChange={({ target }) => onChange({ [name]: target.value })}
          />
        </div>
      ))}
      {material?.shelfLifeMonths != null && draft.expiresOn === '' && (
        <Alert type="info" showIcon title={t('shelfLife', { months: material.shelfLifeMonths })} />
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
