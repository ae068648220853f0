import { Alert, Button, Collapse, Empty, Spin } from 'antd'
import { WARNING_LEVELS } from '../../../data/warning.ts'
import { useWarnings } from '../../api/hazards.ts'
import { asApiProblem } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { setHazardTool, useHazardDraft } from '../../state/map-tool.ts'
import { CapForm } from './cap-form.tsx'
import { WarningCard } from './warning-card.tsx'
import { WarningForm } from './warning-form.tsx'

/** Warnings, the highest level in force first. */
export const WarningsPart = () => {
  const { t, language } = useText('hazards')
  const { data, error, isLoading, refetch } = useWarnings()
  const { tool, area } = useHazardDraft()
  const byRank =
    data &&
    [...data].sort(
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
          title={t('drawingWarning')}
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
