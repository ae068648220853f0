import { Button, Empty, Input } from 'antd'
import { useState } from 'react'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { type LedgerFilter, useMovements } from '../../../api/stock.ts'
import { useText } from '../../../i18n/text.ts'
import { useDebounced } from '../../search/use-debounced.ts'
import { Downloads } from './downloads.tsx'
import { Loaded } from './loaded.tsx'
import { MovementLine } from './movement-line.tsx'
import { useStockpileNames } from './use-stockpile-names.ts'

const TYPING_MILLISECONDS = 400

/** The ledger itself, newest entry first. */
export const Movements = ({ filter }: { filter: LedgerFilter }) => {
  const { t } = useText('ledger')
  const nameOf = useStockpileNames()
  const [document, setDocument] = useState('')
  const asked = useDebounced(document.trim(), TYPING_MILLISECONDS)
  const { data, error, isLoading, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useMovements(filter, asked)
  const movements = data?.pages.flatMap((page) => page.movements) ?? []
  return (
    <>
      <Input
        className="target"
        allowClear
        aria-label={t('byDocument')}
        placeholder={t('byDocument')}
        maxLength={LEDGER_LIMITS.mostTextCharacters}
        value={document}
        onChange={({ target }) => setDocument(target.value)}
      />
      <Loaded isLoading={isLoading} error={error} onRetry={() => void refetch()} />
      {data && movements.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('noMovements')} />
      )}
      <ol className="book-movements">
        {movements.map((movement) => (
          <MovementLine
            key={movement.sequence}
            movement={movement}
            stockpile={filter.stockpileId === null ? nameOf(movement.stockpileId) : null}
            onDocument={setDocument}
          />
        ))}
      </ol>
      {hasNextPage && (
        <Button
          block
          className="target"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
      {movements.length > 0 && asked === '' && <Downloads table="movements" filter={filter} />}
    </>
  )
}
