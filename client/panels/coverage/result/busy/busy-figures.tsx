import type { BusyAnswer } from '../../../../../data/busy.ts'
import { numberText } from '../../../../../data/wording.ts'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { useText } from '../../../../i18n/text.ts'
import { shareText } from '../figure-text.ts'
import { Share } from '../share-bar.tsx'
import { intervalText, minutesText, pointsText } from './busy-texts.ts'

const NOW_WAYS = ['plain', 'expected', 'corrected', 'byStation'] as const

/** The share in time by each way of computing, beside that with every station at home. */
export const BusyFigures = ({ answer: { now, year, query } }: { answer: BusyAnswer }) => {
  const { t, language } = useText('busy')
  const time = dateTimeText(Date.parse(query.at))
  return (
    <>
      <p>
        {t('load', {
          time,
          calls: numberText(query.calls.perYear, language),
          stations: numberText(now.stations, language),
          minutes: minutesText(now.minutesOut),
          busy: shareText(now.busy, 1),
        })}
      </p>
      <table className="result-table busy-figures">
        <caption className="visually-hidden">{t('figures')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('way')}</th>
            {(['share', 'difference'] as const).map((name) => (
              <th key={name} scope="col" className="figure">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="colgroup" colSpan={3}>
              {t('now', { time })}
            </th>
          </tr>
          {NOW_WAYS.map((way) => (
            <Way key={way} way={way} share={now[way].share} atHome={now.plain.share} />
          ))}
        </tbody>
        <tbody>
          <tr>
            <th scope="colgroup" colSpan={3}>
              {t('year', { calls: numberText(year.calls, language) })}
            </th>
          </tr>
          {year.ifFree !== null && <Way way="ifFree" share={year.ifFree} atHome={year.ifFree} />}
          {year.inTime && (
            <Way
              way="simulated"
              share={year.inTime.share}
              atHome={year.ifFree ?? 0}
              note={t('interval', intervalText(year.inTime))}
            />
          )}
        </tbody>
      </table>
      {year.meanMinutes !== null && (
        <p className="secondary">
          {t('arrival', {
            minutes: minutesText(year.meanMinutes),
            unanswered: shareText(year.unanswered, 1),
            reach: minutesText(year.reachMinutes),
          })}
        </p>
      )}
    </>
  )
}

interface WayProps {
  way: (typeof NOW_WAYS)[number] | 'ifFree' | 'simulated'
  share: number
  /** The share that it is held against. */
  atHome: number
  note?: string
}

const Way = ({ way, share, atHome, note }: WayProps) => {
  const { t } = useText('busy')
  return (
    <tr>
      <th scope="row">
        {t(`ways.${way}`)}
        {note !== undefined && <span className="secondary busy-note">{note}</span>}
      </th>
      <td className="figure">
        <Share part={share} all={1} />
      </td>
      <td className="figure">
        {way !== 'plain' && way !== 'ifFree' && t('points', { points: pointsText(share - atHome) })}
      </td>
    </tr>
  )
}
