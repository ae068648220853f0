import { Checkbox } from 'antd'
import { type KeyboardEvent, useState } from 'react'
import type { Batch } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import type { WrittenAnswer } from '../../../../data/stock.ts'
import { amountText, changeText, numberText } from '../../../../data/wording.ts'
import { usePackedWords } from '../../../api/item-sheets.ts'
import { type ApiProblem, isOutcomeUnknown } from '../../../api/problem.ts'
import { confirmStocktake, type LedgerFilter, useStockpileStock } from '../../../api/stock.ts'
import { Action, EmptyNote, Message, QueryStatus } from '../../../form/pieces.tsx'
import { QuantityInput } from '../../../form/quantity-input.tsx'
import { useAttempt } from '../../../form/use-attempt.ts'
import { useText } from '../../../i18n/text.ts'
import { useKeeper } from '../../../state/remembered-name.ts'
import { sendOnce } from '../../../state/sent-once.ts'
import {
  type CountLine,
  countLines,
  isImplausible,
  keepCounts,
  NO_COUNTS,
  refusedLine,
  stocktakeCounts,
  summaryOf,
  useKeptCounts,
  withCount,
} from './count-sheet.ts'
import {
  Downloads,
  inCatalogueOrder,
  Lacking,
  NothingHere,
  SignatureFields,
  unsignedOf,
} from './ledger-pieces.tsx'

/** A count of one stockpile: what is counted beside what the ledger says. */
export const Stocktake = ({ filter }: { filter: LedgerFilter }) => {
  const { t } = useText('ledger')
  const { stockpileId, item } = filter
  const query = useStockpileStock(stockpileId)
  if (stockpileId === null) return <EmptyNote text={t('chooseToCount')} />
  const batches = inCatalogueOrder(query.data?.stockpiles[0]?.holdings ?? [])
    .filter((holding) => item === null || holding.item === item)
    .flatMap((holding) => holding.batches)
  return (
    <>
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {query.data && batches.length === 0 && <NothingHere item={item} />}
      {batches.length > 0 && <Downloads table="count" filter={filter} />}
      {query.data && <CountSheet stockpileId={stockpileId} item={item} batches={batches} />}
    </>
  )
}

/** Enter goes on to the next count, after the last one to who counted. */
const nextOnEnter = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
  event.preventDefault()
  const inputs = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input')]
  inputs[inputs.indexOf(event.target) + 1]?.focus()
}

interface CountSheetProps {
  stockpileId: string
  item: LedgerFilter['item']
  batches: readonly Batch[]
}

const CountSheet = ({ stockpileId, item, batches }: CountSheetProps) => {
  const { t } = useText('ledger')
  const counts = useKeptCounts(stockpileId)
  const [signature, setSignature] = useState(() => ({
    actor: useKeeper.getState().name,
    reason: '',
  }))
  const { isBusy, problem, attempt } = useAttempt()
  const [done, setDone] = useState<WrittenAnswer | null>(null)
  const [sent, setSent] = useState<readonly CountLine[]>([])
  const lines = countLines(batches, counts).filter(
    ({ batch }) => item === null || batch.item === item,
  )
  const { counted, differing, refusable } = summaryOf(lines)
  // what differs when the box is ticked: a line that is being corrected stays under the fingers
  const [kept, setKept] = useState<ReadonlySet<number> | null>(null)
  const shown = kept && counted > 0 ? lines.filter(({ batch }) => kept.has(batch.id)) : lines
  const narrow = (isNarrowed: boolean): void => {
    const differ = lines.filter(({ difference }) => difference !== 0)
    setKept(isNarrowed ? new Set(differ.map(({ batch }) => batch.id)) : null)
  }
  const confirm = (): void => {
    setKept(null)
    setDone(null)
    setSent(lines.filter((line) => line.counted !== null))
    const stocktake = { stockpileId, counts: stocktakeCounts(lines), ...signature }
    void attempt(async () => {
      setDone(await sendOnce(`stocktake:${stockpileId}`, stocktake, confirmStocktake))
      useKeeper.setState({ name: signature.actor.trim() })
      keepCounts(stockpileId, NO_COUNTS)
    })
  }
  const lacking = [...(counted === 0 ? (['counted'] as const) : []), ...unsignedOf(signature)]
  return (
    <div className="stack">
      {lines.length > 0 && (
        <>
          <p>{t('stocktakeHow')}</p>
          <Checkbox
            className="target ledger-narrow"
            checked={kept !== null && counted > 0}
            disabled={differing === 0 && kept === null}
            onChange={({ target }) => narrow(target.checked)}
          >
            {t('onlyDiffering')}
          </Checkbox>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: only passes Enter on to the next field */}
          <div className="stack" onKeyDown={nextOnEnter}>
            <section className="stack" aria-label={t('counted')}>
              {shown.map((line) => (
                <CountRow
                  key={line.batch.id}
                  line={line}
                  onCount={(count) => keepCounts(stockpileId, withCount(counts, line.batch, count))}
                />
              ))}
            </section>
            <p role="status">{t('progress', { counted, all: lines.length, differing })}</p>
            <SignatureFields
              names={['actor', 'reason']}
              values={signature}
              onChange={(name, value) => setSignature({ ...signature, [name]: value })}
            />
          </div>
          {refusable > 0 && (
            <Message type="warning" title={t('mustSettle', { count: refusable })} />
          )}
          <Lacking names={lacking.map((name) => t(name))} />
          <Action
            type="primary"
            loading={isBusy}
            disabled={refusable > 0 || lacking.length > 0}
            label={t('confirmStocktake', { count: differing })}
            onClick={confirm}
          />
        </>
      )}
      {done && (
        <Message
          type="success"
          title={t('stocktakeDone', { document: done.document, count: done.sequences.length })}
        />
      )}
      {problem && <Failure problem={problem} sent={sent} />}
    </div>
  )
}

