import type { StockAnswer } from '../../../../data/stock.ts'
import { itemInUnits } from '../../../form/amount-text.ts'
import { numberText } from '../../../form/number-text.ts'
import { useText } from '../../../i18n/text.ts'

/** How much there is within which road time: goods downwards, for there may be many of them. */
export const StockTotals = ({ answer }: { answer: StockAnswer }) => {
  const { t, language } = useText('find')
  const { totals } = answer
  return (
    <div className="find-totals">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('totals')}</th>
            {totals.map(({ withinMinutes }) => (
              <th key={withinMinutes ?? 'all'} scope="col">
                {withinMinutes === null
                  ? t(answer.near ? 'inAll' : 'everywhere')
                  : t('within', { minutes: withinMinutes })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('stockpiles')}</th>
            {totals.map(({ withinMinutes, stockpiles }) => (
              <td key={withinMinutes ?? 'all'}>{numberText(stockpiles, language)}</td>
            ))}
          </tr>
          {answer.items.map((item) => (
            <tr key={item}>
              <th scope="row">{itemInUnits(item, language)}</th>
              {totals.map(({ withinMinutes, available }) => (
                <td key={withinMinutes ?? 'all'}>{numberText(available[item] ?? 0, language)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
