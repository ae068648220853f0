import { useState } from 'react'
import { CLOSURE_KINDS, type ClosureKind } from '../../../data/closure-kind.ts'
import type { CollectionId } from '../../../data/collections.ts'
import type { RoadClosure } from '../../../data/road-closure.ts'
import { numberText } from '../../../data/wording.ts'
import { deleteClosure, endClosure, useClosureEffects, useClosures } from '../../api/hazards.ts'
import { Action, EmptyNote, Message, QueryStatus, ReadableTag } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { setHazardArea, setHazardTool, useHazardDraft } from '../../state/map-tool.ts'
import { ClosureForm } from './closure-form.tsx'
import { signedWith } from './form-fields.tsx'
import { CardButtons, FeatureLinks, Held, NotSaved, ToolNote, titleOf } from './hazard-pieces.tsx'
import { EndedLine, HistoryPart, LiftForm } from './hazard-record.tsx'

const TOOLS = { 'flooded-area': 'drawArea', road: 'markRoad', bridge: 'markBridge' } as const

/** What holds first, what is over last; the newest of each comes first. */
const RANKS = { active: 0, planned: 1, ended: 2 } as const

const stateOf = ({ isActive, from }: RoadClosure): keyof typeof RANKS => {
  if (isActive) return 'active'
  return Date.parse(from) > Date.now() ? 'planned' : 'ended'
}

const byForce = (a: RoadClosure, b: RoadClosure): number =>
  RANKS[stateOf(a)] - RANKS[stateOf(b)] || Date.parse(b.createdAt) - Date.parse(a.createdAt)

/** Roads that are closed for now, areas under water, and what they cut off. */
export const ClosuresPart = () => {
  const { t } = useText('hazards')
  const [kind, setKind] = useState<ClosureKind>('flooded-area')
  /** Id of the closure that is being changed: what is drawn meanwhile is its new area. */
  const [changedId, setChangedId] = useState<string | null>(null)
  const { tool, area } = useHazardDraft()
  const query = useClosures()
  return (
    <>
      <p className="secondary">{t('how')}</p>
      <div className="buttons">
        {(Object.keys(TOOLS) as ClosureKind[]).map((each) => (
          <Action
            key={each}
            type={tool !== 'none' && each === kind ? 'primary' : 'default'}
            label={t(TOOLS[each])}
            onClick={() => {
              setKind(each)
              setChangedId(null)
              setHazardTool(each === 'flooded-area' ? 'draw-area' : 'mark-point')
            }}
          />
        ))}
      </div>
      {tool !== 'none' && <ToolNote title={t(tool === 'draw-area' ? 'drawing' : 'marking')} />}
      {area && changedId === null && (
        <ClosureForm kind={kind} area={area} onDone={() => setHazardArea(null)} />
      )}
      <QueryStatus query={query} failed={(reason) => t('loadFailed', reason)} />
      {query.data?.length === 0 && <EmptyNote text={t('empty')} />}
      {[...(query.data ?? [])].sort(byForce).map((closure) => (
        <ClosureCard
          key={closure.id}
          closure={closure}
          isChanged={closure.id === changedId}
          onChange={(isChanged) => {
            setHazardTool('none')
            setChangedId(isChanged ? closure.id : null)
          }}
        />
      ))}
      <Effects />
    </>
  )
}

const COLOURS = { active: 'error', planned: 'warning', ended: 'default' } as const

interface ClosureCardProps {
  closure: RoadClosure
  isChanged: boolean
  onChange: (isChanged: boolean) => void
}

const ClosureCard = ({ closure, isChanged, onChange }: ClosureCardProps) => {
  const { t, language } = useText('hazards')
  const { problem, attempt } = useAttempt()
  const state = stateOf(closure)
  const { id, name, kind, area, note, ended, closedKilometres, roads } = closure
  const [isLifting, setIsLifting] = useState(false)
  const { area: drawn } = useHazardDraft()
  return (
    <article className="block">
      <div className="row block-head">
        <h3>{titleOf(closure)}</h3>
        <ReadableTag color={COLOURS[state]}>{t(state)}</ReadableTag>
      </div>
      <p>
        <Held of={closure} kind={CLOSURE_KINDS[kind][language]} />
      </p>
      {closedKilometres !== null && (
        <p className="secondary">
          {closedKilometres > 0
            ? t(roads && !name.includes(roads[language]) ? 'closesRoads' : 'closes', {
                kilometres: numberText(closedKilometres, language),
                roads: roads?.[language],
              })
            : t('closesNothing')}
        </p>
      )}
      {note && <p>{note}</p>}
      {ended && <EndedLine ended={ended} />}
      {isLifting && (
        <LiftForm
          onLift={(signed) =>
            void attempt(() => endClosure(id, signed)).then((isLifted) => setIsLifting(!isLifted))
          }
          onLeave={() => setIsLifting(false)}
        />
      )}
      {isChanged && (
        <>
          <Action
            label={t('redraw')}
            onClick={() => setHazardTool(kind === 'flooded-area' ? 'draw-area' : 'mark-point')}
          />
          <ClosureForm
            kind={kind}
            area={drawn ?? area}
            closure={closure}
            onDone={() => onChange(false)}
          />
        </>
      )}
      <CardButtons
        name={name}
        area={area}
        onRemove={() => void attempt(() => deleteClosure(closure, signedWith()))}
      >
        {state !== 'ended' && !isLifting && (
          <Action type="primary" label={t('end')} onClick={() => setIsLifting(true)} />
        )}
        {!isChanged && <Action label={t('edit')} onClick={() => onChange(true)} />}
      </CardButtons>
      <HistoryPart subject="closures" id={id} />
      {problem && <NotSaved problem={problem} />}
    </article>
  )
}

const FIRST = 5

/** Stockpiles and works that no road joins any more while the closures hold. */
const Effects = () => {
  const { t } = useText('hazards')
  const { data } = useClosureEffects()
  if (!data || data.closures.length === 0) return null
  const { stockpiles, works } = data
  const lists = [
    ['stockpiles', t('cutOffStockpiles', { count: stockpiles.length }), stockpiles],
    ['flood-works', t('cutOffWorks', { count: works.length }), works],
  ] as const satisfies readonly (readonly [CollectionId, string, unknown])[]
  const shown = lists.filter(([, , features]) => features.length > 0)
  if (shown.length === 0) return <p className="secondary">{t('nothingCutOff')}</p>
  return shown.map(([collection, title, features]) => (
    <Message
      key={collection}
      type="warning"
      title={title}
      description={<FeatureLinks collection={collection} features={features} first={FIRST} />}
    />
  ))
}
