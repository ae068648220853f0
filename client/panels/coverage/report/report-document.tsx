import { AREA_CLASS_NAMES, AREA_CLASSES } from '../../../../data/standards.ts'
import { durationText, numberText } from '../../../../data/wording.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import type { MapPicture } from '../../../map/map-picture.ts'
import type { PrintedMap } from '../../../print/map-drawing.ts'
import { MapFigure } from '../../../print/map-figure.tsx'
import { PrintPages, PrintTable } from '../../../print/print-pages.tsx'
import { changeText, shareInWords } from '../result/figure-text.ts'
import { MAP_BOXES } from './report-source.ts'
import {
  basis,
  conditions,
  type ReportContext,
  reportTables,
  reportTitle,
  subtitle,
} from './report-tables.ts'

interface ReportDocumentProps {
  context: ReportContext
  /** Null for a report without a map. */
  map: PrintedMap | null
  /** Null while it is drawn. */
  picture: MapPicture | null
}

/** The whole report, for paper and for the preview. */
export const ReportDocument = ({ context, map, picture }: ReportDocumentProps) => {
  const { source, settings, texts, language } = context
  const { answer } = source
  const { paper } = settings
  const tables = reportTables(context).map(({ id, ...table }) => ({
    id,
    element: <PrintTable key={id} {...table} />,
  }))
  // on a sheet that lies there is room for the counties beside the map
  const isBeside = (id: string): boolean =>
    map !== null && paper.orientation === 'landscape' && id === 'counties'
  return (
    <PrintPages
      title={reportTitle(settings, texts)}
      facts={[
        texts.report('sheet.date', { time: dateTimeText(Date.parse(answer.timeStamp)) }),
        texts.coverage('summary.revision', { revision: answer.revision }),
      ]}
      notice={answer.notice?.[language] ?? null}
    >
      <p className="report-subtitle">{subtitle(source, texts)}</p>
      <p className="report-conditions">{conditions(answer, language).join(' · ')}</p>
      <div className="report-overview">
        {map && (
          <MapFigure
            map={map}
            picture={picture}
            box={MAP_BOXES[paper.size]}
            paperSize={paper.size}
          />
        )}
        <div className="report-beside">
          <Summary context={context} />
          {tables.filter(({ id }) => isBeside(id)).map(({ element }) => element)}
        </div>
      </div>
      {tables.filter(({ id }) => !isBeside(id)).map(({ element }) => element)}
      <p className="report-basis">{basis(answer, texts).join(' · ')}</p>
    </PrintPages>
  )
}

/** The figures that matter most, large: who is reached in time. */
const Summary = ({ context: { source, texts, language } }: { context: ReportContext }) => {
  const { summary, changes, query, band } = source.answer
  const { report, coverage } = texts
  const figure = (count: number): string => numberText(count, language)
  const people = (count: number): string => report('sheet.people', { count: figure(count) })
  const counts = [
    [report('sheet.late'), people(summary.people - summary.peopleInTime)],
    [coverage('summary.gaps'), coverage('summary.gapUnit', { count: figure(summary.gapCount) })],
    [report('sheet.unreachable'), people(summary.peopleUnreachable)],
    [
      coverage('summary.stations'),
      coverage('summary.stationsOf', {
        counted: figure(summary.stationsCounted),
        all: figure(summary.stationsInAll),
      }),
    ],
  ] as const
  // on paper this stands in the middle of a line
  const isSame = changes?.people === 0
  const difference =
    changes &&
    (isSame ? report('sheet.noChange') : changeText(changes, summary.people, language, coverage))
  const ofAll = { inTime: figure(summary.peopleInTime), all: figure(summary.people) }
  return (
    <div className="report-summary">
      <div>
        <p>
          <span className="report-share">{shareInWords(summary, band)}</span>{' '}
          <strong>{report('sheet.inTime')}</strong>
        </p>
        <Bar {...summary} />
        <p>{report('sheet.peopleOf', ofAll)}</p>
        {changes && (
          <p>
            {report('sheet.difference')} <strong>{difference}</strong>
          </p>
        )}
      </div>
      <div>
        {AREA_CLASS_NAMES.map((areaClass) => {
          const { people: all, peopleInTime } = summary.byClass[areaClass]
          const time = durationText(query.standards[areaClass], language)
          const name = AREA_CLASSES[areaClass].label[language]
          const ends = band && {
            slow: band.slow.byClass[areaClass],
            fast: band.fast.byClass[areaClass],
          }
          return (
            <div key={areaClass} className="report-class">
              <p className="report-pair">
                {coverage('summary.standardOf', { areaClass: name, time })}{' '}
                <strong>{shareInWords({ people: all, peopleInTime }, ends)}</strong>
              </p>
              <Bar people={all} peopleInTime={peopleInTime} />
              <p>
                {coverage('summary.classOf', { inTime: figure(peopleInTime), all: figure(all) })}
              </p>
            </div>
          )
        })}
      </div>
      <dl className="report-counts">
        {counts.map(([label, count]) => (
          <div key={label} className="report-pair">
            <dt>{label}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** The part in time is filled. */
const Bar = ({ people, peopleInTime }: { people: number; peopleInTime: number }) => (
  <div className="report-bar">
    <div style={{ inlineSize: `${people > 0 ? (100 * peopleInTime) / people : 0}%` }} />
  </div>
)
