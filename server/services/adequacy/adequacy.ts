/** Planned reserves of every work and county against what there is and what arrives in time. */
import {
  ADEQUACY_MINUTES,
  type AdequacyAnswer,
  type AdequacyView,
  type AdequateCounty,
  type AdequateWork,
} from '../../../data/adequacy.ts'
import type { Bilingual } from '../../../data/bilingual.ts'
import { localDayOf, toLocalIso } from '../../../data/local-time.ts'
import type { MaterialKey } from '../../../data/materials.ts'
import type { ReserveNorm } from '../../../data/reserve-norm.ts'
import { EXAMPLE_RESERVE_NORM } from '../../../data/reserve-norm.ts'
import { isInUse } from '../../../data/stock.ts'
import { accessPositions, middleOf } from '../../analysis/place.ts'
import { holdingsOf, sum } from '../../analysis/transfer/batches.ts'
import {
  missingShare,
  type PlannedQuantity,
  plannedQuantities,
} from '../../analysis/transfer/planned-reserve.ts'
import { aboutParameter, type ProblemError } from '../../http/problem-error.ts'
import type { Snapshot } from '../../store/store.ts'
import type { StockpilePlace } from '../registers.ts'
import { Service, type ServiceContext } from '../service-context.ts'
import { type Column, column, goodsColumns, nameIn } from '../tables/columns.ts'
import { filledSheet, fillTable, remarksOf, type TableSheet } from '../tables/table-files.ts'
import type { ReserveNorms } from './reserve-norms.ts'

const SECONDS_PER_MINUTE = 60
const [SOON, LATER] = ADEQUACY_MINUTES

export const ADEQUACY_TABLES = ['works', 'purchases'] as const
export type AdequacyTable = (typeof ADEQUACY_TABLES)[number]

interface AdequacyQuery {
  /** Id of the norm of planned reserves. */
  readonly norm: string
  readonly at?: Date | undefined
  readonly view: AdequacyView
  /** Only works of this county, only these works; left out: all. */
  readonly county?: string | undefined
  readonly works?: readonly string[] | undefined
}

/** A work with what the norm plans for it, and the points at which lorries reach it. */
interface PlannedWork {
  readonly work: Pick<AdequateWork, 'id' | 'name' | 'nameEn' | 'kind' | 'countyCode'>
  readonly planned: ReadonlyMap<MaterialKey, PlannedQuantity>
  readonly positions: ReturnType<typeof accessPositions>
}

/** Quantity of an item that a stockpile could send. */
type Available = (stockpileId: string, item: MaterialKey) => number

const answeredNorm = ({ id, name, source, isExample }: ReserveNorm): AdequacyAnswer['norm'] => ({
  id,
  name: isExample ? EXAMPLE_RESERVE_NORM.name : { zh: name, en: name },
  source: isExample ? EXAMPLE_RESERVE_NORM.source : { zh: source, en: source },
  isExample,
})

const isReaching = (seconds: number): boolean => seconds <= LATER * SECONDS_PER_MINUTE

/**
 * @param seconds of a lorry's way from each stockpile.
 * @param assignedOf its part of an item where all works are served at once.
 */
const adequateWork = (
  { work, planned, positions }: PlannedWork,
  stockpiles: readonly StockpilePlace[],
  seconds: Float64Array,
  available: Available,
  view: AdequacyView,
  assignedOf: (item: MaterialKey) => number,
): AdequateWork => {
  const within = (item: MaterialKey, minutes: number): number =>
    stockpiles.reduce(
      (sum, stockpile, index) =>
        seconds[index]! <= minutes * SECONDS_PER_MINUTE ? sum + available(stockpile.id, item) : sum,
      0,
    )
  const lines = [...planned].map(([item, { quantity, from }]) => {
    const within60 = within(item, LATER)
    const assigned = assignedOf(item)
    const short = Math.max(0, quantity - (view === 'together' ? assigned : within60))
    return {
      ...{ item, planned: quantity, from: [...from] },
      ...{ within30: within(item, SOON), within60, assigned, short },
    }
  })
  const [lon, lat] = middleOf(positions)
  return {
    ...work,
    lon,
    lat,
    lines,
    isReached: seconds.some(isReaching),
    missingShare: missingShare(lines),
  }
}

