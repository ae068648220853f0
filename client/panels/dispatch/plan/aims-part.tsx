import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { PLAN_AIMS, type PlanAim, usualAims } from '../../../../data/plan-request.ts'
import { Action } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { type PlanContent, setObjectives } from '../../../state/plan-draft.ts'
import { plannedSites } from '../../../state/plan-question.ts'

const isService = (aim: PlanAim | undefined): boolean => aim === 'missed' || aim === 'lateness'

/** The aims with one of them at another place; null where sending nothing would then be best. */
export const movedAim = (
  aims: readonly PlanAim[],
  aim: PlanAim,
  to: number,
): readonly PlanAim[] | null => {
  const others = aims.filter((each) => each !== aim)
  const moved = [...others.slice(0, to), aim, ...others.slice(to)]
  return to >= 0 && to < aims.length && isService(moved[0]) ? moved : null
}

/** What the plan is judged by, in order: moved by its buttons or drawn to another place. */
export const AimsPart = ({ content }: { content: PlanContent }) => {
  const { t, language } = useText('plan')
  const [dragged, setDragged] = useState<PlanAim | null>(null)
  const isAnyUntimed =
    content.rules.deadlines === false ||
    plannedSites(content).some(({ deadline }) => deadline === null)
  const aims = content.objectives ?? usualAims(isAnyUntimed)
  const others = usualAims(false).filter((aim) => !aims.includes(aim))
  const set = (moved: readonly PlanAim[] | null): void => {
    if (moved) setObjectives(moved)
  }
  return (
    <div className="stack">
      <p className="secondary">{t('aimsHow')}</p>
      <ol className="plan-aims">
        {aims.map((aim, index) => {
          const label = PLAN_AIMS[aim][language]
          const up = movedAim(aims, aim, index - 1)
          const down = movedAim(aims, aim, index + 1)
          const without = aims.filter((each) => each !== aim)
          return (
            <li
              key={aim}
              draggable
              onDragStart={() => setDragged(aim)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault()
                if (dragged) set(movedAim(aims, dragged, index))
              }}
            >
              <span className="row block-head">
                <span>{label}</span>
                <span className="row">
                  <Action
                    type="text"
                    icon={ArrowUpOutlined}
                    disabled={!up}
                    aria-label={t('aimUp', { aim: label })}
                    onClick={() => set(up)}
                  />
                  <Action
                    type="text"
                    icon={ArrowDownOutlined}
                    disabled={!down}
                    aria-label={t('aimDown', { aim: label })}
                    onClick={() => set(down)}
                  />
                  <Action
                    type="text"
                    icon={CloseOutlined}
                    disabled={!isService(without[0])}
                    aria-label={t('aimWithout', { aim: label })}
                    onClick={() => set(without)}
                  />
                </span>
              </span>
            </li>
          )
        })}
      </ol>
      <div className="buttons">
        {others.map((aim) => (
          <Action
            key={aim}
            icon={PlusOutlined}
            label={PLAN_AIMS[aim][language]}
            onClick={() => set([...aims, aim])}
          />
        ))}
        {content.objectives && (
          <Action label={t('aimsUsual')} onClick={() => setObjectives(null)} />
        )}
      </div>
    </div>
  )
}
