import { isMaterialKey, MATERIALS } from '../../../../data/materials.ts'
import { stockpileResource } from '../../../../data/resources/stockpile.ts'
import type { Holding, StockAnswer, StockpileStock } from '../../../../data/stock.ts'
import {
  amountText,
  durationText,
  itemInUnits,
  listText,
  localisedName,
  numberText,
} from '../../../../data/wording.ts'
import { stockTableUrl, useStock } from '../../../api/stock.ts'
import { ClosuresObeyed } from '../../../form/closures-obeyed.tsx'
import { DownloadMenu } from '../../../form/download-menu.tsx'
import { FigureTable } from '../../../form/figure-table.tsx'
import { GoodsList } from '../../../form/goods-fields.tsx'
import { PhoneValue } from '../../../form/phone-value.tsx'
import { Action, EmptyNote, Message, QueryStatus, ReadableTag } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch, changeState, type Place, useAppState } from '../../../state/app-state.ts'
import { planTransferTo, setDemand } from '../../../state/plan-draft.ts'
import { paintMeasure, usePaintedStock, type Wanted } from './painted-stock.ts'

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
      <WantedGoods wanted={wanted} />
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
        <DownloadMenu
          isFiled
          label={t('downloads')}
          sources={{
            found: {
              label: t('downloads'),
              hrefOf: (file) => stockTableUrl({ table: 'found', wanted, near }, file),
            },
          }}
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
  const figuresOf = (figure: (total: (typeof totals)[number]) => number): string[] =>
    totals.map((total) => numberText(figure(total), language))
  return (
    <div className="scrolled">
      <FigureTable
        head={[
          t('totals'),
          ...totals.map(({ withinMinutes }) =>
            withinMinutes === null
              ? t(near ? 'inAll' : 'everywhere')
              : t('within', { minutes: withinMinutes }),
          ),
        ]}
        rows={[
          [t('stockpiles'), ...figuresOf(({ stockpiles }) => stockpiles)],
          ...items.map(
            (item) =>
              [
                itemInUnits(item, language),
                ...figuresOf(({ available }) => available[item] ?? 0),
              ] as const,
          ),
        ]}
      />
    </div>
  )
}

/** Items looked for with their quantities, and the place they are wanted at. */
const WantedGoods = ({ wanted }: { wanted: Wanted }) => {
  const { t } = useText('find')
  return (
    <>
      <GoodsList
        quantities={wanted}
        addLabel={t('add')}
        placeholder={t('any')}
        min={1}
        labelOf={(item) => t('quantity', { item })}
        removeLabelOf={(item) => t('remove', { item })}
        onChange={(changed) => changeDispatch({ wanted: changed })}
      />
      <PlaceChoice />
    </>
  )
}

const PlaceChoice = () => {
  const { t } = useText('find')
  const place = useAppState((state) => state.place)
  if (place) return <p>{t('near', { place: place.label ?? t('onMap') })}</p>
  const atCentre = (): void => {
    const { longitude, latitude } = useAppState.getState().view
    changeState({ place: { position: [longitude, latitude], label: null } })
  }
  return (
    <p className="buttons">
      {t('noPlace')}
      <Action label={t('atCentre')} onClick={atCentre} />
    </p>
  )
}

/** One stockpile with what it has of the wanted goods. */
const StockpileRow = ({ stockpile, rank }: { stockpile: StockpileStock; rank: number }) => {
  const { t, language } = useText('find')
  const name = localisedName(stockpile, language)
  const tier = stockpileResource.fields.tier.options[stockpile.tier].label[language]
  return (
    <li className="block is-many find-row">
      <div className="row block-head">
        <Action
          type="text"
          className="name-button"
          label={<strong>{`${rank}. ${name}`}</strong>}
          onClick={() => changeState({ selection: { collection: 'stockpiles', id: stockpile.id } })}
        />
        {stockpile.seconds !== null && <strong>{durationText(stockpile.seconds, language)}</strong>}
      </div>
      <p>
        <ReadableTag>{tier}</ReadableTag>
        {stockpile.isOwnCounty && <ReadableTag color="blue">{t('ownCounty')}</ReadableTag>}
        {stockpile.retiredOn !== null && (
          <ReadableTag color="warning">{t('retired', { day: stockpile.retiredOn })}</ReadableTag>
        )}
        {stockpile.hasEnough && <ReadableTag color="green">{t('enough')}</ReadableTag>}
        {stockpile.phone && (
          <PhoneValue phone={stockpile.phone} of={{ collection: 'stockpiles', id: stockpile.id }} />
        )}
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
