import { useEffect } from 'react'
import type { SitingAnswer } from '../../../../data/siting-answer.ts'
import { listText, localisedName, numberText } from '../../../../data/wording.ts'
import { useCells } from '../../../api/coverage.ts'
import { useCollection } from '../../../api/features.ts'
import { Message } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { chooseSite, setProposedSites } from '../../../state/proposed-sites.ts'
import type { GapAtTime } from '../../../state/siting-run.ts'
import { ProofStatus } from './proof-status.tsx'
import { SitesTable } from './sites-table.tsx'
import { GainCurve, GapHistory } from './siting-charts.tsx'
import { Fairness, FairnessPrice, KeyFigures, Periods, Phases } from './siting-figures.tsx'

interface SitingResultProps {
  answer: SitingAnswer
  history: readonly GapAtTime[]
  isLost: boolean
}

/** The sites with their proof, on the map, and what can be done with them. */
export const SitingResult = ({ answer, history, isLost }: SitingResultProps) => {
  const { t, language } = useText('planning')
  const { sites } = answer
  useEffect(() => {
    const named = answer.sites.map((site) => ({ ...site, name: localisedName(site, language) }))
    setProposedSites(named, answer)
    return () => setProposedSites([], null)
  }, [answer, language])
  useEffect(() => () => chooseSite(null), [])
  return (
    <div className="siting-result">
      {isLost && <Message type="warning" title={t('siting.lost')} />}
      <KeyFigures answer={answer} />
      <FairnessPrice answer={answer} />
      <ProofStatus answer={answer} />
      <Infeasible answer={answer} />
      {sites.length > 0 && <SitesTable answer={answer} />}
      <Phases answer={answer} />
      <Periods answer={answer} />
      <Fairness answer={answer} />
      <GapHistory history={history} />
      <GainCurve answer={answer} />
      {answer.notice && <p className="secondary">{answer.notice[language]}</p>}
    </div>
  )
}

const PERCENT = 100

/** Who cannot be helped by any of the places offered; only a target makes that a failure. */
const Infeasible = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning')
  const { data: cells } = useCells()
  const { data: towns } = useCollection('towns')
  const { unreachableCells, people, peopleUnreachable, query } = answer
  const wanted = (people * query.targetPercent) / PERCENT
  if (query.problem !== 'lscp' || people - peopleUnreachable >= wanted) return null
  const codes = new Set(unreachableCells.map((cell) => cells?.features[cell]?.properties.townCode))
  const names = (towns?.features ?? [])
    .filter(({ properties }) => codes.has(String(properties.code)))
    .map(({ properties }) => localisedName(properties as never, language))
  return (
    <Message
      type="warning"
      title={t('siting.infeasible', {
        people: numberText(peopleUnreachable, language),
        cells: numberText(unreachableCells.length, language),
      })}
      description={
        names.length > 0
          ? t('siting.infeasibleTowns', { towns: listText(names, language) })
          : undefined
      }
    />
  )
}
