/** The map as it was on a day: chosen in the legend, said over the map for as long as it is shown. */
import { useState } from 'react'
import { LAYER_IDS } from '../../../data/collections.ts'
import { usePastKnown } from '../../api/features.ts'
import { Action, TextField } from '../../form/pieces.tsx'
import { dateOf, dateTimeText, instantOf, wallClockAt } from '../../form/shanghai-time.ts'
import '../../i18n/edit-texts.ts'
import { useText } from '../../i18n/text.ts'
import { showAsOf, useAsOf } from '../../state/as-of.ts'
import { leaveFor } from '../../state/edit-draft.ts'
import './edit.css'

const MINUTE_MILLISECONDS = 60_000

/** The end of a day in Shanghai; of today, now. */
const endOf = (day: string): string | null => {
  const milliseconds = instantOf(`${day}T23:59`)
  if (milliseconds === null) return null
  return new Date(Math.min(milliseconds + MINUTE_MILLISECONDS - 1, Date.now())).toISOString()
}

export const AsOfChoice = () => {
  const { t } = useText('edit', 'asOf')
  const at = useAsOf((state) => state.at)
  const [day, setDay] = useState(() => dateOf(wallClockAt(Date.now())))
  const end = endOf(day)
  return (
    <section className="column as-of-choice" aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <div className="row wrapped as-of-choice">
        <TextField type="date" label={t('day')} value={day} onChange={setDay} />
        <Action
          disabled={end === null}
          label={t('show')}
          onClick={() => leaveFor(() => showAsOf(end))}
        />
        {at !== null && <Action label={t('back')} onClick={() => showAsOf(null)} />}
      </div>
    </section>
  )
}

/** Says that the map is not the one of now. */
export const AsOfBanner = () => {
  const { t } = useText('edit', 'asOf')
  const at = useAsOf((state) => state.at)
  const { since, withoutStock } = usePastKnown(LAYER_IDS)
  if (at === null) return null
  return (
    <div className="as-of-banner" role="status">
      <div>
        <p className="row wrapped as-of-choice">
          <strong>{t('banner', { at: dateTimeText(Date.parse(at)) })}</strong>
          <Action type="primary" label={t('back')} onClick={() => showAsOf(null)} />
        </p>
        {since !== null && <p>{t('since', { since: dateTimeText(Date.parse(since)) })}</p>}
        {withoutStock > 0 && <p>{t('withoutStock', { count: withoutStock })}</p>}
        <p>{t('still')}</p>
      </div>
    </div>
  )
}
