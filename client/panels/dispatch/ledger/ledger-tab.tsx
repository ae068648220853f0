import { Select } from 'antd'
import { useMemo, useState } from 'react'
import type { MaterialKey } from '../../../../data/materials.ts'
import { useFeatures } from '../../../api/features.ts'
import { ItemSelect } from '../../../form/item-select.tsx'
import { Choice } from '../../../form/pieces.tsx'
import { localisedName } from '../../../form/wording.ts'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch, useAppState } from '../../../state/app-state.ts'
import { Balances } from './balances.tsx'
import { Expiring } from './expiring.tsx'
import { Movements } from './movements.tsx'
import { Stocktake } from './stocktake.tsx'
import './ledger.css'

const PARTS = { balances: Balances, movements: Movements, expiring: Expiring, stocktake: Stocktake }
type Part = keyof typeof PARTS

/** The ledger of one stockpile, or of all; of one item, or of all. */
export const LedgerTab = () => {
  const { t } = useText('ledger')
  const stockpileId = useAppState((state) => state.dispatch.stockpileId)
  const [item, setItem] = useState<MaterialKey | null>(null)
  const [part, setPart] = useState<Part>('balances')
  const filter = useMemo(() => ({ stockpileId, item }), [stockpileId, item])
  const Shown = PARTS[part]
  return (
    <div className="stack">
      <StockpileSelect stockpileId={stockpileId} />
      <ItemSelect allowClear placeholder={t('anyItem')} value={item} onChange={setItem} />
      <Choice
        block
        label={t('part')}
        value={part}
        values={Object.keys(PARTS) as Part[]}
        textOf={(value) => t(`parts.${value}`)}
        onChange={setPart}
      />
      <Shown key={stockpileId ?? 'all'} filter={filter} />
    </div>
  )
}

const StockpileSelect = ({ stockpileId }: { stockpileId: string | null }) => {
  const { t, language } = useText('ledger')
  const { data } = useFeatures('stockpiles')
  const options = useMemo(
    () =>
      (data ?? []).map(({ id, properties }) => ({
        value: id,
        label: localisedName(properties, language),
        search: `${properties.name} ${properties.nameEn ?? ''} ${id}`.toLowerCase(),
      })),
    [data, language],
  )
  return (
    <Select<string>
      className="target"
      aria-label={t('choose')}
      placeholder={t('choose')}
      allowClear
      showSearch={{ optionFilterProp: 'search' }}
      value={stockpileId}
      options={options}
      onChange={(id) => changeDispatch({ stockpileId: id ?? null })}
    />
  )
}
