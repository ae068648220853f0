/** What may go wrong with entries in the ledger and with orders, as problems. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { MOST_PHOTOS_OF_LOAD } from '../../../data/load-link-limits.ts'
import { countFaultText } from '../../../data/order-lines.ts'
import {
  ORDER_STATES,
  ORDER_STEPS,
  type OrderState,
  UNDO_MINUTES,
} from '../../../data/order-steps.ts'
import { goodsText } from '../../../data/wording.ts'
import { aboutParameter, ProblemError } from '../../http/problem-error.ts'
import {
  type LedgerRefusal,
  LedgerRefused,
  type TransferRefusal,
  TransferRefused,
} from '../../store/refusals.ts'

/** For each reason of a refusal, what is made of it. */
type ByReason<Refusal extends { reason: string }, Made> = {
  [Reason in Refusal['reason']]: (refusal: Extract<Refusal, { reason: Reason }>) => Made
}

const say = (en: string, zh: string): Bilingual => ({ en, zh })

const LEDGER_SENTENCES: ByReason<LedgerRefusal, Bilingual> = {
  'no-such-stockpile': ({ stockpileId }) =>
    say(`there is no stockpile ${stockpileId}`, `没有编号为 ${stockpileId} 的储备点`),
  'retired-stockpile': ({ stockpileId, retiredOn }) =>
    say(
      `stockpile ${stockpileId} was retired on ${retiredOn} and takes nothing in; bring it back first, or enter the goods elsewhere`,
      `储备点 ${stockpileId} 已于 ${retiredOn} 停用，不再入库；请先恢复使用，或登记到其他储备点`,
    ),
  'no-such-batch': ({ batchId }) =>
    say(`there is no batch ${batchId} here`, `此处没有批次 ${batchId}`),
  'not-enough': ({ available }) =>
    say(
      `only ${available} are available; the rest is promised to orders or not there`,
      `可用数量只有 ${available}，其余已预留或不在库`,
    ),
  'no-such-loan': ({ loan }) =>
    say(`movement ${loan} is no loan of this kind`, `流水 ${loan} 不是这一类借用`),
  'more-than-lent': ({ left }) =>
    say(`only ${left} of this loan have not come back`, `该笔借用只有 ${left} 尚未归还`),
  'not-ours': ({ lender }) =>
    say(
      `these goods are borrowed from ${lender}; they can go to orders, but are not lent on`,
      `这批物资是向${lender}借来的，可用于调拨，不得再转借`,
    ),
  'other-owner': ({ batch, lender }) =>
    lender === null
      ? say(
          `batch ${batch} is the stockpile's own; what is borrowed needs a batch of its own`,
          `批次 ${batch} 是自有物资；借入的物资须另立批次`,
        )
      : say(
          `batch ${batch} is borrowed from ${lender}; other goods need a batch of their own`,
          `批次 ${batch} 是向${lender}借来的；其他物资须另立批次`,
        ),
  'other-goods': ({ batch }) =>
    say(
      `batch ${batch} cannot be given back for this loan: it is another item, or another lender's`,
      `批次 ${batch} 不能用来归还该笔借用：不是同一种物资，或属于另一出借单位`,
    ),
  'to-come': ({ today }) =>
    say(
      `lies after today, ${today}; enter goods on the day that they come`,
      `晚于今天（${today}）；货到当天再登记`,
    ),
  'due-before': ({ today }) =>
    say(
      `lies before today, ${today}; goods that are lent today come back today or later`,
      `早于今天（${today}）；今天借出的物资，应还日期不能早于今天`,
    ),
  'other-dates': ({ batch }) =>
    say(
      `the batch “${batch}” is known with another expiry date; use another batch name`,
      `批次“${batch}”已登记，有效期不同；请另起批次名`,
    ),
  'changed-meanwhile': ({ onHand }) =>
    say(
      `the stock has moved since this list was made: the books say ${onHand} now; count again`,
      `清单生成后库存有变动，账面现为 ${onHand}；请重新盘点`,
    ),
  promised: ({ reserved }) =>
    say(
      `${reserved} of it are promised to orders; cancel or change the order first`,
      `其中 ${reserved} 已预留给调拨单；请先取消或调整调拨单`,
    ),
}

/** Where in a line the fault is; left out: the line as a whole. */
const FIELDS: Partial<Record<LedgerRefusal['reason'], string>> = {
  'to-come': '.receivedOn',
  'due-before': '.dueOn',
  'no-such-loan': '.loan',
  'more-than-lent': '.quantity',
  'not-ours': '.batchId',
  'other-owner': '.batch',
  'other-goods': '.batchId',
}

/** Conflicts with what has happened meanwhile; the others are mistakes in the request. */
const MEANWHILE: readonly string[] = [
  'not-enough',
  'changed-meanwhile',
  'promised',
  'more-than-lent',
]

/**
 * @param list name of the body's list that the refusal's index counts in.
 * @throws ProblemError where the ledger refuses.
 */
export const withLedgerProblems = async <T>(list: string, act: Promise<T>): Promise<T> => {
  try {
    return await act
  } catch (error) {
    if (!(error instanceof LedgerRefused)) throw error
    const { reason, index } = error.refusal
    const sentence = LEDGER_SENTENCES[reason](error.refusal as never)
    const kind = MEANWHILE.includes(reason) ? 'conflict' : 'invalid-body'
    throw aboutParameter(kind, `${list}.${index}${FIELDS[reason] ?? ''}`, sentence)
  }
}

