/** Links of loads: what is printed for the desk, and what keeper, driver and receiver do through them. */
import { LANGUAGES } from '../../../data/bilingual.ts'
import { deliveryWords } from '../../../data/delivery-words.ts'
import { kitPartsText, kitsText } from '../../../data/kit-words.ts'
import type { LinkStepInput, LoadLinks, LoadSheet } from '../../../data/load-link.ts'
import {
  LINK_HOURS_AFTER_ARRIVAL,
  LINK_STEPS,
  type LinkStep,
} from '../../../data/load-link-limits.ts'
import { toLocalMinute } from '../../../data/local-time.ts'
import { MATERIALS } from '../../../data/materials.ts'
import { orderEventInputSchema } from '../../../data/order-event.ts'
import {
  isStepPossible,
  loadsMissedFor,
  loadsReadyFor,
  ORDER_STEPS,
} from '../../../data/order-steps.ts'
import { sequenceText } from '../../../data/pickup-words.ts'
import type {
  LoadPhoto,
  OrderLoad,
  OrderSite,
  TransferOrder,
} from '../../../data/transfer-order.ts'
import { massText, vehiclesText } from '../../../data/wording.ts'
import { definitionOf, GCJ02 } from '../../features/crs.ts'
import { ProblemError } from '../../http/problem-error.ts'
import type { Snapshot, Transaction } from '../../store/store.ts'
import type { RequestKey } from '../../store/transfers/idempotency.ts'
import type { LinkedLoad } from '../../store/transfers/linked-loads.ts'
import { keptKey, madeKey } from '../made-keys.ts'
import { Service } from '../service-context.ts'
import { transferProblem, withTransferProblems } from '../stock/ledger-problems.ts'
import { isSecretOf, secretOf } from './link-secrets.ts'
import { plainPicture } from './plain-picture.ts'
import { wayWords } from './way-words.ts'

const MILLISECONDS_PER_HOUR = 3_600_000
const KILOGRAMS_PER_TONNE = 1000
const CLOCK_CHARACTERS = '08:30'.length

/** Pieces of ways that are looked at for one answer: a hundredth of a millisecond each. */
const MOST_PIECES = 4000
const LEAST_PIECES_OF_LOAD = 10

/** The same for every reason, so that a guess learns nothing from it. */
const refused = (): ProblemError =>
  new ProblemError('link-refused', {
    en: 'This link does not open this load. Scan the code on the paper again, or call the duty desk.',
    zh: '该链接不能打开这一车。请重新扫描单据上的二维码，或致电值班室。',
  })

const notWithLink = (what: 'step' | 'line'): ProblemError => {
  const steps = (language: 'zh' | 'en') =>
    LINK_STEPS.map((step) => ORDER_STEPS[step][language]).join(language === 'zh' ? '、' : ', ')
  return what === 'line'
    ? new ProblemError('link-refused', {
        en: 'A line that is counted belongs to another load; this link is for this load only.',
        zh: '清点的明细不属于这一车；该链接只能办理这一车。',
      })
    : new ProblemError('link-refused', {
        en: `Through this link only these steps of this load are taken: ${steps('en')}, and the last of them undone; anything else is for the duty desk.`,
        zh: `该链接只能办理这一车的${steps('zh')}，以及撤销刚办的这类步骤；其他步骤请由值班室办理。`,
      })
}

const ended = (): ProblemError =>
  new ProblemError('link-ended', {
    en: 'This load is done: its order is closed or cancelled, or its goods were counted more than a day ago. The link has ended with it; the duty desk has the order.',
    zh: '这一车已办完（调拨单已办结或取消，或货物签收已超过一天），链接随之失效；如需更改请联系值班室。',
  })

const noPicture = (): ProblemError =>
  new ProblemError('unsupported-media-type', {
    en: 'This is not a whole picture in JPEG, PNG or WebP (one that does not move); take the photo again.',
    zh: '这不是完整的 JPEG、PNG 或 WebP 静态图片，请重新拍照。',
  })

const isLinkStep = (step: string): step is LinkStep =>
  (LINK_STEPS as readonly string[]).includes(step)

/** Steps that this load can take next. */
const stepsOf = (order: TransferOrder, { load }: LinkedLoad): LinkStep[] =>
  LINK_STEPS.filter(
    (step) =>
      isStepPossible(step, order) &&
      [...loadsReadyFor(step, order), ...loadsMissedFor(step, order)].includes(load),
  )

