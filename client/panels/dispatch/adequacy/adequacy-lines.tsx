import { useMemo } from 'react'
import type { AdequacyAnswer, AdequateWork } from '../../../../data/adequacy.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { Action } from '../../../form/action.tsx'
import { amountText } from '../../../form/amount-text.ts'
import { localisedName } from '../../../form/localised-name.ts'
import { Message } from '../../../form/message.tsx'
import { numberText } from '../../../form/number-text.ts'
import { useText } from '../../../i18n/text.ts'
import { discRadius } from '../../../layers/dispatch-features.ts'
import { changeState } from '../../../state/app-state.ts'
import { type PicturePart, usePainted } from '../../../state/dispatch-picture.ts'

const PERCENT = 100

/** A small share that is missing is not shown as nothing, nor a small one that is there as none. */
const wholePercent = (share: number): number =>
  share < 1 ? Math.min(PERCENT - 1, Math.max(1, Math.round(share * PERCENT))) : PERCENT

/** Works that lack most come first; the others have what is planned. */
export const WorkLines = ({ answer: { works } }: { answer: AdequacyAnswer }) => {
  const { t } = useText('adequacy')
  const lacking = useMemo(() => works.filter(({ missingShare }) => missingShare > 0), [works])
  usePainted(useMemo(() => lacking.map(ringOf), [lacking]))
  return (
    <>
      <Message
        type={lacking.length === 0 ? 'success' : 'warning'}
        title={lacking.length === 0 ? t('allMet') : t('worksShort', { count: lacking.length })}
        description={t('counted')}
      />
      {lacking.length > 0 && <p className="secondary">{t('legend')}</p>}
      <ol className="plain-list">
        {lacking.map((work) => (
          <WorkCard key={work.id} work={work} />
        ))}
      </ol>
    </>
  )
}

/** A work on the map, larger the more of its plan is missing. */
const ringOf = ({ id, lon, lat, missingShare }: AdequateWork): PicturePart => ({
  kind: 'disc',
  position: [lon, lat],
  radius: discRadius(missingShare, 1),
  // a ring: filled discs are what there is, and hide what they lie on
  isHollow: true,
  label: `${wholePercent(missingShare)}%`,
  stockpileId: id,
})

const WorkCard = ({ work }: { work: AdequateWork }) => {
  const { t, language } = useText('adequacy')
  return (
    <li className="block is-many">
      <div className="block-head">
        <Action
          className="name-button"
          type="link"
          label={localisedName(work, language)}
          onClick={() => changeState({ selection: { collection: 'flood-works', id: work.id } })}
        />
        <strong>{t('missing', { percent: wholePercent(work.missingShare) })}</strong>
      </div>
      {!work.isReached && <p>{t('notReached')}</p>}
      <ul>
        {work.lines
          .filter(({ short }) => short > 0)
          .map(({ item, planned, within30, within60, short }) => (
            <li key={item}>
              {t('line', {
                item: MATERIALS[item].label[language],
                planned: numberText(planned, language),
                within30: numberText(within30, language),
                within60: numberText(within60, language),
              })}{' '}
              <strong>{t('short', { short: amountText(short, item, language) })}</strong>
            </li>
          ))}
      </ul>
    </li>
  )
}

/** Each county's own stock against the plans of its works: what is to be bought. */
export const CountyLines = ({ answer }: { answer: AdequacyAnswer }) => {
  const { t, language } = useText('adequacy')
  const counties = answer.counties
    .map((county) => ({ ...county, lacking: county.lines.filter(({ short }) => short > 0) }))
    .sort((a, b) => b.lacking.length - a.lacking.length)
  return (
    <ol className="plain-list">
      {counties.map((county) => {
        const name = localisedName(county, language)
        const count = county.lacking.length
        return (
          <li key={county.code} className="block is-many">
            <strong>{count > 0 ? t('county', { name, count }) : t('countyMet', { name })}</strong>
            <ul>
              {county.lacking.map(({ item, planned, there, short }) => (
                <li key={item}>
                  {t('countyLine', {
                    item: MATERIALS[item].label[language],
                    planned: numberText(planned, language),
                    there: numberText(there, language),
                  })}{' '}
                  <strong>{t('buy', { short: amountText(short, item, language) })}</strong>
                </li>
              ))}
            </ul>
          </li>
        )
      })}
    </ol>
  )
}
