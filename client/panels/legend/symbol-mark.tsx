import type { MapSymbol } from '../../../data/resource.ts'
import type { SymbolShape } from '../../layers/feature-look.ts'
import { iconPath } from '../../layers/icon-paths.ts'

interface SymbolMarkProps {
  icon: MapSymbol['icon']
  colour: string
  shape?: SymbolShape
}

const SIDE = 26
const RADIUS = 11.5
const ICON_SIDE = 14.5

/** A symbol as the map draws it. */
export const SymbolMark = ({ icon, colour, shape = 'ready' }: SymbolMarkProps) => {
  const { paths, side } = iconPath(icon)
  const isReady = shape === 'ready'
  const offset = (SIDE - ICON_SIDE) / 2
  return (
    <svg className="symbol-mark" viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
      <circle
        cx={SIDE / 2}
        cy={SIDE / 2}
        r={RADIUS}
        fill={isReady ? colour : 'var(--surface)'}
        stroke={isReady ? 'var(--surface)' : colour}
        strokeWidth="2.5"
        strokeDasharray={shape === 'unready' ? '4.2 4.2' : undefined}
      />
      <g
        transform={`translate(${offset} ${offset}) scale(${ICON_SIDE / side})`}
        fill={isReady ? '#ffffff' : colour}
      >
        {paths.map((path) => (
          <path key={path} d={path} />
        ))}
      </g>
    </svg>
  )
}
