import { useState } from 'react'
import type { Batch } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import type { Holding } from '../../../../data/stock.ts'
import { setMinimums } from '../../../api/stock.ts'
import { QuantityInput } from '../../../form/goods-fields.tsx'
import { Action, Message } from '../../../form/pieces.tsx'
import { dateText } from '../../../form/shanghai-time.ts'
import { useAttempt } from '../../../form/use-attempt.ts'
import { numberText } from '../../../form/wording.ts'
import { useText } from '../../../i18n/text.ts'
import { BelowMinimum, ExpiryTag } from './ledger-pieces.tsx'

interface HoldingCardProps {
  stockpileId: string
  holding: Holding
}

/** One item of a stockpile, batch by batch. */
export const HoldingCard = ({ stockpileId, holding }: HoldingCardProps) => {
  const { t, language } = useText('ledger')
  const { label, unit } = MATERIALS[holding.item]
  return (
    <article className="block is-many ledger-card">
      <h4>
        {label[language]} <span className="secondary">{t('unit', { unit: unit[language] })}</span>{' '}
        {holding.available < holding.minimum && <BelowMinimum />}
      </h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <div className="ledger-table" tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              {(['batch', 'onHand', 'reserved', 'available', 'expires'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {holding.batches.map((batch) => (
              <BatchRow key={batch.id} batch={batch} />
            ))}
            {holding.batches.length > 1 && (
              <tr>
                <th scope="row">{t('total')}</th>
                <Figures of={holding} />
                <td />
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <MinimumEditor key={holding.minimum} stockpileId={stockpileId} holding={holding} />
    </article>
  )
}

/** What is past its date counts as on hand, never as available. */
const Figures = ({ of }: { of: Pick<Batch, 'onHand' | 'reserved' | 'available'> }) => {
  const { language } = useText('ledger')
  return (['onHand', 'reserved', 'available'] as const).map((name) => (
    <td key={name}>{numberText(of[name], language)}</td>
  ))
}

const BatchRow = ({ batch }: { batch: Batch }) => {
  const { t, language } = useText('ledger')
  return (
    <tr>
      <th scope="row">
        {batch.batch}{' '}
        <span className="secondary ledger-received">
          {t('received', { date: dateText(batch.receivedOn, language) })}
        </span>
      </th>
      <Figures of={batch} />
      <td>
        <span className="ledger-date">
          {batch.expiresOn ? dateText(batch.expiresOn, language) : '—'}
        </span>{' '}
        <ExpiryTag expiresOn={batch.expiresOn} />
      </td>
    </tr>
  )
}

/** What has to stay when others ask for it. */
const MinimumEditor = ({ stockpileId, holding: { item, minimum: saved } }: HoldingCardProps) => {
  const { t, language } = useText('ledger')
  const [minimum, setMinimum] = useState<number | null>(saved)
  const { isBusy, problem, attempt } = useAttempt()
  const save = (): void => {
    if (minimum !== null) void attempt(() => setMinimums([{ stockpileId, item, minimum }]))
  }
  return (
    <div className="buttons ledger-minimum">
      <QuantityInput
        aria-label={`${t('minimum')} ${MATERIALS[item].label[language]}`}
        prefix={t('minimum')}
        item={item}
        status={minimum === null ? 'error' : ''}
        value={minimum}
        onChange={setMinimum}
      />
      {minimum !== saved && (
        <Action
          loading={isBusy}
          disabled={minimum === null}
          label={t('saveMinimum')}
          onClick={save}
        />
      )}
      {problem && <Message type="error" title={problem.sentence[language]} />}
    </div>
  )
}
