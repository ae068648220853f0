import { Button, Empty } from 'antd'
import { MOVEMENT_KINDS, type Movement } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { numberText } from '../../../form/number-text.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { useMovements } from '../../../stock-api.ts'
import { Downloads } from './downloads.tsx'
import { Loaded } from './loaded.tsx'

/** The ledger itself, newest entry first. */
export const Movements = ({ stockpileId }: { stockpileId: string | null }) => {
  const { t } = useDispatchText('books')
  const { data, error, isLoading, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useMovements(stockpileId)
  const movements = data?.pages.flatMap((page) => page.movements) ?? []
  return (
    <>
      <Loaded isLoading={isLoading} error={error} onRetry={() => void refetch()} />
      {data && movements.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('noMovements')} />
      )}
      <ol className="book-movements">
        {movements.map((movement) => (
          <MovementLine key={movement.sequence} movement={movement} />
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
      {movements.length > 0 && <Downloads table="movements" stockpileId={stockpileId} />}
    </>
  )
}

const signed = (change: number, text: string): string => (change > 0 ? `+${text}` : text)

const MovementLine = ({ movement }: { movement: Movement }) => {
  const { t, language } = useDispatchText('books')
  const { label, unit } = MATERIALS[movement.item]
  const change = movement.onHandChange === 0 ? movement.reservedChange : movement.onHandChange
  return (
    <li>
      <span className="book-movement-head">
        <strong>
          {MOVEMENT_KINDS[movement.kind].label[language]} {label[language]}{' '}
          {signed(change, numberText(change, language))} {unit[language]}
        </strong>
        <span>{dateTimeText(Date.parse(movement.at))}</span>
      </span>
      <span className="secondary">
        {movement.batch} · {movement.document} · {movement.actor} · {movement.reason} ·{' '}
        {t('system', {
          onHand: numberText(movement.onHandAfter, language),
          reserved: numberText(movement.reservedAfter, language),
        })}
      </span>
    </li>
  )
}
