import { Alert, Button, Empty, Input, InputNumber } from 'antd'
import { type KeyboardEvent, useId, useState } from 'react'
import type { Batch } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { asApiProblem } from '../../../api-problem.ts'
import { numberText } from '../../../form/number-text.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { confirmStocktake, useStockpileStock } from '../../../stock-api.ts'
import { inCatalogueOrder } from './balances.tsx'
import { Loaded } from './loaded.tsx'

/** A count of one stockpile: what is counted beside what the books say. */
export const Stocktake = ({ stockpileId }: { stockpileId: string | null }) => {
  const { t } = useDispatchText('books')
  const { data, isLoading, error, refetch } = useStockpileStock(stockpileId)
  if (stockpileId === null) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('chooseFirst')} />
  }
  const batches = inCatalogueOrder(data?.stockpiles[0]?.holdings ?? []).flatMap(
    (each) => each.batches,
  )
  return (
    <>
      <Loaded isLoading={isLoading} error={error} onRetry={() => void refetch()} />
      {data && batches.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('empty')} />
      )}
      {batches.length > 0 && <CountSheet stockpileId={stockpileId} batches={batches} />}
    </>
  )
}

/** Enter goes on to the next count: both hands stay on the keyboard. */
const nextOnEnter = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key !== 'Enter') return
  event.preventDefault()
  const inputs = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[inputmode]')]
  const next = inputs[inputs.indexOf(event.target as HTMLInputElement) + 1]
  next?.focus()
}

interface CountSheetProps {
  stockpileId: string
  batches: readonly Batch[]
}

const CountSheet = ({ stockpileId, batches }: CountSheetProps) => {
  const { t, language } = useDispatchText('books')
  const id = useId()
  const [counted, setCounted] = useState<ReadonlyMap<number, number>>(new Map())
  const [written, setWritten] = useState({ actor: '', reason: '' })
  const [outcome, setOutcome] = useState<{ isDone: boolean; text: string } | null>(null)
  const differing = batches.filter(
    (batch) => (counted.get(batch.id) ?? batch.onHand) !== batch.onHand,
  )
  const confirm = async (): Promise<void> => {
    const counts = batches.flatMap((batch) => {
      const number = counted.get(batch.id)
      return number === undefined
        ? []
        : [{ batchId: batch.id, expectedOnHand: batch.onHand, counted: number }]
    })
    try {
      const { document, sequences } = await confirmStocktake({ stockpileId, counts, ...written })
      setCounted(new Map())
      setOutcome({
        isDone: true,
        text: t('stocktakeDone', { document, count: sequences.length }),
      })
    } catch (error) {
      setOutcome({ isDone: false, text: asApiProblem(error).sentence[language] })
    }
  }
  const isReady = counted.size > 0 && written.actor.trim() !== '' && written.reason.trim() !== ''
  return (
    <div className="book-form">
      <p>{t('stocktakeHow')}</p>
      <section className="book-counts" onKeyDown={nextOnEnter} aria-label={t('counted')}>
        {batches.map((batch) => {
          const number = counted.get(batch.id)
          const difference = (number ?? batch.onHand) - batch.onHand
          const { label, unit } = MATERIALS[batch.item]
          return (
            <div key={batch.id} className="book-count">
              <span>
                {label[language]} <span className="secondary">{batch.batch}</span>
              </span>
              <InputNumber<number>
                className="target"
                inputMode="numeric"
                aria-label={`${label[language]} ${batch.batch} ${t('counted')}`}
                min={0}
                max={1_000_000_000}
                precision={0}
                suffix={unit[language]}
                value={number ?? null}
                placeholder={t('expected', { quantity: numberText(batch.onHand, language) })}
                onChange={(value) => {
                  const next = new Map(counted)
                  if (value === null) next.delete(batch.id)
                  else next.set(batch.id, value)
                  setCounted(next)
                }}
              />
              <span className={difference === 0 ? 'secondary' : 'book-difference'}>
                {number === undefined
                  ? ''
                  : difference === 0
                    ? t('noDifference')
                    : t('difference', { difference: numberText(difference, language) })}
              </span>
            </div>
          )
        })}
      </section>
      {(['actor', 'reason'] as const).map((name) => (
        <div key={name}>
          <label htmlFor={`${id}-${name}`}>{t(name)}</label>
          <Input
            id={`${id}-${name}`}
            className="target"
            maxLength={200}
            value={written[name]}
            onChange={({ target }) => setWritten({ ...written, [name]: target.value })}
          />
        </div>
      ))}
      <Button type="primary" className="target" disabled={!isReady} onClick={() => void confirm()}>
        {t('confirmStocktake', { count: differing.length })}
      </Button>
      {outcome && (
        <Alert type={outcome.isDone ? 'success' : 'error'} showIcon title={outcome.text} />
      )}
    </div>
  )
}
