import { dateTimeText } from '../../../../form/shanghai-time.ts'
import type { MapPicture } from '../../../../map/map-picture.ts'
import { MapFigure } from '../../../../print/map-figure.tsx'
import { PrintFacts, PrintPages, PrintTable } from '../../../../print/print-pages.tsx'
import { onPaper } from './figures-table.ts'
import { furtherTables } from './further-tables.ts'
import { assumptionFacts } from './siting-facts.ts'
import type { ReportMap } from './siting-maps.ts'
import type { SitingReportContext } from './siting-source.ts'
import { countiesTable, sitesTable } from './siting-tables.ts'
import { proofLines, summaryText } from './siting-words.ts'

interface SitingDocumentProps {
  context: SitingReportContext
  /** The overview first; empty for a report without maps. */
  maps: readonly ReportMap[]
  /** In the order of the maps, as far as they are drawn. */
  pictures: readonly MapPicture[]
}

export const sitingReportTitle = ({ settings, texts }: SitingReportContext): string =>
  settings.title.trim() || texts.siting('title')

/** The whole report on sites, for paper and for the preview. */
export const SitingDocument = ({ context, maps, pictures }: SitingDocumentProps) => {
  const { source, texts, language } = context
  const { siting } = texts
  const { answer } = source
  const [overview, ...insets] = maps
  // on a sheet that lies there is room for the counties beside the map
  const isWide = overview !== undefined && context.settings.paper.orientation === 'landscape'
  const table = (figures: Parameters<typeof onPaper>[0]) => (
    <PrintTable key={figures.id} {...onPaper(figures, language)} />
  )
  const map = (each: ReportMap, place: number) => (
    <MapFigure
      key={each.caption ?? ''}
      map={each.map}
      picture={pictures[place] ?? null}
      box={each.box}
      paperSize={context.settings.paper.size}
      caption={each.caption}
    />
  )
  return (
    <PrintPages
      title={sitingReportTitle(context)}
      facts={[
        texts.report('sheet.date', { time: dateTimeText(Date.parse(answer.timeStamp)) }),
        texts.coverage('summary.revision', { revision: answer.revision }),
      ]}
      notice={answer.notice?.[language] ?? null}
    >
      <div className="siting-report">
        <div className="report-overview">
          {overview && map(overview, 0)}
          <div className="report-beside">
            <section>
              <h2>{siting('summary.heading')}</h2>
              <p className="siting-report-summary">{summaryText(context)}</p>
            </section>
            {isWide && table(countiesTable(context))}
          </div>
        </div>
        {overview && <p className="report-basis">{siting('map.note')}</p>}
        {answer.sites.length > 0 && table(sitesTable(context))}
        {insets.length > 0 && (
          <section className="print-section">
            <h2>{siting('map.insets')}</h2>
            <div className="siting-report-insets">
              {insets.map((each, place) => map(each, place + 1))}
            </div>
          </section>
        )}
        {!isWide && table(countiesTable(context))}
        {furtherTables(context).map(table)}
        <section className="print-section">
          <h2>{siting('tables.assumptions')}</h2>
          <PrintFacts facts={assumptionFacts(context)} />
        </section>
        <section className="print-section">
          <h2>{siting('tables.proof')}</h2>
          <ul className="siting-report-proof">
            {proofLines(context).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      </div>
    </PrintPages>
  )
}
