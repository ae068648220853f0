import { Button, Empty, Tag } from 'antd'
import { useMemo } from 'react'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import type { StockpileStock } from '../../../../data/stock.ts'
import { useStock } from '../../../api/stock.ts'
import { localisedName } from '../../../form/localised-name.ts'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch } from '../../../state/app-state.ts'
import { READABLE_TAG } from '../../../theme.ts'
import { amountText } from './amount-text.ts'
import { Loaded } from './loaded.tsx'

/** Which stockpiles have an item, by name; a tap opens the books of one. */
export const Everywhere = ({ item }: { item: MaterialKey }) => {
  const { t, language } = useText('ledger')
  const wanted = useMemo(() => ({ [item]: 0 }), [item])
  const { data, isLoading, error, refetch } = useStock(wanted, null)
  // until the answer to this question is there, the one before is still shown by others
  const answer = data?.items[0] === item ? data : undefined
  return (
    <>
      <Loaded isLoading={isLoading} error={error} onRetry={() => void refetch()} />
      {answer?.stockpiles.length === 0 && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t('emptyItem', { item: MATERIALS[item].label[language] })}
        />
      )}
      {answer && answer.stockpiles.length > 0 && (
        <p>
          {t('inAll', {
            count: answer.stockpiles.length,
            quantity: amountText(answer.totals[0]?.available[item] ?? 0, item, language),
          })}
        </p>
      )}
      <ul className="book-movements">
        {answer?.stockpiles.map((stockpile) => (
          <StockpileLine key={stockpile.id} stockpile={stockpile} />
        ))}
      </ul>
      {answer?.notice && <p className="secondary">{answer.notice[language]}</p>}
    </>
  )
}

const StockpileLine = ({ stockpile }: { stockpile: StockpileStock }) => {
  const { t, language } = useText('ledger')
  const [holding] = stockpile.holdings
  if (!holding) return null
  const { item, onHand, reserved, available, minimum, expired } = holding
  const amount = (quantity: number): string => amountText(quantity, item, language)
  const remarks = [
    reserved > 0 && `${t('reserved')} ${amount(reserved)}`,
    minimum > 0 && `${t('minimum')} ${amount(minimum)}`,
    expired > 0 && `${t('expired')} ${amount(expired)}`,
  ].filter((remark) => remark !== false)
  return (
    <li>
      <span className="book-movement-head">
        <Button
          type="text"
          className="target book-name"
          onClick={() => changeDispatch({ stockpileId: stockpile.id })}
        >
          {localisedName(stockpile, language)}
        </Button>
        <strong>
          {t('available')} {amount(available)}
        </strong>
      </span>
      <span className="secondary">
        {[`${t('onHand')} ${amount(onHand)}`, ...remarks].join(' · ')}{' '}
        {available < minimum && (
          <Tag color="error" style={READABLE_TAG}>
            {t('belowMinimum')}
          </Tag>
        )}
      </span>
    </li>
  )
}
