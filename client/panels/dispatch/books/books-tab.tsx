import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { localisedName } from '../../../form/localised-name.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { changeDispatch, useAppState } from '../../../state/app-state.ts'
import { useFeatures } from '../../panel-data.ts'
import { Balances } from './balances.tsx'
import { Expiring } from './expiring.tsx'
import { Movements } from './movements.tsx'
import { Stocktake } from './stocktake.tsx'
import './books.css'

const PARTS = { balances: Balances, movements: Movements, expiring: Expiring, stocktake: Stocktake }
type Part = keyof typeof PARTS

/** The books of one stockpile, or of all. */
export const BooksTab = () => {
  const { t, language } = useDispatchText('books')
  const stockpileId = useAppState((state) => state.dispatch.stockpileId)
  const { data } = useFeatures('stockpiles')
  const [part, setPart] = useState<Part>('balances')
  const Shown = PARTS[part]
  return (
    <div className="books">
      <Select<string>
        className="target"
        aria-label={t('choose')}
        placeholder={t('choose')}
        allowClear
        showSearch={{ optionFilterProp: 'search' }}
        value={stockpileId}
        options={(data ?? []).map(({ id, properties }) => ({
          value: id,
          label: localisedName(properties, language),
          search: `${properties.name} ${properties.nameEn ?? ''} ${id}`,
        }))}
        onChange={(id) => changeDispatch({ stockpileId: id ?? null })}
      />
      <Segmented<Part>
        block
        className="target-group"
        value={part}
        options={(Object.keys(PARTS) as Part[]).map((value) => ({
          value,
          label: t(`parts.${value}`),
        }))}
        onChange={setPart}
      />
      <Shown key={stockpileId ?? 'all'} stockpileId={stockpileId} />
    </div>
  )
}
