import { Alert, Button, Empty, Spin, Tag } from 'antd'
import { useState } from 'react'
import { bboxOf } from '../../../data/geometry.ts'
import { CLOSURE_KINDS, type RoadClosure } from '../../../data/road-closure.ts'
import { deleteClosure, endClosure, useClosures } from '../../api/hazards.ts'
import { type ApiProblem, asApiProblem } from '../../api/problem.ts'
import { numberText } from '../../form/number-text.ts'
import { RemoveButton } from '../../form/remove-button.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { flyTo } from '../../state/app-state.ts'
import { READABLE_TAG } from '../../theme.ts'
import { NotSaved } from './not-saved.tsx'

/** What holds first, what is over last; the newest of each comes first. */
const RANKS = { active: 0, planned: 1, ended: 2 } as const

const stateOf = ({ isActive, from }: RoadClosure): keyof typeof RANKS => {
  if (isActive) return 'active'
  return Date.parse(from) > Date.now() ? 'planned' : 'ended'
}

const byForce = (a: RoadClosure, b: RoadClosure): number =>
  RANKS[stateOf(a)] - RANKS[stateOf(b)] || Date.parse(b.createdAt) - Date.parse(a.createdAt)

export const ClosureList = () => {
  const { t, language } = useText('hazards')
  const { data, error, isLoading, refetch } = useClosures()
  if (error) {
    return (
      <Alert
        type="error"
        showIcon
        title={t('loadFailed', { detail: asApiProblem(error).sentence[language] })}
        action={
          <Button className="target" onClick={() => void refetch()}>
            {t('retry')}
          </Button>
        }
      />
    )
  }
  if (isLoading) return <Spin />
  if (data?.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('empty')} />
  }
  return [...(data ?? [])]
    .sort(byForce)
    .map((closure) => <ClosureCard key={closure.id} closure={closure} />)
}

const COLOURS = { active: 'error', planned: 'warning', ended: 'default' } as const

const ClosureCard = ({ closure }: { closure: RoadClosure }) => {
  const { t, language } = useText('hazards')
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const state = stateOf(closure)
  const { closedKilometres, until } = closure
  const act = (action: Promise<unknown>): void => {
    action.catch((error: unknown) => setProblem(asApiProblem(error)))
  }
  return (
    <article className="hazard-card">
      <div className="hazard-head">
        <h3>{closure.name}</h3>
        <Tag color={COLOURS[state]} style={READABLE_TAG}>
          {t(state)}
        </Tag>
      </div>
      <p>
        {CLOSURE_KINDS[closure.kind][language]} · {dateTimeText(Date.parse(closure.from))} –{' '}
        {until ? dateTimeText(Date.parse(until)) : t('open')}
      </p>
      {closedKilometres !== null && (
        <p className="secondary">
          {closedKilometres > 0
            ? t('closes', { kilometres: numberText(closedKilometres, language) })
            : t('closesNothing')}
        </p>
      )}
      {closure.note && <p>{closure.note}</p>}
      <div className="hazard-tools">
        <Button className="target" onClick={() => flyTo(bboxOf(closure.area))}>
          {t('show')}
        </Button>
        {state !== 'ended' && (
          <Button className="target" type="primary" onClick={() => act(endClosure(closure.id))}>
            {t('end')}
          </Button>
        )}
        <RemoveButton
          label={t('remove')}
          question={t('removeAsk', { name: closure.name })}
          yes={t('removeYes')}
          no={t('leave')}
          onRemove={() => act(deleteClosure(closure))}
        />
      </div>
      {problem && <NotSaved problem={problem} />}
    </article>
  )
}
