/** Closures and warnings: what stands in the way, and what is to be expected. */
import { useState } from 'react'
import { Choice } from '../../form/pieces.tsx'
import '../../i18n/dispatch-texts.ts'
import { useText } from '../../i18n/text.ts'
import { setHazardTool } from '../../state/map-tool.ts'
import { ClosuresPart } from './closures.tsx'
import { WarningsPart } from './warnings.tsx'
import '../../form/blocks.css'
import './hazards.css'

type Part = 'closures' | 'warnings'
const PARTS: readonly Part[] = ['closures', 'warnings']

export const HazardsPanel = () => {
  const { t } = useText('hazards')
  const [part, setPart] = useState<Part>('closures')
  return (
    <section className="stack thumb-panel" aria-label={t('title')}>
      <Choice
        block
        label={t('title')}
        value={part}
        values={PARTS}
        textOf={(value) => t(`tabs.${value}`)}
        onChange={(value) => {
          // what was drawn for the one is not meant for the other
          setHazardTool('none')
          setPart(value)
        }}
      />
      {part === 'closures' ? <ClosuresPart /> : <WarningsPart />}
    </section>
  )
}
