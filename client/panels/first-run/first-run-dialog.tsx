import { Modal } from 'antd'
import { FIRST_STEPS } from '../../../data/first-steps.ts'
import { useFirstRun } from '../../api/first-run.ts'
import { QueryStatus } from '../../form/pieces.tsx'
import { firstRun } from '../../i18n/first-run.ts'
import { addTexts, useText } from '../../i18n/text.ts'
import { closeFirstRun } from '../../state/first-run.ts'
import { RegionForm } from './region-form.tsx'
import { StepRow } from './step-row.tsx'
import './first-run.css'

addTexts({ firstRun })

const WIDTH_PIXELS = 760

/** From the demonstration to one's own data, step by step. */
export const FirstRunDialog = () => {
  const { t } = useText('firstRun')
  const query = useFirstRun()
  return (
    <Modal
      open
      centered
      width={WIDTH_PIXELS}
      title={t('title')}
      footer={null}
      closable={{ 'aria-label': t('close') }}
      onCancel={closeFirstRun}
    >
      <div className="stack first-run">
        <p>{t('how')}</p>
        <RegionForm />
        <QueryStatus query={query} failed={(reason) => t('failed', reason)} />
        {query.data && (
          <ol className="stack first-steps">
            {FIRST_STEPS.map((step) => (
              <StepRow key={step} step={step} firstRun={query.data} />
            ))}
          </ol>
        )}
      </div>
    </Modal>
  )
}
