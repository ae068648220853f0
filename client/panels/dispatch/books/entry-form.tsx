import { Alert, Button, Collapse, Input, InputNumber, Segmented, Select } from 'antd'
import { useId, useState } from 'react'
import {
  KEEPER_MOVEMENT_KINDS,
  type KeeperMovement,
  type KeeperMovementKind,
} from '../../../../data/ledger.ts'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import type { Holding } from '../../../../data/stock.ts'
import { asApiProblem } from '../../../api-problem.ts'
import { ItemSelect } from '../../../form/item-select.tsx'
import { numberText } from '../../../form/number-text.ts'
import { dateOf, wallClockAt } from '../../../form/shanghai-time.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { recordMovements } from '../../../stock-api.ts'

interface EntryFormProps {
  stockpileId: string
  holdings: readonly Holding[]
}

/** Goods that come in, go out, are lost or thrown away. */
export const EntryForm = (props: EntryFormProps) => {
  const { t } = useDispatchText('books')
  return (
    <Collapse
      size="small"
      items={[{ key: 'enter', label: t('enter'), children: <EntryFields {...props} /> }]}
    />
  )
}

const EMPTY = { item: null as MaterialKey | null, batch: '', batchId: null as number | null }

const EntryFields = ({ stockpileId, holdings }: EntryFormProps) => {
  const { t, language } = useDispatchText('books')
  const id = useId()
  const [kind, setKind] = useState<KeeperMovementKind>('receipt')
  const [goods, setGoods] = useState(EMPTY)
  const [quantity, setQuantity] = useState<number | null>(null)
  const [dates, setDates] = useState({ receivedOn: dateOf(wallClockAt(Date.now())), expiresOn: '' })
  const [written, setWritten] = useState({ actor: '', reason: '', document: '' })
  const [outcome, setOutcome] = useState<{ isDone: boolean; text: string } | null>(null)

  const movement = (): KeeperMovement | null => {
    if (quantity === null) return null
    if (kind !== 'receipt') {
      return goods.batchId === null ? null : { kind, batchId: goods.batchId, quantity }
    }
    const { item, batch } = goods
    if (item === null || batch.trim() === '') return null
    const { receivedOn, expiresOn } = dates
    return {
      ...{ kind, stockpileId, item, batch: batch.trim(), receivedOn, quantity },
      expiresOn: expiresOn === '' ? null : expiresOn,
    }
  }
  const isReady = movement() !== null && Object.values(written).every((text) => text.trim() !== '')
  const submit = async (): Promise<void> => {
    const entry = movement()
    if (!entry) return
    try {
      const { document } = await recordMovements([entry], written)
      setOutcome({ isDone: true, text: t('done', { document }) })
      setGoods(EMPTY)
      setQuantity(null)
    } catch (error) {
      setOutcome({ isDone: false, text: asApiProblem(error).sentence[language] })
    }
  }
  const text = (name: keyof typeof written) => (
    <>
      <label htmlFor={`${id}-${name}`}>{t(name)}</label>
      <Input
        id={`${id}-${name}`}
        className="target"
        maxLength={200}
        value={written[name]}
        onChange={({ target }) => setWritten({ ...written, [name]: target.value })}
      />
    </>
  )
  return (
    <div className="book-form">
      <Segmented<KeeperMovementKind>
        block
        className="target-group"
        aria-label={t('kind')}
        value={kind}
        options={KEEPER_MOVEMENT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={setKind}
      />
      {kind === 'receipt' ? (
        <>
          <ItemSelect
            placeholder={t('item')}
            value={goods.item}
            onChange={(item) => setGoods({ ...goods, item })}
          />
          <label htmlFor={`${id}-batch`}>{t('batch')}</label>
          <Input
            id={`${id}-batch`}
            className="target"
            maxLength={200}
            value={goods.batch}
            onChange={({ target }) => setGoods({ ...goods, batch: target.value })}
          />
          {(['receivedOn', 'expiresOn'] as const).map((name) => (
            <div key={name}>
              <label htmlFor={`${id}-${name}`}>{t(name)}</label>
              <Input
                id={`${id}-${name}`}
                type="date"
                className="target"
                value={dates[name]}
                onChange={({ target }) => setDates({ ...dates, [name]: target.value })}
              />
            </div>
          ))}
        </>
      ) : (
        <Select<number>
          className="target"
          aria-label={t('batch')}
          placeholder={t('batch')}
          value={goods.batchId}
          options={holdings.flatMap(({ item, batches }) =>
            batches.map((batch) => ({
              value: batch.id,
              label: `${MATERIALS[item].label[language]} ${batch.batch} · ${t('available')} ${numberText(batch.available, language)}`,
            })),
          )}
          onChange={(batchId) => setGoods({ ...goods, batchId })}
        />
      )}
      <InputNumber<number>
        className="target"
        aria-label={t('quantity')}
        prefix={t('quantity')}
        min={1}
        max={1_000_000_000}
        precision={0}
        value={quantity}
        onChange={setQuantity}
      />
      {text('actor')}
      {text('reason')}
      {text('document')}
      <Button type="primary" className="target" disabled={!isReady} onClick={() => void submit()}>
        {t('submit')}
      </Button>
      {outcome && (
        <Alert type={outcome.isDone ? 'success' : 'error'} showIcon title={outcome.text} />
      )}
    </div>
  )
}