const about =
  (kind: 'conflict' | 'invalid-body') =>
  (parameter: string, en: string, zh: string): ProblemError =>
    aboutParameter(kind, parameter, { en, zh })
const invalid = about('invalid-body')
const conflict = about('conflict')

const TRANSFER_PROBLEMS: ByReason<TransferRefusal, ProblemError> = {
  'key-reused': () =>
    invalid(
      'Idempotency-Key',
      'this key was used for another request; use a new one',
      '该幂等键已用于其他请求，请换用新的',
    ),
  'no-such-order': () =>
    new ProblemError(
      'not-found',
      say('There is no order of this number.', '没有这个编号的调拨单。'),
    ),
  'no-such-site': ({ load }) =>
    invalid(
      `loads.${load}.site`,
      'names a site that the order does not have',
      '指向了不存在的接收地点',
    ),
  'no-such-stockpile': ({ site, stockpileId }) =>
    invalid(
      `sites.${site}.stockpileId`,
      `there is no stockpile ${stockpileId}`,
      `没有编号为 ${stockpileId} 的储备点`,
    ),
  'retired-stockpile': ({ site, stockpileId, retiredOn }) =>
    invalid(
      `sites.${site}.stockpileId`,
      `stockpile ${stockpileId} was retired on ${retiredOn} and takes nothing in`,
      `储备点 ${stockpileId} 已于 ${retiredOn} 停用，不再入库`,
    ),
  'step-impossible': ({ step, state }) => {
    const [wanted, present] = [ORDER_STEPS[step], ORDER_STATES[state as OrderState]]
    return conflict(
      'step',
      `“${wanted.en}” is not possible while the order is “${present.en}”; somebody may have moved it on`,
      `调拨单现为“${present.zh}”，不能“${wanted.zh}”；可能已有他人操作`,
    )
  },
  'load-not-ready': ({ load }) =>
    conflict(
      'loads',
      `load ${load + 1} is not ready for this step`,
      `第 ${load + 1} 批次货物不能进行这一步`,
    ),
  'no-such-line': ({ lineId }) =>
    invalid(
      'counts',
      `line ${lineId} does not belong to these loads`,
      `明细 ${lineId} 不属于所选批次`,
    ),
  miscounted: ({ lineId, ...fault }) => {
    const { en, zh } = countFaultText(fault, fault.shipped)
    return invalid('counts', `line ${lineId}: ${en}`, `明细 ${lineId}：${zh}`)
  },
  'nothing-shipped': ({ load }) =>
    invalid(
      'counts',
      `nothing of load ${load + 1} would leave; cancel it instead`,
      `第 ${load + 1} 路一件未发；请改为取消`,
    ),
  'load-not-named': ({ loads }) => {
    const numbers = loads.map((load) => load + 1)
    return invalid(
      'loads',
      `nothing is under way; of load ${numbers.join(', ')} goods were counted missing: name the load and count what has come`,
      `没有在途货物；第 ${numbers.join('、')} 路有清点缺少的货物：请指明哪一路，并填写清点数`,
    )
  },
  'goods-unaccounted': ({ lines }) => {
    const open = lines.filter(({ line }) => line.underWay + line.atSite > 0)
    const told = (language: 'en' | 'zh'): string =>
      open
        .map(({ line }) => goodsText(line.underWay + line.atSite, line.item, language))
        .join(language === 'zh' ? '、' : ', ')
    return new ProblemError(
      'conflict',
      say(
        `Still at the site or under way: ${told('en')}. Say what was used up, sent back or handed over; then the order can be closed.`,
        `尚在现场或途中：${told('zh')}。请先登记用完、退回或移交，再办结。`,
      ),
      [],
      {
        lines: open.map(({ load, line: { id, item, underWay, atSite } }) => {
          return { load, lineId: id, item, underWay, atSite }
        }),
      },
    )
  },
  'order-moved-on': () =>
    conflict(
      'version',
      'the order has been moved on by somebody meanwhile; look at it again',
      '调拨单已被他人继续办理，请查看最新情况后再办',
    ),
  'nothing-to-undo': () =>
    conflict(
      'step',
      `there is no step of the last ${UNDO_MINUTES} minutes that could be undone`,
      `${UNDO_MINUTES} 分钟内没有可撤销的步骤`,
    ),
  'gone-on': ({ batch, quantity, available }) =>
    conflict(
      'step',
      `cannot be undone: ${quantity} of a batch would have to be there, ${Math.max(0, available)} are available`,
      `不能撤销：批次“${batch}”须有 ${quantity} 可用，现仅有 ${Math.max(0, available)}`,
    ),
  'in-other-books': () =>
    conflict(
      'loads',
      'these goods are in the receiving stockpile’s books; send them back with an order of its own',
      '货物已记入接收储备点台账，请另开调拨单调回',
    ),
  'many-photos': () =>
    new ProblemError(
      'conflict',
      say(
        `This load has ${MOST_PHOTOS_OF_LOAD} photos already; no more are kept.`,
        `这一车已有 ${MOST_PHOTOS_OF_LOAD} 张照片，不再保存更多。`,
      ),
    ),
}

export const transferProblem = (refusal: TransferRefusal): ProblemError =>
  TRANSFER_PROBLEMS[refusal.reason](refusal as never)

/** @throws ProblemError where an order or a key is refused. */
export const withTransferProblems = async <T>(act: Promise<T>): Promise<T> => {
  try {
    return await act
  } catch (error) {
    throw error instanceof TransferRefused ? transferProblem(error.refusal) : error
  }
}
