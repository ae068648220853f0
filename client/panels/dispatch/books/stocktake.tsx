import { Alert, Button, Checkbox, Empty } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import type { Batch } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { type LedgerFilter, useStockpileStock } from '../../../api/stock.ts'
import { useText } from '../../../i18n/text.ts'
import { inCatalogueOrder } from './balances.tsx'
import { CountRow } from './count-row.tsx'
import { type CountLine, countLines, summaryOf, withCount } from './count-sheet.ts'
import { keepCounts, useKeptCounts } from './kept-counts.ts'
import { Loaded } from './loaded.tsx'
import { rememberedKeeper } from './remembered-keeper.ts'
import { useStocktake } from './use-stocktake.ts'
import { WrittenFields } from './written-fields.tsx'

/** A count of one stockpile: what is counted beside what the books say. */
export const Stocktake = ({ filter }: { filter: LedgerFilter }) => {
  const { t, language } = useText('ledger')
  const { stockpileId, item } = filter
  const { data, isLoading, error, refetch } = useStockpileStock(stockpileId)
  if (stockpileId === null) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('chooseToCount')} />
  }
  const batches = inCatalogueOrder(data?.stockpiles[0]?.holdings ?? [])
    .filter((holding) => item === null || holding.item === item)
    .flatMap((holding) => holding.batches)
  return (
    <>
      <Loaded isLoading={isLoading} error={error} onRetry={() => void refetch()} />
      {data && batches.length === 0 && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            item === null ? t('empty') : t('emptyHere', { item: MATERIALS[item].label[language] })
          }
        />
      )}
      {data && <CountSheet stockpileId={stockpileId} item={item} batches={batches} />}
    </>
  )
}

/** Enter goes on to the next count, after the last one to who counted. */
const nextOnEnter = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
  event.preventDefault()
  const inputs = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input')]
  inputs[inputs.indexOf(event.target) + 1]?.focus()
}

interface CountSheetProps {
  stockpileId: string
  item: LedgerFilter['item']
  batches: readonly Batch[]
}

const CountSheet = ({ stockpileId, item, batches }: CountSheetProps) => {
  const { t } = useText('ledger')
  const counts = useKeptCounts(stockpileId)
  const [written, setWritten] = useState(() => ({ actor: rememberedKeeper(), reason: '' }))
  const { isSending, outcome, confirm } = useStocktake(stockpileId)
  const lines = countLines(batches, counts).filter(
    ({ batch }) => item === null || batch.item === item,
  )
  const { counted, differing, refusable } = summaryOf(lines)
  // what differs when it is asked for: a line that is being corrected stays under the fingers
  const [kept, setKept] = useState<ReadonlySet<number> | null>(null)
  const shown = kept && counted > 0 ? lines.filter(({ batch }) => kept.has(batch.id)) : lines
  const narrow = (isNarrowed: boolean): void => {
    const differ = lines.filter(({ difference }) => difference !== 0)
    setKept(isNarrowed ? new Set(differ.map(({ batch }) => batch.id)) : null)
  }
  const isSigned = Object.values(written).every((text) => text.trim() !== '')
  return (
    <div className="book-form">
      {lines.length > 0 && (
        <>
          <p>{t('stocktakeHow')}</p>
          <Checkbox
            className="target book-narrow"
            checked={kept !== null && counted > 0}
            disabled={differing === 0 && kept === null}
            onChange={({ target }) => narrow(target.checked)}
          >
            {t('onlyDiffering')}
          </Checkbox>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: only passes Enter on to the next field */}
          <div className="book-form" onKeyDown={nextOnEnter}>
            <CountLines stockpileId={stockpileId} lines={shown} />
            <p role="status">{t('progress', { counted, all: lines.length, differing })}</p>
            <WrittenFields
              names={['actor', 'reason']}
              values={written}
              onChange={(name, value) => setWritten({ ...written, [name]: value })}
            />
          </div>
          {refusable > 0 && (
            <Alert type="warning" showIcon title={t('mustSettle', { count: refusable })} />
          )}
          <Button
            type="primary"
            className="target"
            loading={isSending}
            disabled={counted === 0 || refusable > 0 || !isSigned}
            onClick={() => {
              setKept(null)
              void confirm(lines, written)
            }}
          >
            {t('confirmStocktake', { count: differing })}
          </Button>
        </>
      )}
      {outcome && <Alert type={outcome.kind} showIcon title={outcome.sentence} />}
    </div>
  )
}

const CountLines = ({
  stockpileId,
  lines,
}: {
  stockpileId: string
  lines: readonly CountLine[]
}) => {
  const { t } = useText('ledger')
  const counts = useKeptCounts(stockpileId)
  return (
    <section className="book-counts" aria-label={t('counted')}>
      {lines.map((line) => (
        <CountRow
          key={line.batch.id}
          line={line}
          onCount={(counted) => keepCounts(stockpileId, withCount(counts, line.batch, counted))}
        />
      ))}
    </section>
  )
}
