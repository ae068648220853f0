/** A bureau's own registers: on their way in, what came in before, and forms in which they go out. */
import { Choice } from '../../form/pieces.tsx'
import '../../i18n/intake-texts.ts'
import { useText } from '../../i18n/text.ts'
import { DATA_PARTS, openImport, showPart, useIntake } from '../../state/intake.ts'
import { BinList, RecentChanges } from '../edit/changes-and-bin.tsx'
import { FormsPart } from './forms/forms-part.tsx'
import { ImportView } from './import-view.tsx'
import { ImportsPart } from './imports-part.tsx'
import { StartPart } from './start-part.tsx'
import '../../form/blocks.css'
import './data.css'

export const DataPanel = () => {
  const { t } = useText('intake')
  const part = useIntake((state) => state.part)
  const importId = useIntake((state) => state.importId)
  return (
    <section className="stack thumb-panel" aria-label={t('title')}>
      <Choice
        block
        label={t('title')}
        value={part}
        values={DATA_PARTS}
        textOf={(value) => t(`parts.${value}`)}
        onChange={showPart}
      />
      {part === 'imports' && <ImportsPart onOpen={openImport} />}
      {part === 'forms' && <FormsPart />}
      {part === 'changes' && <RecentChanges />}
      {part === 'bin' && <BinList />}
      {part === 'bring' && importId === null && <StartPart onOpen={openImport} />}
      {part === 'bring' && importId !== null && <ImportView key={importId} id={importId} />}
    </section>
  )
}
