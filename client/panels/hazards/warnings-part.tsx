import { Alert, Button, Collapse, Empty, Spin, Tag } from 'antd'
import { useState } from 'react'
import { bboxOf } from '../../../data/geometry.ts'
import { WARNING_KINDS, WARNING_LEVELS, type Warning } from '../../../data/warning.ts'
import { asApiProblem } from '../../api-problem.ts'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { deleteWarning, useWarnings } from '../../hazard-api.ts'
import { useDispatchText } from '../../i18n/dispatch-texts.ts'
import { flyTo } from '../../state/app-state.ts'
import { setHazardTool, useHazardDraft } from '../../state/hazard-draft.ts'
import { CapForm } from './cap-form.tsx'
import { Inside } from './inside.tsx'
import { WarningForm } from './warning-form.tsx'

/** Warnings, the highest level in force first. */
export const WarningsPart = () => {
  const { t, language } = useDispatchText('hazards')
  const { data, error, isLoading, refetch } = useWarnings()
  const { tool, area } = useHazardDraft()
  const byRank = data?.toSorted(
    (a, b) =>
      Number(b.isActive) - Number(a.isActive) ||
      WARNING_LEVELS[b.level].rank - WARNING_LEVELS[a.level].rank,
  )
  return (
    <>
      <Button className="target" onClick={() => setHazardTool('draw-area')}>
        {t('warningDraw')}
      </Button>
      {tool !== 'none' && (
        <Alert
          type="info"
          showIcon
          title={t('drawing')}
          action={
            <Button className="target" onClick={() => setHazardTool('none')}>
              {t('leave')}
            </Button>
          }
        />
      )}
      {area && area.type !== 'Point' && <WarningForm area={area} />}
      <Collapse
        size="small"
        items={[{ key: 'cap', label: t('warningCap'), children: <CapForm /> }]}
      />
      {error && (
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
      )}
      {isLoading && <Spin />}
      {byRank?.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('warningsEmpty')} />
      )}
      {byRank?.map((warning) => (
        <WarningCard key={warning.id} warning={warning} />
      ))}
    </>
  )
}

const WarningCard = ({ warning }: { warning: Warning }) => {
  const { t, language } = useDispatchText('hazards')
  const [problem, setProblem] = useState<string | null>(null)
  const { level, kind, from, until, origin } = warning
  const remove = (): void => {
    deleteWarning(warning).catch((error: unknown) =>
      setProblem(asApiProblem(error).sentence[language]),
    )
  }
  return (
    <article className="hazard-card">
      <div className="hazard-head">
        <h3>{warning.name}</h3>
        <span className="warning-level" style={{ borderColor: WARNING_LEVELS[level].colour }}>
          {WARNING_LEVELS[level].label[language]}
        </span>
      </div>
      <p>
        {WARNING_KINDS[kind][language]} · {dateTimeText(Date.parse(from))} –{' '}
        {until ? dateTimeText(Date.parse(until)) : t('open')}{' '}
        <Tag>{t(warning.isActive ? 'inForce' : 'notInForce')}</Tag>
      </p>
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
        <Button className="target" danger onClick={remove}>
          {t('remove')}
        </Button>
      </div>
      {problem && <Alert type="error" showIcon title={problem} />}
    </article>
  )
}
