import { FONT_FAMILY } from '../../../../theme.ts'
import type { Primitive, TextPrimitive } from '../layout/primitives.ts'
import type { ReportLayout } from '../layout/report-layout.ts'

interface ReportSvgProps {
  layout: ReportLayout
  /** The picture of the map; null while there is none. */
  mapUrl: string | null
}

/** Where the map goes, while it is drawn. */
const NO_MAP = '#eef2f5'

/** The report in the page: for the preview, and for print, where letters stay letters. */
export const ReportSvg = ({ layout, mapUrl }: ReportSvgProps) => {
  const { widthMm, heightMm, primitives } = layout
  return (
    <svg
      className="report-svg"
      viewBox={`0 0 ${widthMm} ${heightMm}`}
      fontFamily={FONT_FAMILY}
      textRendering="geometricPrecision"
      aria-hidden="true"
    >
      {primitives.map((primitive, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn anew as a whole, nothing keeps a state
        <Shape key={place} primitive={primitive} mapUrl={mapUrl} />
      ))}
    </svg>
  )
}

const Shape = ({ primitive, mapUrl }: { primitive: Primitive; mapUrl: string | null }) => {
  switch (primitive.kind) {
    case 'text':
      return <Line primitive={primitive} />
    case 'rect': {
      const { x, y, width, height, fill, stroke, strokeMm } = primitive
      const box = { x, y, width, height }
      return (
        <rect {...box} fill={fill ?? 'none'} stroke={stroke ?? 'none'} strokeWidth={strokeMm} />
      )
    }
    case 'line': {
      const { x1, y1, x2, y2, colour, strokeMm } = primitive
      return <line {...{ x1, y1, x2, y2 }} stroke={colour} strokeWidth={strokeMm} />
    }
    case 'polygon':
      return <polygon points={primitive.points.join(' ')} fill={primitive.fill} />
    case 'disc': {
      const { x, y, radiusMm, fill, stroke, strokeMm } = primitive
      return (
        <circle cx={x} cy={y} r={radiusMm} fill={fill} stroke={stroke} strokeWidth={strokeMm} />
      )
    }
    case 'image': {
      const { x, y, width, height } = primitive
      const box = { x, y, width, height }
      return mapUrl === null ? (
        <rect {...box} fill={NO_MAP} />
      ) : (
        <image {...box} href={mapUrl} preserveAspectRatio="none" />
      )
    }
  }
}

const Line = ({ primitive }: { primitive: TextPrimitive }) => {
  const { x, y, text, anchor, colour, sizeMm, weight } = primitive
  return (
    <text x={x} y={y} textAnchor={anchor} fill={colour} fontSize={sizeMm} fontWeight={weight}>
      {text}
    </text>
  )
}
