/** How good a siting answer is, how surely, and what it costs. */
import { SITE_KINDS, type SiteKind } from '../../../../data/site-kinds.ts'
import type { SitingAnswer } from '../../../../data/siting-answer.ts'
import { gapText, numberText } from '../../../../data/wording.ts'
import { useText } from '../../../i18n/text.ts'
import { figureText, spentByKind } from './siting-answer.ts'

/** Said again with every progress. */
export const ProofStatus = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning', 'siting')
  const { proved, gapPercent, state, elapsedSeconds, remarks, peopleInTimeChecked } = answer
  // the search has ended, and what goes on proves nothing more
  const isChosen = state === 'running' && peopleInTimeChecked !== null
  // these sites are proved; how many reach the target is not yet
  const isOfFewer = state === 'running' && proved && answer.enough?.proved === false
  const shown = isChosen ? 'chosen' : isOfFewer ? 'enough' : state
  const isOfAll = answer.leftOut.every(({ reason }) => reason === 'no-road')
  return (
    <div className={proved ? 'column proof-status is-proved' : 'column proof-status'}>
      <p role="status">
        <strong>
          {proved
            ? t(isOfAll ? 'proved' : 'provedAmong')
            : t('within', { gap: gapText(gapPercent) })}
        </strong>{' '}
        <span className="secondary">
          {t(`states.${shown}`)} · {t('elapsed', { seconds: elapsedSeconds.toFixed(1) })}
        </span>
      </p>
      <ProofFigures answer={answer} />
      <p className="secondary">
        {t('counts', {
          candidates: numberText(answer.candidateCount, language),
          demands: numberText(answer.demandCount, language),
        })}{' '}
        {remarks.map((remark) => remark[language]).join(language === 'zh' ? '' : ' ')}{' '}
        {peopleInTimeChecked !== null &&
          t('checked', { people: numberText(peopleInTimeChecked, language) })}
      </p>
      <Budget answer={answer} />
    </div>
  )
}

/** Objective and bound in the unit of the problem. */
const ProofFigures = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning', 'siting')
  const { unit, enough, spare, query } = answer
  const value = (number: number): string => `${figureText(number, language)} ${unit[language]}`
  const figures: [label: string, figure: string][] = [
    [t(query.busyPercent > 0 ? 'objectiveBusy' : 'objective'), value(answer.objective)],
    [t('bound'), value(answer.bound)],
  ]
  if (query.problem.startsWith('p-') && answer.objectiveBefore !== null) {
    figures.unshift([t('today'), value(answer.objectiveBefore)])
  }
  if (enough) {
    figures.push([t('enough'), t(enough.proved ? 'enoughProved' : 'enoughSoFar', enough)])
  }
  if (spare) {
    const saved = figureText(spare.saved, language)
    const most = figureText(spare.mostSaved, language)
    figures.push([t('spareSaved'), t('spareFigures', { saved, most })])
  }
  return (
    <dl className="proof-figures">
      {figures.map(([label, figure]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What of the budget is used, by kind of site, and what is left. */
const Budget = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning', 'siting')
  const { query, spent } = answer
  if (query.budget === null || spent === null) return null
  const { most, years } = query.budget
  const kinds = [...spentByKind(answer.sites)] as [SiteKind, { sites: number; cost: number }][]
  const money = (value: number): string => numberText(Number(value.toFixed(1)), language)
  return (
    <section className="column site-budget" aria-label={t('budget.heading')}>
      <p>
        <strong>{t('budget.most', { most: money(most), years })}</strong>{' '}
        {t('budget.spent', { spent: money(spent), left: money(most - spent) })}
      </p>
      <div className="budget-bar" aria-hidden="true">
        {kinds.map(([kind, { cost }]) => (
          <span key={kind} data-kind={kind} style={{ flexGrow: cost }} />
        ))}
        <span className="is-left" style={{ flexGrow: Math.max(0, most - spent) }} />
      </div>
      <ul className="unmarked row wrapped budget-kinds">
        {kinds.map(([kind, { sites, cost }]) => (
          <li key={kind} data-kind={kind}>
            {t('budget.kind', { kind: SITE_KINDS[kind][language], sites, cost: money(cost) })}
          </li>
        ))}
      </ul>
    </section>
  )
}