interface FailureProps {
  problem: ApiProblem
  /** The lines that were counted when it was sent. */
  sent: readonly CountLine[]
}

/** Why a count was not booked, by its line; or that no answer came. */
const Failure = ({ problem, sent }: FailureProps) => {
  const { t, language } = useText('ledger')
  if (isOutcomeUnknown(problem)) {
    return <Message type="warning" title={t('stocktakeUnknown')} />
  }
  const detail = problem.sentence[language]
  const batch = sent[refusedLine(problem) ?? -1]?.batch
  const line = batch && `${MATERIALS[batch.item].label[language]} ${batch.batch}`
  return <Message type="error" title={line ? t('refused', { line, detail }) : detail} />
}

interface CountRowProps {
  line: CountLine
  /** Null takes the count back. */
  onCount: (counted: number | null) => void
}

/** One batch: what the ledger says, what was counted, and how they differ. */
const CountRow = ({ line, onCount }: CountRowProps) => {
  const { t, language } = useText('ledger')
  const { batch, counted, difference } = line
  const { amount } = usePackedWords()
  const label = MATERIALS[batch.item].label[language]
  return (
    <div className="is-many ledger-count" data-state={line.state}>
      <span>
        {label} <span className="secondary ledger-date">{batch.batch}</span>{' '}
        <span className="secondary ledger-received">
          {t('expected', { quantity: amount(batch.onHand, batch.item) })}
        </span>
      </span>
      <QuantityInput
        aria-label={`${label} ${batch.batch} ${t('counted')}`}
        item={batch.item}
        controls={false}
        value={counted}
        onChange={onCount}
      />
      <span className={difference === 0 ? 'secondary' : 'bad-news'} role="status">
        {counted !== null &&
          (difference === 0
            ? t('noDifference')
            : t('difference', { difference: changeText(difference, batch.item, language) }))}
      </span>
      <CountNote line={line} onCount={onCount} />
    </div>
  )
}

/** Why a line cannot be entered as it stands, or should be looked at again. */
const CountNote = ({ line, onCount }: CountRowProps) => {
  const { t, language } = useText('ledger')
  const { batch, expectedOnHand, state } = line
  if (state === 'changed' || state === 'promised') {
    const sentence =
      state === 'changed'
        ? t('changed', {
            before: numberText(expectedOnHand, language),
            now: amountText(batch.onHand, batch.item, language),
          })
        : t('promised', { quantity: amountText(batch.reserved, batch.item, language) })
    return (
      <Message
        className="ledger-count-note"
        type="warning"
        title={sentence}
        action={
          <Action
            label={t(state === 'changed' ? 'countAgain' : 'takeBack')}
            onClick={() => onCount(null)}
          />
        }
      />
    )
  }
  return isImplausible(line) ? (
    <Message className="ledger-count-note" type="warning" title={t('implausible')} />
  ) : null
}
