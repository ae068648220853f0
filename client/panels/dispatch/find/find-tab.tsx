import { isMaterialKey, MATERIALS } from '../../../../data/materials.ts'
import type { StockAnswer } from '../../../../data/stock.ts'
import { stockTableUrl, useStock } from '../../../api/stock.ts'
import { Action } from '../../../form/action.tsx'
import { itemInUnits, listText } from '../../../form/amount-text.ts'
import { ClosuresObeyed } from '../../../form/closures-obeyed.tsx'
import { FileLinks } from '../../../form/file-links.tsx'
import { localisedName } from '../../../form/localised-name.ts'
import { Message } from '../../../form/message.tsx'
import { numberText } from '../../../form/number-text.ts'
import { EmptyNote, QueryStatus } from '../../../form/query-status.tsx'
import { useText } from '../../../i18n/text.ts'
import { type Place, useAppState } from '../../../state/app-state.ts'
import { planTransferTo, setDemand } from '../../../state/plan-draft.ts'
import { paintMeasure, usePaintedStock, type Wanted } from './painted-stock.ts'
import { StockpileRow } from './stockpile-row.tsx'
import { WantedGoods } from './wanted-goods.tsx'

const SECONDS_PER_HOUR = 3600

/** What is where, nearest first. */
export const FindTab = () => {
  const { t } = useText('find')
  const wanted = useAppState((state) => state.dispatch.wanted)
  const place = useAppState((state) => state.place)
  const query = useStock(wanted, place?.position ?? null)
  const items = Object.keys(wanted).filter(isMaterialKey)
  const answer = items.length > 0 ? query.data : undefined
  usePaintedStock(answer, wanted)
  return (
    <div className="stack">
      <WantedGoods items={items} />
      {items.length === 0 && <EmptyNote text={t('how')} />}
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {answer && <Found answer={answer} wanted={wanted} place={place} />}
    </div>
  )
}

interface FoundProps {
  answer: StockAnswer
  wanted: Wanted
  place: Place | null
}

const Found = ({ answer, wanted, place }: FoundProps) => {
  const { t, language } = useText('find')
  const { stockpiles, unreachable, withinSeconds } = answer
  const measure = paintMeasure(wanted)
  const near = place?.position ?? null
  return (
    <>
      <StockTotals answer={answer} />
      {measure && stockpiles.length > 0 && (
        <p className="secondary">
          {measure.kind === 'share'
            ? t('legendShare')
            : t('legend', { item: MATERIALS[measure.item].label[language] })}
        </p>
      )}
      {place && stockpiles.length > 0 && <SendHere place={place} wanted={wanted} />}
      <ClosuresObeyed closures={answer.closures} />
      {stockpiles.length === 0 ? (
        <Message
          type="warning"
          title={
            withinSeconds === null
              ? t('none')
              : t('noneNear', { hours: withinSeconds / SECONDS_PER_HOUR })
          }
        />
      ) : (
        <FileLinks
          label={t('downloads')}
          hrefOf={(format) => stockTableUrl({ table: 'found', wanted, near }, format, language)}
        />
      )}
      <ol className="plain-list">
        {stockpiles.map((stockpile, index) => (
          <StockpileRow key={stockpile.id} stockpile={stockpile} rank={index + 1} />
        ))}
      </ol>
      {unreachable.length > 0 && (
        <Message
          type="warning"
          title={t('unreachable', {
            names: listText(
              unreachable.map((stockpile) => localisedName(stockpile, language)),
              language,
            ),
          })}
        />
      )}
      {answer.notice && <p className="secondary">{answer.notice[language]}</p>}
    </>
  )
}

/** Makes a transfer of what was looked for to the place. */
const SendHere = ({ place: { position, label }, wanted }: { place: Place; wanted: Wanted }) => {
  const { t } = useText('find')
  const send = (): void => {
    const [lon, lat] = position
    const name = label ?? `${lon.toFixed(4)}, ${lat.toFixed(4)}`
    const key = planTransferTo({ workId: null, name, lon, lat })
    for (const item of Object.keys(wanted).filter(isMaterialKey)) {
      setDemand(key, item, wanted[item] || null)
    }
  }
  return <Action type="primary" label={t('sendHere')} onClick={send} />
}

/** How much there is within which road time: goods downwards, for there may be many of them. */
const StockTotals = ({ answer: { totals, near, items } }: { answer: StockAnswer }) => {
  const { t, language } = useText('find')
  const rows = [
    { label: t('stockpiles'), figure: (of: (typeof totals)[number]) => of.stockpiles },
    ...items.map((item) => ({
      label: itemInUnits(item, language),
      figure: (of: (typeof totals)[number]) => of.available[item] ?? 0,
    })),
  ]
  return (
    <div className="scrolled">
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t('totals')}</th>
            {totals.map(({ withinMinutes }) => (
              <th key={withinMinutes ?? 'all'} scope="col">
                {withinMinutes === null
                  ? t(near ? 'inAll' : 'everywhere')
                  : t('within', { minutes: withinMinutes })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, figure }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {totals.map((total) => (
                <td key={total.withinMinutes ?? 'all'}>{numberText(figure(total), language)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
