import { Tag } from 'antd'
import { MATERIALS } from '../../../../data/materials.ts'
import { stockpileResource } from '../../../../data/resources/stockpile.ts'
import type { Holding, StockpileStock } from '../../../../data/stock.ts'
import { Action } from '../../../form/action.tsx'
import { amountText } from '../../../form/amount-text.ts'
import { PhoneValue } from '../../../form/copy-button.tsx'
import { localisedName } from '../../../form/localised-name.ts'
import { durationText } from '../../../form/number-text.ts'
import { useText } from '../../../i18n/text.ts'
import { changeState } from '../../../state/app-state.ts'
import { READABLE_TAG } from '../../../theme.ts'

/** One stockpile with what it has of the wanted goods. */
export const StockpileRow = ({ stockpile, rank }: { stockpile: StockpileStock; rank: number }) => {
  const { t, language } = useText('find')
  const name = localisedName(stockpile, language)
  const tier = stockpileResource.fields.tier.options[stockpile.tier].label[language]
  return (
    <li className="block is-many find-row">
      <div className="block-head">
        <Action
          type="text"
          className="name-button"
          label={<strong>{`${rank}. ${name}`}</strong>}
          onClick={() => changeState({ selection: { collection: 'stockpiles', id: stockpile.id } })}
        />
        {stockpile.seconds !== null && <strong>{durationText(stockpile.seconds, language)}</strong>}
      </div>
      <p>
        <Tag style={READABLE_TAG}>{tier}</Tag>
        {stockpile.isOwnCounty && (
          <Tag color="blue" style={READABLE_TAG}>
            {t('ownCounty')}
          </Tag>
        )}
        {stockpile.hasEnough && (
          <Tag color="green" style={READABLE_TAG}>
            {t('enough')}
          </Tag>
        )}
        {stockpile.phone && <PhoneValue phone={stockpile.phone} />}
      </p>
      <ul>
        {stockpile.holdings.map((holding) => (
          <HoldingLine key={holding.item} holding={holding} />
        ))}
      </ul>
    </li>
  )
}

const HoldingLine = ({ holding }: { holding: Holding }) => {
  const { t, language } = useText('find')
  const { label } = MATERIALS[holding.item]
  const amount = (quantity: number): string => amountText(quantity, holding.item, language)
  const remarks = [
    holding.minimum > 0 &&
      t('spare', { quantity: amount(holding.spare), minimum: amount(holding.minimum) }),
    holding.reserved > 0 && t('reserved', { quantity: amount(holding.reserved) }),
    holding.expiring > 0 && t('expiring', { quantity: amount(holding.expiring) }),
    holding.expired > 0 && t('expired', { quantity: amount(holding.expired) }),
  ].filter((remark) => remark !== false)
  return (
    <li>
      {label[language]} <strong>{t('available', { quantity: amount(holding.available) })}</strong>
      {remarks.length > 0 && <span className="secondary"> · {remarks.join(' · ')}</span>}
    </li>
  )
}
