import { Alert, Button } from 'antd'
import { useEffect } from 'react'
import type { AdequacyAnswer, AdequateWork } from '../../../../data/adequacy.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { amountText } from '../../../form/amount-text.ts'
import { localisedName } from '../../../form/localised-name.ts'
import { numberText } from '../../../form/number-text.ts'
import { useText } from '../../../i18n/text.ts'
import { discRadius } from '../../../layers/dispatch-features.ts'
import { changeState } from '../../../state/app-state.ts'
import { paintDispatch } from '../../../state/dispatch-picture.ts'

const PERCENT = 100

/** What is missing is not told as nothing, nor what is there as not. */
const wholePercent = (share: number): number =>
  share < 1 ? Math.min(PERCENT - 1, Math.max(1, Math.round(share * PERCENT))) : PERCENT

/** Works that lack most come first; the others have what is planned. */
export const WorkLines = ({ answer }: { answer: AdequacyAnswer }) => {
  const { t } = useText('adequacy')
  const lacking = answer.works.filter(({ missingShare }) => missingShare > 0)
  usePaintedWorks(answer)
  return (
    <>
      <Alert
        type={lacking.length === 0 ? 'success' : 'warning'}
        showIcon
        title={lacking.length === 0 ? t('allMet') : t('worksShort', { count: lacking.length })}
        description={t('counted')}
      />
      {lacking.length > 0 && <p className="secondary">{t('legend')}</p>}
      <ol className="adequacy-list">
        {lacking.map((work) => (
          <WorkCard key={work.id} work={work} />
        ))}
      </ol>
    </>
  )
}

const WorkCard = ({ work }: { work: AdequateWork }) => {
  const { t, language } = useText('adequacy')
  const name = localisedName(work, language)
  return (
    <li className="adequacy-card">
      <div className="adequacy-head">
        <Button
          type="link"
          className="target"
          onClick={() => changeState({ selection: { collection: 'flood-works', id: work.id } })}
        >
          {name}
        </Button>
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
              <strong>
                {t('short', {
                  short: amountText(short, item, language),
                })}
              </strong>
            </li>
          ))}
      </ul>
    </li>
  )
}

/** Works on the map, larger the more of their plan is missing. */
const usePaintedWorks = ({ works }: AdequacyAnswer): void => {
  useEffect(() => {
    paintDispatch(
      works
        .filter(({ missingShare }) => missingShare > 0)
        .map(({ id, lon, lat, missingShare }) => ({
          kind: 'disc',
          position: [lon, lat],
          radius: discRadius(missingShare, 1),
          // a ring: filled discs are what there is, and hide what they lie on
          isHollow: true,
          label: `${wholePercent(missingShare)}%`,
          stockpileId: id,
        })),
    )
    return () => paintDispatch([])
  }, [works])
}
