import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { ClosureKind } from '../../../data/road-closure.ts'
import { useText } from '../../i18n/text.ts'
import { setHazardTool, useHazardDraft } from '../../state/map-tool.ts'
import { ClosureForm } from './closure-form.tsx'
import { ClosureList } from './closure-list.tsx'
import { Effects } from './effects.tsx'

const TOOLS = { 'flooded-area': 'drawArea', road: 'markRoad', bridge: 'markBridge' } as const

/** Roads that are closed for now, areas under water, and what they cut off. */
export const ClosuresPart = () => {
  const { t } = useText('hazards')
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
      <ClosureList />
      <Effects />
    </>
  )
}
