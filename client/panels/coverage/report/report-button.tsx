import { FileTextOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
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
      <Button
        className="target"
        icon={<FileTextOutlined aria-hidden />}
        title={t('openHint')}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        {t('open')}
      </Button>
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
