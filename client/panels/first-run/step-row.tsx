import { COLLECTIONS, type ResourceId } from '../../../data/collections.ts'
import type { FirstRun } from '../../../data/first-run.ts'
import { type FirstStep, STEP_COLLECTIONS } from '../../../data/first-steps.ts'
import type { ImportTarget } from '../../../data/imports.ts'
import { numberText } from '../../../data/wording.ts'
import { chooseFirst } from '../../api/first-run.ts'
import { Action, ReadableTag } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { changeState } from '../../state/app-state.ts'
import { closeFirstRun } from '../../state/first-run.ts'
import { startImport } from '../../state/intake.ts'
import { RemovePart } from './remove-part.tsx'
import { RoadsPart } from './roads-part.tsx'

interface StepProps {
  step: FirstStep
  firstRun: FirstRun
}

/** One step: what is there, whether it is done or left for later, and the ways on. */
export const StepRow = ({ step, firstRun }: StepProps) => {
  const { t } = useText('firstRun')
  const isLater = firstRun.later.includes(step)
  const { isBusy, attempt } = useAttempt()
  const leave = (): void => {
    const others = firstRun.later.filter((each) => each !== step)
    void attempt(() => chooseFirst('own', isLater ? others : [...others, step]))
  }
  const collections = STEP_COLLECTIONS[step]
  const own = collections.reduce((sum, id) => sum + ownOf(firstRun, id), 0)
  const demonstration = collections.reduce((sum, id) => sum + demonstrationOf(firstRun, id), 0)
  const isDone = own > 0 && demonstration === 0
  return (
    <li className="stack first-step">
      <div className="row first-step-head">
        <h3>{t(`steps.${step}`)}</h3>
        {isDone && <ReadableTag color="green">{t('done')}</ReadableTag>}
        {isLater && <ReadableTag>{t('isLater')}</ReadableTag>}
        <span className="first-step-ways">
          {!isDone && (
            <Action loading={isBusy} label={t(isLater ? 'now' : 'later')} onClick={leave} />
          )}
        </span>
      </div>
      {!isLater && step === 'roads' && <RoadsPart />}
      {!isLater && step !== 'roads' && <Rows collections={collections} firstRun={firstRun} />}
    </li>
  )
}

const ownOf = ({ shares }: FirstRun, id: ResourceId): number =>
  (shares[id]?.all ?? 0) - (shares[id]?.demonstration ?? 0)
const demonstrationOf = ({ shares }: FirstRun, id: ResourceId): number =>
  shares[id]?.demonstration ?? 0

/** Leads to the tab that takes files in, which asks for this collection. */
const bring = (target: ImportTarget): void => {
  startImport(target)
  changeState({ panel: 'data' })
  closeFirstRun()
}

const Rows = ({
  collections,
  firstRun,
}: {
  collections: readonly ResourceId[]
  firstRun: FirstRun
}) => {
  const { t, language } = useText('firstRun')
  const many = collections.length > 1
  return (
    <div className="stack">
      <ul className={many ? 'first-collections' : 'stack first-collections is-single'}>
        {collections.map((id) => (
          <li key={id}>
            {many && (
              <button type="button" className="bare target first-bring" onClick={() => bring(id)}>
                {COLLECTIONS[id].title[language]}
              </button>
            )}{' '}
            <Stands own={ownOf(firstRun, id)} demonstration={demonstrationOf(firstRun, id)} />
          </li>
        ))}
      </ul>
      <div className="buttons">
        <Action label={t('bring')} onClick={() => bring(many ? 'auto' : collections[0]!)} />
        <RemovePart
          collections={collections.filter((id) => demonstrationOf(firstRun, id) > 0)}
          count={collections.reduce((sum, id) => sum + demonstrationOf(firstRun, id), 0)}
          movements={collections.includes('stockpiles') ? firstRun.movements : 0}
        />
      </div>
    </div>
  )
}

const Stands = ({ own, demonstration }: { own: number; demonstration: number }) => {
  const { t, language } = useText('firstRun', 'stands')
  const counts = {
    own: numberText(own, language),
    demonstration: numberText(demonstration, language),
  }
  const kinds = ['nothing', 'own', 'demonstration', 'both'] as const
  const kind = kinds[(own > 0 ? 1 : 0) + (demonstration > 0 ? 2 : 0)]!
  return <span className={kind === 'both' ? 'first-both' : 'secondary'}>{t(kind, counts)}</span>
}
