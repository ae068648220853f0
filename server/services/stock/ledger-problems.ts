/** What may go wrong with entries in the ledger and with orders, as problems. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { ORDER_STATES, ORDER_STEPS, type OrderState } from '../../../data/order-steps.ts'
import { ProblemError } from '../../http/problem-error.ts'
import { type LedgerRefusal, LedgerRefused } from '../../store/ledger/ledger-refused.ts'
import { type TransferRefusal, TransferRefused } from '../../store/transfers/transfer-refused.ts'

const ledgerSentence = (refusal: LedgerRefusal): Bilingual => {
  switch (refusal.reason) {
    case 'no-such-stockpile':
      return {
        en: `there is no stockpile ${refusal.stockpileId}`,
        zh: `没有编号为 ${refusal.stockpileId} 的储备点`,
      }
    case 'no-such-batch':
      return {
        en: `there is no batch ${refusal.batchId} here`,
        zh: `此处没有批次 ${refusal.batchId}`,
      }
    case 'not-enough':
      return {
        en: `only ${refusal.available} are available; the rest is promised to orders or not there`,
        zh: `可用数量只有 ${refusal.available}，其余已预留或不在库`,
      }
    case 'other-dates':
      return {
        en: `the batch “${refusal.batch}” is known with another expiry date; use another batch name`,
        zh: `批次“${refusal.batch}”已登记，有效期不同；请另起批次名`,
      }
    case 'changed-meanwhile':
      return {
        en: `the stock has moved since this list was made: the books say ${refusal.onHand} now; count again`,
        zh: `清单生成后库存有变动，账面现为 ${refusal.onHand}；请重新盘点`,
      }
    case 'promised':
      return {
        en: `${refusal.reserved} of it are promised to orders; cancel or change the order first`,
        zh: `其中 ${refusal.reserved} 已预留给调拨单；请先取消或调整调拨单`,
      }
  }
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
    const sentence = ledgerSentence(error.refusal)
    const kind = MEANWHILE.includes(error.refusal.reason) ? 'conflict' : 'invalid-body'
    const parameter = `${list}.${error.refusal.index}`
    throw new ProblemError(kind, sentence, [{ parameter, sentence }])
  }
}

export const transferProblem = (refusal: TransferRefusal): ProblemError => {
  const about = (parameter: string, sentence: Bilingual, kind: 'conflict' | 'invalid-body') =>
    new ProblemError(kind, sentence, [{ parameter, sentence }])
  switch (refusal.reason) {
    case 'key-reused':
      return about(
        'Idempotency-Key',
        {
          en: 'this key was used for another request; use a new one',
          zh: '该幂等键已用于其他请求，请换用新的',
        },
        'invalid-body',
      )
    case 'no-such-order':
      return new ProblemError('not-found', {
        en: 'There is no order of this number.',
        zh: '没有这个编号的调拨单。',
      })
    case 'no-such-site':
      return about(
        `loads.${refusal.load}.site`,
        { en: 'names a site that the order does not have', zh: '指向了不存在的接收地点' },
        'invalid-body',
      )
    case 'no-such-stockpile':
      return about(
        `sites.${refusal.site}.stockpileId`,
        {
          en: `there is no stockpile ${refusal.stockpileId}`,
          zh: `没有编号为 ${refusal.stockpileId} 的储备点`,
        },
        'invalid-body',
      )
    case 'step-impossible': {
      const step = ORDER_STEPS[refusal.step]
      const state = ORDER_STATES[refusal.state as OrderState]
      return about(
        'step',
        {
          en: `“${step.en}” is not possible while the order is “${state.en}”; somebody may have moved it on`,
          zh: `调拨单现为“${state.zh}”，不能“${step.zh}”；可能已有他人操作`,
        },
        'conflict',
      )
    }
    case 'load-not-ready':
      return about(
        'loads',
        {
          en: `load ${refusal.load + 1} is not ready for this step`,
          zh: `第 ${refusal.load + 1} 批次货物不能进行这一步`,
        },
        'conflict',
      )
    case 'no-such-line':
      return about(
        'counts',
        {
          en: `line ${refusal.lineId} does not belong to these loads`,
          zh: `明细 ${refusal.lineId} 不属于所选批次`,
        },
        'invalid-body',
      )
    case 'too-many-counted':
      return about(
        'counts',
        {
          en: `line ${refusal.lineId}: more was counted than the ${refusal.most} that were sent`,
          zh: `明细 ${refusal.lineId}：清点数超过发出的 ${refusal.most}`,
        },
        'invalid-body',
      )
    case 'damaged-after-receipt':
      return about(
        'counts',
        {
          en: `line ${refusal.lineId}: what was damaged on the way was counted when it was received; count only what comes back`,
          zh: `明细 ${refusal.lineId}：途中损坏已在签收时登记；退回时只填退回数量`,
        },
        'invalid-body',
      )
    case 'in-other-books':
      return about(
        'loads',
        {
          en: 'these goods are in the receiving stockpile’s books; send them back with an order of its own',
          zh: '货物已记入接收储备点台账，请另开调拨单调回',
        },
        'conflict',
      )
  }
}

/** @throws ProblemError where an order or a key is refused. */
export const withTransferProblems = async <T>(act: Promise<T>): Promise<T> => {
  try {
    return await act
  } catch (error) {
    throw error instanceof TransferRefused ? transferProblem(error.refusal) : error
  }
}
