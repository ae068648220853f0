import { FileTextOutlined } from '@ant-design/icons'
import { lazy, Suspense, useState } from 'react'
import { Action } from '../../../form/action.tsx'
import { PartBoundary } from '../../../form/part-boundary.tsx'
import { useText } from '../../../i18n/text.ts'

/** Layout, type and painters come when somebody wants a report. */
const ReportDialog = lazy(async () => ({
  default: (await import('./report-dialog.tsx')).ReportDialog,
}))

/** Opens the report of what is computed now. */
export const ReportButton = () => {
  const { t } = useText('report')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Action
        icon={FileTextOutlined}
        title={t('openHint')}
        aria-haspopup="dialog"
        label={t('open')}
        onClick={() => setIsOpen(true)}
      />
      {isOpen && (
        <PartBoundary>
          <Suspense fallback={<p role="status">{t('dialog.loading')}</p>}>
            <ReportDialog onClose={() => setIsOpen(false)} />
          </Suspense>
        </PartBoundary>
      )}
    </>
  )
}
