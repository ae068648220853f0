import { Alert, Button, Collapse, Tag } from 'antd'
import { useState } from 'react'
import { bboxOf } from '../../../data/geometry.ts'
import { WARNING_KINDS, WARNING_LEVELS, type Warning } from '../../../data/warning.ts'
import { deleteWarning } from '../../api/hazards.ts'
import { type ApiProblem, asApiProblem } from '../../api/problem.ts'
import { RemoveButton } from '../../form/remove-button.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { drillText } from '../../layers/hazard-features.ts'
import { flyTo } from '../../state/app-state.ts'
import { READABLE_TAG } from '../../theme.ts'
import { Inside } from './inside.tsx'
import { NotSaved } from './not-saved.tsx'
import { isOutside } from './region.ts'

/** One warning: what, how bad, how long, and what lies inside its area. */
export const WarningCard = ({ warning }: { warning: Warning }) => {
  const { t, language } = useText('hazards')
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const { level, kind, from, until, origin } = warning
  const drill = drillText(warning, language)
  const remove = (): void => {
    deleteWarning(warning).catch((error: unknown) => setProblem(asApiProblem(error)))
  }
  return (
    <article className="hazard-card">
      <div className="hazard-head">
        <h3>
          {drill !== null && <strong className="warning-drill">{drill}</strong>} {warning.name}
        </h3>
        <span className="warning-level" style={{ borderColor: WARNING_LEVELS[level].colour }}>
          {WARNING_LEVELS[level].label[language]}
        </span>
      </div>
      <p>
        {WARNING_KINDS[kind][language]} · {dateTimeText(Date.parse(from))} –{' '}
        {until ? dateTimeText(Date.parse(until)) : t('open')}{' '}
        <Tag style={READABLE_TAG}>{t(warning.isActive ? 'inForce' : 'notInForce')}</Tag>
      </p>
      {isOutside(warning) && <Alert type="warning" showIcon title={t('outside')} />}
      {warning.text && <p className="warning-text">{warning.text}</p>}
      {origin.source === 'cap' && (
        <p className="secondary">
          {t('cap', {
            identifier: origin.identifier,
            status: origin.status,
            from: origin.levelFrom,
          })}
        </p>
      )}
      <Collapse
        size="small"
        items={[{ key: 'inside', label: t('inside'), children: <Inside id={warning.id} /> }]}
      />
      <div className="hazard-tools">
        <Button className="target" onClick={() => flyTo(bboxOf(warning.area))}>
          {t('show')}
        </Button>
        <RemoveButton
          label={t('remove')}
          question={t('removeAsk', { name: warning.name })}
          yes={t('removeYes')}
          no={t('leave')}
          onRemove={remove}
        />
      </div>
      {problem && <NotSaved problem={problem} />}
    </article>
  )
}
