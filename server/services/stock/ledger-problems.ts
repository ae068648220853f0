/** What may go wrong with entries in the ledger and with orders, as problems. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { ORDER_STATES, ORDER_STEPS, type OrderState } from '../../../data/order-steps.ts'
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
  'no-such-batch': ({ batchId }) =>
    say(`there is no batch ${batchId} here`, `此处没有批次 ${batchId}`),
  'not-enough': ({ available }) =>
    say(
      `only ${available} are available; the rest is promised to orders or not there`,
      `可用数量只有 ${available}，其余已预留或不在库`,
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

/** Conflicts with what has happened meanwhile; the others are mistakes in the request. */
const MEANWHILE: readonly string[] = ['not-enough', 'changed-meanwhile', 'promised']

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
    throw aboutParameter(kind, `${list}.${index}`, sentence)
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
  'too-many-counted': ({ lineId, most }) =>
    invalid(
      'counts',
      `line ${lineId}: more was counted than the ${most} that were sent`,
      `明细 ${lineId}：清点数超过发出的 ${most}`,
    ),
  'damaged-after-receipt': ({ lineId }) =>
    invalid(
      'counts',
      `line ${lineId}: what was damaged on the way was counted when it was received; count only what comes back`,
      `明细 ${lineId}：途中损坏已在签收时登记；退回时只填退回数量`,
    ),
  'in-other-books': () =>
    conflict(
      'loads',
      'these goods are in the receiving stockpile’s books; send them back with an order of its own',
      '货物已记入接收储备点台账，请另开调拨单调回',
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
