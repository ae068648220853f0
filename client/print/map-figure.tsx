import type { MapPicture } from '../map/map-picture.ts'
import { type Drawing, INK, LETTER_MM } from './drawing.ts'
import { type MapBox, mapLegend, mapOverlay, type PrintedMap } from './map-drawing.ts'
import { PAPER_SCALES, type PaperSize } from './paper.ts'

interface MapFigureProps {
  map: PrintedMap
  /** Null while it is drawn. */
  picture: MapPicture | null
  /** Of the picture on the paper. */
  box: MapBox
  paperSize: PaperSize
  /** In place of the legend, for a map beside one that has it. */
  caption?: string | null
}

/** Picture of the map with its markers, and under it the legend. */
export const MapFigure = ({ map, picture, box, paperSize, caption = null }: MapFigureProps) => {
  const scale = PAPER_SCALES[paperSize]
  // Drawings grow with the paper.
  const drawn = { widthMm: box.widthMm / scale, heightMm: box.heightMm / scale }
  return (
    <figure className="print-map" style={{ inlineSize: `${box.widthMm}mm` }}>
      <div className="print-picture" style={{ blockSize: `${box.heightMm}mm` }}>
        {picture && (
          <>
            <img src={picture.url} alt={map.title} />
            <DrawingSvg drawing={mapOverlay(map, picture.bbox, drawn)} />
          </>
        )}
      </div>
      <figcaption>
        {caption ?? <DrawingSvg drawing={mapLegend(map, picture?.bbox ?? null, drawn, scale)} />}
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
