/** What it would cost if a stockpile sent what farther ones send: in figures and in a sentence. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import type { Counterfactual, CounterfactualRequest } from '../../../data/transfer-plan.ts'
import { amountText, durationText, goodsText, numberText } from '../../../data/wording.ts'
import type {
  Counterfactual as Found,
  Supposition,
} from '../../analysis/transfer/counterfactual.ts'
import { isSameValue, minutesLate } from '../../analysis/transfer/evaluate.ts'
import type { TransferFlow, TransferSolution } from '../../analysis/transfer/instance.ts'
import { lastArrival } from '../../analysis/transfer/lorry-rounds.ts'
import type { TransferFindings } from '../../analysis/transfer/transfer-question.ts'
import { aboutParameter, type ProblemError } from '../../http/problem-error.ts'
import { noSuchStockpile } from '../registers.ts'
import type { PlanCase } from './plan-case.ts'

const SECONDS_PER_MINUTE = 60

const notInPlan = (parameter: string): ProblemError =>
  aboutParameter('invalid-body', parameter, {
    en: 'is not in this plan',
    zh: '不在该计划中',
  })

/** @throws ProblemError for a stockpile, site or item that the plan is not about. */
export const suppositionOf = (
  { stockpiles, items, sites }: PlanCase,
  { stockpileId, site, item: key }: CounterfactualRequest,
): Supposition => {
  const stockpile = stockpiles.findIndex(({ id }) => id === stockpileId)
  const item = items.indexOf(key)
  if (stockpile < 0) throw noSuchStockpile('invalid-body', 'stockpileId', stockpileId)
  if (site >= sites.length) throw notInPlan('site')
  if (item < 0) throw notInPlan('item')
  return { stockpile, site, item }
}

interface Compared {
  readonly planCase: PlanCase
  readonly asked: CounterfactualRequest
  readonly at: Supposition
  readonly findings: TransferFindings
  readonly found: Found | null
}

type Figures = Omit<Counterfactual, 'sentence'>

const units = (flows: readonly TransferFlow[]): number =>
  flows.reduce((sum, { quantity }) => sum + quantity, 0)

const figuresOf = ({ planCase, asked, at, findings, found }: Compared): Figures => {
  const { items, stockpiles, question } = planCase
  const { instance, solution: now } = findings
  const then = found?.solution ?? now
  const last = ({ trips }: TransferSolution, site: number | null): number =>
    trips
      .filter((trip) => site === null || trip.site === site)
      .reduce((latest, trip) => Math.max(latest, lastArrival(instance, trip)), 0)
  const comesTo = ({ flows }: TransferSolution, site: number, item: number) => {
    const there = flows.filter((flow) => flow.site === site && flow.item === item)
    const late = there.filter(
      (flow) => minutesLate(instance, flow.sender * instance.siteCount + site) > 0,
    )
    return { late: units(late), all: units(there) }
  }
  const below = ({ flows }: TransferSolution, stockpile: number, item: number): number => {
    const sent = flows.filter(
      (flow) => instance.stockpileOf[flow.sender] === stockpile && flow.item === item,
    )
    return Math.max(0, units(sent) - question.stockpiles[stockpile]!.free[item]!)
  }
  const more = (objective: 'stores' | 'lorries' | 'haul'): number =>
    then.values[objective] - now.values[objective]
  return {
    ...asked,
    quantity: found?.quantity ?? 0,
    worse: instance.objectives.filter(
      (each) =>
        then.values[each] > now.values[each] && !isSameValue(then.values[each], now.values[each]),
    ),
    laterSeconds: last(then, null) - last(now, null),
    siteLaterSeconds: last(then, at.site) - last(now, at.site),
    lines: planCase.sites.flatMap((_, site) =>
      items.flatMap((key, item) => {
        const [before, after] = [comesTo(now, site, item), comesTo(then, site, item)]
        const line = { lateMore: after.late - before.late, shortMore: before.all - after.all }
        return line.lateMore > 0 || line.shortMore > 0 ? [{ site, item: key, ...line }] : []
      }),
    ),
    reserves: stockpiles.flatMap(({ id }, stockpile) =>
      items.flatMap((key, item) => {
        const belowMore = below(then, stockpile, item) - below(now, stockpile, item)
        return belowMore === 0 ? [] : [{ stockpileId: id, item: key, belowMore }]
      }),
    ),
    storesMore: more('stores'),
    lorriesMore: more('lorries'),
    lorriesLacking: found?.lorriesLacking ?? 0,
    tonneMinutesMore: more('haul'),
  }
}