/** The order's last step, where it was one of these and of this load alone. */
const undoableOf = (
  { undoable, events }: TransferOrder,
  { load }: LinkedLoad,
): LoadSheet['undoable'] => {
  if (!undoable || !isLinkStep(undoable.step)) return null
  const loads = events.find(({ id }) => id === undoable.event)?.loads ?? []
  return loads.length === 1 && loads[0] === load ? { ...undoable, step: undoable.step } : null
}

const hasEnded = (order: TransferOrder, { state, lines, receivedAt }: OrderLoad, now: Date) => {
  if (order.state === 'closed' || order.state === 'cancelled') return true
  if (state === 'cancelled' || state === 'returned') return true
  if (state !== 'received' || lines.some(({ missing }) => missing > 0)) return false
  const since = now.getTime() - Date.parse(receivedAt ?? order.updatedAt)
  return since > LINK_HOURS_AFTER_ARRIVAL * MILLISECONDS_PER_HOUR
}

const unloadingWords = ({ delivery }: OrderSite): LoadSheet['site']['unloading'] => {
  const [zh = [], en = []] = LANGUAGES.map((language) =>
    delivery ? deliveryWords(delivery, language) : [],
  )
  return zh.length === 0 ? null : { zh: zh.join('；'), en: en.join('; ') }
}

interface OpenedLoad {
  readonly order: TransferOrder
  readonly linked: LinkedLoad
}

const sequenceOf = ({ loads }: TransferOrder, load: OrderLoad): LoadSheet['sequence'] => {
  const clock = (at: string): string => toLocalMinute(new Date(at)).slice(-CLOCK_CHARACTERS)
  const [zh, en] = LANGUAGES.map((language) => sequenceText(load, loads, clock, language))
  return zh && en ? { zh, en } : null
}

export class LoadLinksService extends Service {
  /**
   * What the papers of an order need. @param base where phones reach us, without a slash at its end.
   * @throws ProblemError where there is no such order
   */
  async ofOrder(number: string, base: string, isPublic: boolean): Promise<LoadLinks> {
    const { store, now } = this.context
    const at = now()
    const known = await store.read(({ transfers }) => transfers.get(number, at.toISOString()))
    if (!known) throw transferProblem({ reason: 'no-such-order' })
    const key = await madeKey(store, 'load-link-key')
    const linked = await store.read(({ transfers }) => transfers.linkedLoads(number))
    const most = Math.max(LEAST_PIECES_OF_LOAD, Math.floor(MOST_PIECES / linked.length))
    return {
      isPublic,
      links: linked.map((each) => {
        const load = known.loads[each.load]!
        const href = `${base}/load.html#${each.loadId}.${secretOf(key, each)}`
        return {
          load: each.load,
          href: hasEnded(known, load, at) ? null : href,
          way: this.#way(load, most),
        }
      }),
    }
  }

  /** @throws ProblemError where the secret is not that of the load, or the link has ended. */
  async sheet(loadId: number, secret: string | undefined): Promise<LoadSheet> {
    return this.context.store.read(async (snapshot) => {
      const { order, linked } = await this.#opened(snapshot, loadId, secret)
      return this.#sheet(order, linked)
    })
  }

