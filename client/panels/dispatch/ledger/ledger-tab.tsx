import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { type Batch, EXPIRING_DAYS } from '../../../../data/ledger.ts'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import { amountText, localisedName, numberText } from '../../../../data/wording.ts'
import { useFeatures } from '../../../api/features.ts'
import { type LedgerFilter, useExpiring } from '../../../api/stock.ts'
import { useStockpileNames } from '../../../form/feature-names.ts'
import { ItemSelect } from '../../../form/item-select.tsx'
import { Choice, EmptyNote, QueryStatus } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch, useAppState } from '../../../state/app-state.ts'
import { Balances } from './balances.tsx'
import { ItemSheets } from './item-sheets.tsx'
import { Downloads, ExpiryTag, expiryOf } from './ledger-pieces.tsx'
import { Loans, LoansDue } from './loans.tsx'
import { Movements } from './movements.tsx'
import { Stocktake } from './stocktake.tsx'
import './ledger.css'

/** Batches past their date, and those that soon will be; first expired first. */
const Expiring = ({ filter }: { filter: LedgerFilter }) => {
  const { t } = useText('ledger')
  const query = useExpiring(filter)
  const nameOf = useStockpileNames()
  const batches = query.data?.batches ?? []
  return (
    <>
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {query.data && batches.length === 0 && (
        <EmptyNote text={t('noExpiring', { days: EXPIRING_DAYS })} />
      )}
      {batches.length > 0 && <Counted batches={batches} />}
      <ol className="plain-list ledger-lines">
        {batches.map((batch) => (
          <BatchLine key={batch.id} batch={batch} stockpile={nameOf(batch.stockpileId)} />
        ))}
      </ol>
      {batches.length > 0 && <Downloads table="expiring" filter={filter} />}
    </>
  )
}

const Counted = ({ batches }: { batches: readonly Batch[] }) => {
  const { t, language } = useText('ledger')
  const expired = batches.filter(
    ({ expiresOn }) => expiryOf(expiresOn, Date.now()) === 'expired',
  ).length
  return (
    <p>
      {t('expiringCount', {
        expired: numberText(expired, language),
        soon: numberText(batches.length - expired, language),
        days: EXPIRING_DAYS,
      })}
    </p>
  )
}

const BatchLine = ({ batch, stockpile }: { batch: Batch; stockpile: string }) => {
  const { t, language } = useText('ledger')
  const { item, onHand, reserved, expiresOn } = batch
  return (
    <li>
      <span className="row block-head">
        <strong>
          {MATERIALS[item].label[language]} {amountText(onHand, item, language)}
        </strong>
        <span>
          {expiresOn} <ExpiryTag expiresOn={expiresOn} />
        </span>
      </span>
      <span className="secondary">
        {stockpile} · {batch.batch}
        {reserved > 0 &&
          ` · ${t('isReserved', { quantity: amountText(reserved, item, language) })}`}
      </span>
    </li>
  )
}

const PARTS = {
  balances: Balances,
  movements: Movements,
  expiring: Expiring,
  loans: Loans,
  stocktake: Stocktake,
  items: ItemSheets,
}
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
      {part !== 'items' && (
        <StockpileSelect stockpileId={stockpileId} label={t(`choose.${part}`)} />
      )}
      <ItemSelect allowClear placeholder={t('anyItem')} value={item} onChange={setItem} />
      <Choice
        block
        label={t('part')}
        value={part}
        values={Object.keys(PARTS) as Part[]}
        textOf={(value) => t(`parts.${value}`)}
        onChange={setPart}
      />
      {part !== 'loans' && part !== 'items' && (
        <LoansDue filter={filter} onShow={() => setPart('loans')} />
      )}
      <Shown key={stockpileId ?? 'all'} filter={filter} onEnter={() => setPart('balances')} />
    </div>
  )
}

interface StockpileSelectProps {
  stockpileId: string | null
  label: string
}

const StockpileSelect = ({ stockpileId, label }: StockpileSelectProps) => {
  const { language } = useText('ledger')
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
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'search' }}
      value={stockpileId}
      options={options}
      onChange={(id) => changeDispatch({ stockpileId: id ?? null })}
    />
  )
}