const adequateCounty = (
  county: Pick<AdequateCounty, 'code' | 'name' | 'nameEn'>,
  works: readonly AdequateWork[],
  items: readonly MaterialKey[],
  stockpiles: readonly StockpilePlace[],
  available: Available,
): AdequateCounty => {
  const ownLines = works
    .filter(({ countyCode }) => countyCode === county.code)
    .flatMap(({ lines }) => lines)
  const ownStockpiles = stockpiles.filter(({ countyCode }) => countyCode === county.code)
  const lines = items.flatMap((item) => {
    const planned = ownLines
      .filter((line) => line.item === item)
      .reduce((sum, line) => sum + line.planned, 0)
    if (planned === 0) return []
    const there = ownStockpiles.reduce((sum, { id }) => sum + available(id, item), 0)
    return [{ item, planned, there, short: Math.max(0, planned - there) }]
  })
  const { code, name, nameEn } = county
  return { code, name, nameEn, lines }
}

type WorkRow = { work: AdequateWork; line: AdequateWork['lines'][number] }
type CountyRow = { county: AdequateCounty; line: AdequateCounty['lines'][number] }

const WORK_COLUMNS = [
  column<WorkRow>('id', '工程编号', 'Work no.', ({ work }) => work.id),
  column<WorkRow>('name', '工程', 'Work', ({ work }, language) => nameIn(work, language)),
  column<WorkRow>('countyCode', '区县代码', 'County code', ({ work }) => work.countyCode),
  ...goodsColumns<WorkRow>(({ line }) => line.item),
  column<WorkRow>('planned', '计划储备', 'Planned', ({ line }) => line.planned, 'sum'),
  column<WorkRow>('within30', '30 分钟内可达', 'Within 30 min', ({ line }) => line.within30),
  column<WorkRow>('within60', '60 分钟内可达', 'Within 60 min', ({ line }) => line.within60),
  column<WorkRow>('assigned', '合计配给', 'Assigned of all', ({ line }) => line.assigned, 'sum'),
  column<WorkRow>('short', '缺口', 'Short', ({ line }) => line.short, 'sum'),
]

const PURCHASE_COLUMNS = [
  column<CountyRow>('code', '区县代码', 'County code', ({ county }) => county.code),
  column<CountyRow>('county', '区县', 'County', ({ county }, language) => nameIn(county, language)),
  ...goodsColumns<CountyRow>(({ line }) => line.item),
  column<CountyRow>('planned', '计划储备', 'Planned', ({ line }) => line.planned, 'sum'),
  column<CountyRow>('there', '现有可用', 'Available', ({ line }) => line.there, 'sum'),
  column<CountyRow>('short', '拟购数量', 'To buy', ({ line }) => line.short, 'sum'),
]

/** Works by themselves count the same goods again and again: such columns have no sum. */
const unsummed = ({ kind: _sum, ...apart }: Column<WorkRow>): Column<WorkRow> => apart

const fillShortfalls = ({ works, view }: AdequacyAnswer) =>
  fillTable<WorkRow>(
    {
      title: { zh: '工程储备缺口', en: 'Shortfalls of works' },
      columns: view === 'together' ? WORK_COLUMNS : WORK_COLUMNS.map(unsummed),
      position: ({ work }) => [work.lon, work.lat],
    },
    works.flatMap((work) =>
      work.lines.filter(({ short }) => short > 0).map((line) => ({ work, line })),
    ),
  )

const fillPurchases = ({ counties }: AdequacyAnswer) =>
  fillTable<CountyRow>(
    { title: { zh: '采购清单', en: 'Purchase list' }, columns: PURCHASE_COLUMNS },
    counties.flatMap((county) =>
      county.lines.filter(({ short }) => short > 0).map((line) => ({ county, line })),
    ),
  )

const VIEW_REMARKS: Readonly<Record<AdequacyView, Bilingual>> = {
  together: {
    zh: '所列工程合计：同一批物资只计一次。',
    en: 'All works of this table at once: each unit of goods is counted once.',
  },
  each: {
    zh: '各工程单独看：同一批物资可能在几个工程里各自计入，缺口不能相加。',
    en: 'Each work by itself: goods within reach of several works count for each of them, and shortfalls cannot be added up.',
  },
}

const noSuchWork = (id: string): ProblemError =>
  aboutParameter('invalid-parameter', 'works', {
    en: `there is no flood work ${id}`,
    zh: `没有编号为 ${id} 的防洪工程`,
  })

export class Adequacy extends Service {
  readonly #norms: ReserveNorms

  constructor(context: ServiceContext, norms: ReserveNorms) {
    super(context)
    this.#norms = norms
  }

