import { Alert, Button, Empty, Spin, Tag } from 'antd'
import { useState } from 'react'
import { bboxOf } from '../../../data/geometry.ts'
import { CLOSURE_KINDS, type ClosureKind, type RoadClosure } from '../../../data/road-closure.ts'
import { asApiProblem } from '../../api-problem.ts'
import { numberText } from '../../form/number-text.ts'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { deleteClosure, endClosure, useClosures } from '../../hazard-api.ts'
import { useDispatchText } from '../../i18n/dispatch-texts.ts'
import { flyTo } from '../../state/app-state.ts'
import { setHazardTool, useHazardDraft } from '../../state/hazard-draft.ts'
import { ClosureForm } from './closure-form.tsx'
import { Effects } from './effects.tsx'

const TOOLS = { 'flooded-area': 'drawArea', road: 'markRoad', bridge: 'markBridge' } as const

/** Roads that are closed for now, areas under water, and what they cut off. */
export const ClosuresPart = () => {
  const { t } = useDispatchText('hazards')
  const [kind, setKind] = useState<ClosureKind>('flooded-area')
  const { tool, area } = useHazardDraft()
  return (
    <>
      <p className="secondary">{t('how')}</p>
      <div className="hazard-tools">
        {(Object.keys(TOOLS) as ClosureKind[]).map((each) => (
          <Button
            key={each}
            className="target"
            type={tool !== 'none' && each === kind ? 'primary' : 'default'}
            onClick={() => {
              setKind(each)
              setHazardTool(each === 'flooded-area' ? 'draw-area' : 'mark-point')
            }}
          >
            {t(TOOLS[each])}
          </Button>
        ))}
      </div>
      {tool !== 'none' && (
        <Alert
          type="info"
          showIcon
          title={t(tool === 'draw-area' ? 'drawing' : 'marking')}
          action={
            <Button className="target" onClick={() => setHazardTool('none')}>
              {t('leave')}
            </Button>
          }
        />
      )}
      {area && <ClosureForm kind={kind} area={area} />}
      <Effects />
      <ClosureList />
    </>
  )
}

const ClosureList = () => {
  const { t, language } = useDispatchText('hazards')
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
  const byForce = data?.toSorted((a, b) => Number(b.isActive) - Number(a.isActive))
  return byForce?.map((closure) => <ClosureCard key={closure.id} closure={closure} />)
}

const stateOf = ({ isActive, from }: RoadClosure): 'active' | 'planned' | 'ended' => {
  if (isActive) return 'active'
  return Date.parse(from) > Date.now() ? 'planned' : 'ended'
}

const COLOURS = { active: 'error', planned: 'warning', ended: 'default' } as const

const ClosureCard = ({ closure }: { closure: RoadClosure }) => {
  const { t, language } = useDispatchText('hazards')
  const [problem, setProblem] = useState<string | null>(null)
  const state = stateOf(closure)
  const { closedKilometres, until } = closure
  const act = (action: Promise<void>): void => {
    action.catch((error: unknown) => setProblem(asApiProblem(error).sentence[language]))
  }
  return (
    <article className="hazard-card">
      <div className="hazard-head">
        <h3>{closure.name}</h3>
        <Tag color={COLOURS[state]}>{t(state)}</Tag>
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
        <Button className="target" danger onClick={() => act(deleteClosure(closure))}>
          {t('remove')}
        </Button>
      </div>
      {problem && <Alert type="error" showIcon title={problem} />}
    </article>
  )
}
