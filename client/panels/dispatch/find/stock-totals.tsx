import { MATERIALS } from '../../../../data/materials.ts'
import type { StockAnswer } from '../../../../data/stock.ts'
import { numberText } from '../../../form/number-text.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'

/** How much there is within which road time. */
export const StockTotals = ({ answer }: { answer: StockAnswer }) => {
  const { t, language } = useDispatchText('find')
  return (
    <table className="find-totals">
      <thead>
        <tr>
          <th scope="col">{t('totals')}</th>
          <th scope="col">{t('stockpiles')}</th>
          {answer.items.map((item) => (
            <th key={item} scope="col">
              {MATERIALS[item].label[language]}（{MATERIALS[item].unit[language]}）
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {answer.totals.map(({ withinMinutes, stockpiles, available }) => (
          <tr key={withinMinutes ?? 'all'}>
            <th scope="row">
              {withinMinutes === null
                ? t(answer.near ? 'inAll' : 'everywhere')
                : t('within', { minutes: withinMinutes })}
            </th>
            <td>{numberText(stockpiles, language)}</td>
            {answer.items.map((item) => (
              <td key={item}>{numberText(available[item] ?? 0, language)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