  /** @param signal aborted when no one waits any more. @throws ProblemError */
  async answer(query: AdequacyQuery, signal: AbortSignal): Promise<AdequacyAnswer> {
    const { store, analyses, now } = this.context
    const at = query.at ?? now()
    const norm = await this.#norms.get(query.norm)
    const { works, items, stockpiles, counties, batches, context, roads, stamp } = await store.read(
      (snapshot) => this.#read(snapshot, norm, at, query),
    )
    const input = {
      stockpiles: stockpiles.map(({ position }) => position),
      sites: works.map(({ positions }) => positions),
      conditions: roads.conditions,
      withinSeconds: LATER * SECONDS_PER_MINUTE,
    }
    const seconds = await analyses.run('dispatch-proof', context, 'lorry-matrix', input, signal)
    const holdings = holdingsOf(batches, [], localDayOf(at))
    const available: Available = (stockpileId, item) =>
      holdings.get(stockpileId)?.get(item)?.available ?? 0
    const reaching = seconds.map((ofWork) =>
      stockpiles.flatMap((_, index) => (isReaching(ofWork[index]!) ? [index] : [])),
    )
    const goods = items.map((item) => ({
      supplies: stockpiles.map(({ id }) => available(id, item)),
      demands: works.map(({ planned }) => planned.get(item)?.quantity ?? 0),
    }))
    const shared = { goods, reaching }
    const assigned = await analyses.run(
      'dispatch-proof',
      context,
      'shared-reserves',
      shared,
      signal,
    )
    const adequateWorks = works.map((work, index) =>
      adequateWork(
        work,
        stockpiles,
        seconds[index]!,
        available,
        query.view,
        (item) => assigned[items.indexOf(item)]![index]!,
      ),
    )
    const reached = [...new Set(reaching.flat())]
    const totals = items.map((item, place) => {
      const { supplies, demands } = goods[place]!
      const planned = sum(demands, (each) => each)
      const there = sum(assigned[place]!, (each) => each)
      const within60 = sum(reached, (index) => supplies[index]!)
      return { item, planned, within60, assigned: there, short: planned - there }
    })
    return {
      norm: answeredNorm(norm),
      at: toLocalIso(at),
      view: query.view,
      totals,
      exceptions: norm.exceptions,
      counties: counties.map((county) =>
        adequateCounty(county, adequateWorks, items, stockpiles, available),
      ),
      works: adequateWorks.sort(
        (a, b) => b.missingShare - a.missingShare || a.id.localeCompare(b.id),
      ),
      obeyed: roads.obeyed,
      ...stamp,
      notice: context.notice ?? stamp.notice,
    }
  }

  /** Shortfalls of works, or the purchase list of the counties. */
  async table(name: AdequacyTable, query: AdequacyQuery, signal: AbortSignal): Promise<TableSheet> {
    const answer = await this.answer(query, signal)
    const remarks = [
      answer.norm.name,
      answer.norm.source,
      VIEW_REMARKS[answer.view],
      ...remarksOf(answer.at, answer),
    ]
    const fill = name === 'works' ? fillShortfalls(answer) : fillPurchases(answer)
    return filledSheet(this.context.tables, `adequacy-${name}`, fill, remarks, answer.at)
  }

  async #read(snapshot: Snapshot, norm: ReserveNorm, at: Date, query: AdequacyQuery) {
    const { registers, analyses, inForce } = this.context
    const context = await analyses.context(snapshot)
    const features = await registers.features(snapshot, 'flood-works')
    const stray = query.works?.find((wanted) => !features.some(({ id }) => id === wanted))
    if (stray !== undefined) throw noSuchWork(stray)
    const asked = features.filter(
      ({ id, properties }) =>
        (query.works?.includes(id) ?? true) &&
        (query.county === undefined || properties.countyCode === query.county),
    )
    const works = asked.flatMap(({ id, geometry, properties }): PlannedWork[] => {
      const { name, nameEn, kind, countyCode } = properties
      const planned = plannedQuantities(norm, { id, ...properties })
      if (planned.size === 0) return []
      const work = { id, name, nameEn, kind, countyCode }
      return [{ work, planned, positions: accessPositions(geometry) }]
    })
    const items = [...new Set(works.flatMap(({ planned }) => [...planned.keys()]))]
    return {
      works,
      items,
      context,
      stockpiles: (await registers.stockpiles(snapshot)).filter((place) =>
        isInUse(place, localDayOf(at)),
      ),
      counties: await registers.counties(snapshot),
      batches: await snapshot.ledger.batches({ items }),
      roads: await inForce.roads(snapshot, { from: at, isObeying: true }),
      stamp: await registers.stamp(snapshot, ['stockpiles']),
    }
  }
}
