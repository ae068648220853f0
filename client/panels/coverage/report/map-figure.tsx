import type { MapPicture } from '../../../map/coverage/report-map.ts'
import { PAPER_SCALES, type Paper, type PaperSize } from '../../../print/paper.ts'
import { type Drawing, INK, LETTER_MM } from './drawing.ts'
import { type MapBox, mapLegend, mapOverlay } from './map-drawing.ts'
import type { ReportMap } from './report-legend.ts'

const MM_PER_INCH = 25.4

/** Whole numbers of dots and of CSS pixels; as the box of the whole city, a little higher than broad. */
export const MAP_BOXES: Readonly<Record<PaperSize, MapBox>> = {
  A4: { widthMm: 4.25 * MM_PER_INCH, heightMm: 4.375 * MM_PER_INCH },
  A3: { widthMm: 6.75 * MM_PER_INCH, heightMm: 7 * MM_PER_INCH },
}

/** The box in millimetres of drawings, which grow with the paper. */
export const drawnBox = ({ size }: Paper): MapBox => ({
  widthMm: MAP_BOXES[size].widthMm / PAPER_SCALES[size],
  heightMm: MAP_BOXES[size].heightMm / PAPER_SCALES[size],
})

interface MapFigureProps {
  map: ReportMap
  /** Null while it is drawn. */
  picture: MapPicture | null
  paper: Paper
}

/** Picture of the map with its markers, and under it the legend. */
export const MapFigure = ({ map, picture, paper }: MapFigureProps) => {
  const { widthMm, heightMm } = MAP_BOXES[paper.size]
  const box = drawnBox(paper)
  return (
    <figure className="report-map" style={{ inlineSize: `${widthMm}mm` }}>
      <div className="report-picture" style={{ blockSize: `${heightMm}mm` }}>
        {picture && (
          <>
            <img src={picture.url} alt={map.title} />
            <DrawingSvg drawing={mapOverlay(map, picture.bbox, box)} />
          </>
        )}
      </div>
      <figcaption>
        <DrawingSvg
          drawing={mapLegend(map, picture?.bbox ?? null, box, PAPER_SCALES[paper.size])}
        />
      </figcaption>
    </figure>
  )
}

/** A drawing as broad as there is room. */
const DrawingSvg = ({ drawing: { widthMm, heightMm, shapes, labels } }: { drawing: Drawing }) => (
  <svg
    viewBox={`0 0 ${widthMm} ${heightMm}`}
    role="img"
    aria-label={labels.map(({ text }) => text).join(', ')}
  >
    {shapes.map(({ d, fill, stroke, strokeMm }, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: nothing keeps a state
      <path key={place} d={d} fill={fill ?? 'none'} stroke={stroke} strokeWidth={strokeMm} />
    ))}
    {labels.map(({ text, x, y, sizeMm, anchor, isStrong, colour }, place) => (
      <text
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing keeps a state
        key={place}
        {...{ x, y }}
        fontSize={sizeMm ?? LETTER_MM}
        fontWeight={isStrong ? 600 : 400}
        textAnchor={anchor}
        fill={colour ?? INK}
      >
        {text}
      </text>
    ))}
  </svg>
)
