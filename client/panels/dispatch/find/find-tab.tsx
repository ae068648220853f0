import { Alert, Button, Empty, Spin } from 'antd'
import { isMaterialKey, MATERIALS } from '../../../../data/materials.ts'
import { asApiProblem } from '../../../api/problem.ts'
import { stockTableUrl, useStock } from '../../../api/stock.ts'
import { listText } from '../../../form/amount-text.ts'
import { FileLinks } from '../../../form/file-links.tsx'
import { localisedName } from '../../../form/localised-name.ts'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import { planTransferTo, setDemand } from '../../../state/plan-draft.ts'
import { paintMeasure } from './painted-stock.ts'
import { StockTotals } from './stock-totals.tsx'
import { StockpileRow } from './stockpile-row.tsx'
import { usePaintedStock } from './use-painted-stock.ts'
import { WantedGoods } from './wanted-goods.tsx'
import './find.css'

const SECONDS_PER_HOUR = 3600

/** What is where, nearest first. */
export const FindTab = () => {
  const { t, language } = useText('find')
  const wanted = useAppState((state) => state.dispatch.wanted)
  const place = useAppState((state) => state.place)
  const { data, error, isFetching, refetch } = useStock(wanted, place?.position ?? null)
  const items = Object.keys(wanted).filter(isMaterialKey)
  const answer = items.length > 0 ? data : undefined
  usePaintedStock(answer, wanted)
  const measure = paintMeasure(wanted)
  const sendHere = (): void => {
    if (!place) return
    const [lon, lat] = place.position
    const name = place.label ?? `${lon.toFixed(4)}, ${lat.toFixed(4)}`
    const key = planTransferTo({ workId: null, name, lon, lat })
    for (const item of items) setDemand(key, item, wanted[item] || null)
  }
  return (
    <div className="find-tab">
      <WantedGoods items={items} />
      {items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('how')} />}
      {error && (
        <Alert
          type="error"
          showIcon
          title={t('failed', { detail: asApiProblem(error).sentence[language] })}
          action={
            <Button className="target" onClick={() => void refetch()}>
              {t('retry')}
            </Button>
          }
        />
      )}
      {items.length > 0 && !answer && isFetching && <Spin description={t('loading')} />}
      {answer && (
        <>
          <StockTotals answer={answer} />
          {measure && answer.stockpiles.length > 0 && (
            <p className="secondary">
              {measure.kind === 'share'
                ? t('legendShare')
                : t('legend', { item: MATERIALS[measure.item].label[language] })}
            </p>
          )}
          {place && answer.stockpiles.length > 0 && (
            <Button type="primary" className="target" onClick={sendHere}>
              {t('sendHere')}
            </Button>
          )}
          {answer.closures.length > 0 && (
            <p>
              {t('obeyed', {
                names: listText(
                  answer.closures.map(({ name }) => name),
                  language,
                ),
              })}
            </p>
          )}
          {answer.stockpiles.length === 0 && (
            <Alert
              type="warning"
              showIcon
              title={
                answer.withinSeconds === null
                  ? t('none')
                  : t('noneNear', { hours: answer.withinSeconds / SECONDS_PER_HOUR })
              }
            />
          )}
          {answer.stockpiles.length > 0 && (
            <FileLinks
              label={t('downloads')}
              hrefOf={(format) =>
                stockTableUrl(
                  { table: 'found', wanted, near: place?.position ?? null },
                  format,
                  language,
                )
              }
            />
          )}
          <ol className="find-list">
            {answer.stockpiles.map((stockpile, index) => (
              <StockpileRow key={stockpile.id} stockpile={stockpile} rank={index + 1} />
            ))}
          </ol>
          {answer.unreachable.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('unreachable', {
                names: listText(
                  answer.unreachable.map((stockpile) => localisedName(stockpile, language)),
                  language,
                ),
              })}
            />
          )}
          {answer.notice && <p className="secondary">{answer.notice[language]}</p>}
        </>
      )}
    </div>
  )
}