  /** Takes a step of this load, once for each key. @throws ProblemError */
  async step(
    loadId: number,
    secret: string | undefined,
    { step, undoes, ...input }: LinkStepInput,
    request: RequestKey,
  ): Promise<LoadSheet> {
    return this.#once(loadId, secret, request, async ({ transfers }, { order, linked }, at) => {
      const undoable = undoableOf(order, linked)
      const isOfLoad = step === 'undo' ? undoable && undoable.event === undoes : isLinkStep(step)
      if (!isOfLoad) throw notWithLink('step')
      const own = new Set(order.loads[linked.load]!.lines.map(({ id }) => id))
      if (input.counts?.some(({ lineId }) => !own.has(lineId))) throw notWithLink('line')
      const loads = step === 'undo' ? undefined : [linked.load]
      const event = orderEventInputSchema.parse({ step, undoes, loads, ...input })
      await transfers.step(order.number, event, at, request)
    })
  }

  /** Keeps a photo of this load, once for each key. @throws ProblemError */
  async addPhoto(
    loadId: number,
    secret: string | undefined,
    { bytes, ...by }: Pick<LoadPhoto, 'step' | 'actor'> & { readonly bytes: Uint8Array },
    request: RequestKey,
  ): Promise<LoadSheet> {
    return this.#once(loadId, secret, request, async ({ transfers }, { linked }, at) => {
      const picture = plainPicture(bytes)
      if (!picture) throw noPicture()
      const photo = { ...by, mediaType: picture.mediaType, picture: picture.bytes }
      await transfers.addPhoto(linked, photo, at, request)
    })
  }

  /** A photo of an order, for the desk. @throws ProblemError where there is none. */
  async photo(number: string, id: number) {
    const photo = await this.context.store.read(({ transfers }) => transfers.photo(number, id))
    if (photo) return photo
    throw new ProblemError('not-found', {
      en: 'This order has no such photo.',
      zh: '该调拨单没有这张照片。',
    })
  }

  /** Takes `work` on the load of a link unless its request has been carried out; how it stands then. */
  #once(
    loadId: number,
    secret: string | undefined,
    request: RequestKey,
    work: (transaction: Transaction, opened: OpenedLoad, at: string) => Promise<void>,
  ): Promise<LoadSheet> {
    const at = this.context.now().toISOString()
    const sheet = this.context.store.write(async (transaction) => {
      const { isDone, ...opened } = await this.#opened(transaction, loadId, secret, request)
      const { order, linked } = opened
      if (isDone) return this.#sheet(order, linked)
      await work(transaction, opened, at)
      return this.#sheet((await transaction.transfers.get(order.number, at))!, linked)
    })
    return withTransferProblems(sheet)
  }

  /** The load that a link opens. @param request where it has been carried out, an end does not matter. */
  async #opened(
    snapshot: Snapshot,
    loadId: number,
    secret: string | undefined,
    request: RequestKey | null = null,
  ) {
    const { transfers } = snapshot
    const now = this.context.now()
    const linked = await transfers.linkedLoad(loadId)
    const isOpen = isSecretOf(await keptKey(snapshot, 'load-link-key'), linked, secret)
    if (!isOpen || !linked) throw refused()
    const order = (await transfers.get(linked.number, now.toISOString()))!
    const isDone = (await transfers.confirmedBefore(request)) !== null
    if (!isDone && hasEnded(order, order.loads[linked.load]!, now)) throw ended()
    return { order, linked, isDone }
  }

  #way({ route }: OrderLoad, most: number): LoadSheet['way'] {
    const network = this.context.network()
    return network && wayWords(network, route, most)
  }

  #sheet(order: TransferOrder, linked: LinkedLoad): LoadSheet {
    const load = order.loads[linked.load]!
    const site = order.sites[load.site]!
    const { lines, stockpileName, stockpileNameEn, stockpilePhone } = load
    const wgs84: [number, number] = [site.lon, site.lat]
    const tonnes =
      lines.reduce(
        (sum, { item, quantity }) => sum + MATERIALS[item].kilogramsPerUnit * quantity,
        0,
      ) / KILOGRAMS_PER_TONNE
    return {
      ...{ number: order.number, load: load.load, loads: order.loads.length, state: load.state },
      steps: stepsOf(order, linked),
      undoable: undoableOf(order, linked),
      stockpile: {
        ...{ name: stockpileName, nameEn: stockpileNameEn, phone: stockpilePhone },
        ...{ lon: load.lon, lat: load.lat },
      },
      site: {
        ...{ name: site.name, deadline: site.deadline, wgs84 },
        unloading: unloadingWords(site),
        gcj02: definitionOf(GCJ02).conversion!.forward(wgs84),
        isStockpile: site.stockpileId !== null,
      },
      vehicles: { zh: vehiclesText(load, 'zh'), en: vehiclesText(load, 'en') },
      sequence: sequenceOf(order, load),
      kits: load.kits.map((kits) => ({
        zh: `${kitsText(kits, 'zh')}：${kitPartsText(kits, 'zh')}`,
        en: `${kitsText(kits, 'en')}: ${kitPartsText(kits, 'en')}`,
      })),
      mass: { zh: massText(tonnes, 'zh'), en: massText(tonnes, 'en') },
      ...{ leavesAt: load.leavesAt, departedAt: load.departedAt, arrivedAt: load.arrivedAt },
      ...{ expectedAt: load.expectedAt, receivedAt: load.receivedAt },
      way: this.#way(load, MOST_PIECES),
      lines: lines.map((line) => {
        const { label, specification, unit } = MATERIALS[line.item]
        return { ...line, label, specification, unit }
      }),
      photos: order.photos.filter((photo) => photo.load === load.load),
    }
  }
}
