import { createPortal } from 'react-dom'
import { type Paper, pageRule, sheetSize } from './layout/paper.ts'
import type { ReportLayout } from './layout/report-layout.ts'
import { ReportSvg } from './paint/report-svg.tsx'

interface ReportSheetProps {
  layout: ReportLayout
  paper: Paper
  mapUrl: string | null
}

/**
 * The report as the browser prints it, alone on its sheet. Invisible on the screen; a child of the
 * body, so that nothing can cut it off.
 */
export const ReportSheet = ({ layout, paper, mapUrl }: ReportSheetProps) => {
  const { widthMm, heightMm } = sheetSize(paper)
  return createPortal(
    <section
      className="report-sheet"
      style={{ inlineSize: `${widthMm}mm`, blockSize: `${heightMm}mm` }}
    >
      <style>{`@media print { ${pageRule(paper)} }`}</style>
      <ReportSvg layout={layout} mapUrl={mapUrl} />
    </section>,
    document.body,
  )
}
