/** A bureau's own registers: on their way in, and what came in before. */
import { useState } from 'react'
import { Choice } from '../../form/pieces.tsx'
import '../../i18n/intake-texts.ts'
import { useText } from '../../i18n/text.ts'
import { openImport, useIntake } from '../../state/intake.ts'
import { BinList, RecentChanges } from '../edit/changes-and-bin.tsx'
import { ImportView } from './import-view.tsx'
import { ImportsPart } from './imports-part.tsx'
import { StartPart } from './start-part.tsx'
import '../../form/blocks.css'
import './data.css'

const PARTS = ['bring', 'imports', 'changes', 'bin'] as const
type Part = (typeof PARTS)[number]

export const DataPanel = () => {
  const { t } = useText('intake')
  const [part, setPart] = useState<Part>('bring')
  const importId = useIntake((state) => state.importId)
  const open = (id: number): void => {
    openImport(id)
    setPart('bring')
  }
  return (
    <section className="stack thumb-panel" aria-label={t('title')}>
      <Choice
        block
        label={t('title')}
        value={part}
        values={PARTS}
        textOf={(value) => t(`parts.${value}`)}
        onChange={setPart}
      />
      {part === 'imports' && <ImportsPart onOpen={open} />}
      {part === 'changes' && <RecentChanges />}
      {part === 'bin' && <BinList />}
      {part === 'bring' && importId === null && <StartPart onOpen={open} />}
      {part === 'bring' && importId !== null && <ImportView key={importId} id={importId} />}
    </section>
  )
}