type Said = readonly (Bilingual | false)[]

const said = (zh: string, en: string): Bilingual => ({ zh, en })

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

const inMinutes = (seconds: number, language: Language): string =>
  durationText(Math.max(SECONDS_PER_MINUTE, Math.abs(seconds)), language)

const both = (text: (language: Language) => string): Bilingual => ({
  zh: text('zh'),
  en: text('en'),
})

/** What becomes worse, the gravest first. */
const costsOf = (figures: Figures): Said => {
  const { lines, laterSeconds, siteLaterSeconds, reserves, storesMore, lorriesMore, worse } =
    figures
  const later = laterSeconds > 0 ? laterSeconds : siteLaterSeconds
  const isLater = Math.round(later / SECONDS_PER_MINUTE) > 0
  return [
    ...lines.map(({ item, lateMore, shortMore }) =>
      both((language) => {
        const [short, late] = [shortMore, lateMore].map((each) => goodsText(each, item, language))
        const zh = shortMore > 0 ? `缺 ${short}` : `迟到 ${late}`
        const en = shortMore > 0 ? `${short} short` : `${late} late`
        return language === 'zh' ? zh : en
      }),
    ),
    isLater &&
      both((language) => {
        const by = inMinutes(later, language)
        if (laterSeconds > 0) return language === 'zh' ? `全部晚 ${by}` : `${by} later`
        return language === 'zh' ? `该地点晚 ${by}` : `${by} later at this site`
      }),
    ...reserves
      .filter(({ belowMore }) => belowMore > 0)
      .map(({ item, belowMore }) =>
        both((language) => {
          const by = amountText(belowMore, item, language)
          return language === 'zh' ? `多动用最低储备 ${by}` : `the reserve broken by ${by}`
        }),
      ),
    storesMore > 0 && said(`多 ${storesMore} 个发货点`, `${counted(storesMore, 'store')} more`),
    lorriesMore > 0 &&
      said(`多用 ${lorriesMore} 车`, `${counted(lorriesMore, 'lorry', 'lorries')} more`),
    worse.includes('county') && said('更多来自本县以外', 'more from outside the own county'),
    worse.includes('town') && said('更多来自本乡镇以外', 'more from outside the own town'),
    worse.includes('haul') &&
      both((language) => {
        const by = numberText(Math.ceil(figures.tonneMinutesMore), language)
        return language === 'zh' ? `多 ${by} 吨·分钟` : `${by} tonne-minutes more`
      }),
    figures.lorriesLacking > 0 &&
      said(
        `该储备点缺 ${figures.lorriesLacking} 车`,
        `it lacks ${counted(figures.lorriesLacking, 'lorry', 'lorries')}`,
      ),
  ]
}

const sentenceOf = (figures: Figures): Bilingual => {
  if (figures.quantity === 0) return said('没有可由它多调的物资', 'it has none that it could send')
  const costs = costsOf(figures).filter((cost) => cost !== false)
  const isFree = figures.worse.length === 0 && figures.lorriesLacking === 0
  const told = isFree ? [said('同样好', 'equally good')] : costs
  return both((language) => {
    const goods = goodsText(figures.quantity, figures.item, language)
    const list = told.map((cost) => cost[language])
    return language === 'zh'
      ? `由它调 ${goods}：${list.join('，')}`
      : `${goods} from it: ${list.join(', ')}`
  })
}

/** Puts the answer together; `found` is null where the stockpile could send nothing. */
export const counterfactualBody = (compared: Compared): Counterfactual => {
  const figures = figuresOf(compared)
  return { ...figures, sentence: sentenceOf(figures) }
}
