import type { ReactNode } from 'react'
import type { Bilingual } from '../../../data/bilingual.ts'
import { COLLECTIONS, LAYER_GROUPS } from '../../../data/collections.ts'
import type { MapSymbol } from '../../../data/resource.ts'
import { ROAD_CLASSES, type RoadClass } from '../../../data/road-class.ts'
import { SYMBOL_SHAPES, type SymbolShape } from '../../layers/feature-look.ts'
import { iconPath } from '../../layers/icon-paths.ts'
import { PassedSign } from '../../map/passed-sign.tsx'
import { MAP_PALETTES, type MapPalette } from '../../map/style/palette.ts'
import { useAppState } from '../../state/app-state.ts'

const ROAD_STROKES: readonly (readonly [roadClass: RoadClass, pixels: number])[] = [
  ['expressway', 5],
  ['national', 5],
  ['provincial', 4.5],
  ['arterial', 4],
  ['county', 3.5],
  ['town', 3],
  ['village', 2],
  ['track', 2],
]

const Entry = ({ mark, text }: { mark: ReactNode; text: Bilingual }) => {
  const language = useAppState((state) => state.language)
  return (
    <li className="row key-entry">
      <span className="key-mark" aria-hidden>
        {mark}
      </span>
      {text[language]}
    </li>
  )
}

/** A ring in the colours of the kinds, as clusters have it. */
const RING = `radial-gradient(var(--surface) 56%, transparent 58%), conic-gradient(${LAYER_GROUPS.map(
  (id, index) => {
    const [from, until] = [index, index + 1].map((each) => (100 * each) / LAYER_GROUPS.length)
    return `${COLLECTIONS[id].symbol.colour} ${from}% ${until}%`
  },
).join()})`

interface StrokeProps {
  colour: string
  casing?: string
  pixels: number
  dashes?: string
}

const Stroke = ({ colour, casing, pixels, dashes }: StrokeProps) => (
  <svg className="key-stroke" viewBox="0 0 40 14" aria-hidden="true">
    {casing !== undefined && <path d="M1 7H39" stroke={casing} strokeWidth={pixels + 2} />}
    <path d="M1 7H39" stroke={colour} strokeWidth={pixels} strokeDasharray={dashes} />
  </svg>
)

const strokeOf = ({ fill, casing }: MapPalette['roads'][RoadClass]) => ({ colour: fill, casing })

/** Everything on the map that is not a layer to switch: states, answer, roads, ground. */
export const MapKey = () => {
  const language = useAppState((state) => state.language)
  const palette = MAP_PALETTES[useAppState((state) => state.theme)]
  const { icon, colour } = COLLECTIONS.stations.symbol
  return (
    <>
      <h3>{LEGEND_TEXTS.shapes[language]}</h3>
      <ul className="unmarked key">
        {SYMBOL_SHAPES.map((shape) => (
          <Entry
            key={shape}
            mark={<SymbolMark icon={icon} colour={colour} shape={shape} />}
            text={SHAPE_TEXTS[shape]}
          />
        ))}
        <Entry
          mark={
            <span className="key-cluster" style={{ background: RING }}>
              12
            </span>
          }
          text={LEGEND_TEXTS.cluster}
        />
      </ul>
      <h3>{LEGEND_TEXTS.answer[language]}</h3>
      <AnswerKey palette={palette} />
      <h3>{LEGEND_TEXTS.roads[language]}</h3>
      <ul className="unmarked key">
        {ROAD_STROKES.map(([roadClass, pixels]) => (
          <Entry
            key={roadClass}
            mark={<Stroke {...strokeOf(palette.roads[roadClass])} pixels={pixels} />}
            text={ROAD_CLASSES[roadClass].label}
          />
        ))}
        <Entry
          mark={<Stroke colour={palette.roads.ferry.fill} pixels={2} dashes="6 4" />}
          text={ROAD_CLASSES.ferry.label}
        />
        <Entry
          mark={
            <Stroke colour={palette.roads.county.fill} casing={palette.bridgeCasing} pixels={4} />
          }
          text={LEGEND_TEXTS.bridge}
        />
      </ul>
      <h3>{LEGEND_TEXTS.ground[language]}</h3>
      <ul className="unmarked key">
        <Entry
          mark={
            <span
              className="key-area"
              style={{ background: palette.water, borderColor: palette.waterEdge }}
            />
          }
          text={LEGEND_TEXTS.lake}
        />
        <Entry mark={<Stroke colour={palette.water} pixels={4} />} text={LEGEND_TEXTS.river} />
        <Entry
          mark={<Stroke colour={palette.levee} pixels={2} dashes="6 3" />}
          text={LEGEND_TEXTS.levee}
        />
        <Entry
          mark={<Stroke colour={palette.boundary} pixels={1.6} dashes="7 3 2 3" />}
          text={LEGEND_TEXTS.county}
        />
      </ul>
    </>
  )
}

const AnswerKey = ({ palette }: { palette: MapPalette }) => (
  <ul className="unmarked key">
    <Entry mark={<span className="key-rank">1</span>} text={LEGEND_TEXTS.ranked} />
    <Entry
      mark={
        <span className="key-passed">
          <PassedSign code="off-duty" />
        </span>
      }
      text={LEGEND_TEXTS.passedOver}
    />
    <Entry
      mark={<Stroke colour={palette.route} casing={palette.routeCasing} pixels={6} />}
      text={LEGEND_TEXTS.route}
    />
    <Entry
      mark={<Stroke colour={palette.otherRoute} casing={palette.routeCasing} pixels={4} />}
      text={LEGEND_TEXTS.otherRoute}
    />
  </ul>
)

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

export const LEGEND_TEXTS = {
  title: { zh: '图例与图层', en: 'Legend and layers' },
  layers: { zh: '资源图层', en: 'Resource layers' },
  byTab: { zh: '图层随所开的标签页切换', en: 'Layers follow the open tab' },
  baseMap: { zh: '底图', en: 'Base map' },
  filter: { zh: '筛选', en: 'Filter' },
  filtered: { zh: '已筛选', en: 'Filtered' },
  clear: { zh: '清除筛选', en: 'Clear filters' },
  hint: { zh: '不选即全部显示。', en: 'With none chosen, all are shown.' },
  loading: { zh: '正在载入…', en: 'Loading…' },
  failed: { zh: '载入失败', en: 'Could not be loaded' },
  retry: { zh: '重试', en: 'Try again' },
  shapes: { zh: '救援站状态（所选时间）', en: 'State of stations (at the time chosen)' },
  answer: { zh: '就近调度结果', en: 'Nearest answer' },
  ranked: { zh: '按到达先后编号的资源', en: 'Resources in order of arrival' },
  passedOver: { zh: '跳过的更近资源，记号为原因', en: 'Nearer but passed over; the sign says why' },
  route: { zh: '选中资源的行车路线', en: 'Route of the chosen resource' },
  otherRoute: { zh: '其余资源的行车路线', en: 'Routes of the others' },
  roads: { zh: '道路', en: 'Roads' },
  bridge: { zh: '桥梁、坝顶路', en: 'Bridge, road on a dam' },
  ground: { zh: '底图', en: 'Ground' },
  lake: { zh: '湖泊、水库', en: 'Lake or reservoir' },
  river: { zh: '河流、运河（走向示意）', en: 'River or canal (schematic course)' },
  levee: { zh: '堤防等线状工程', en: 'Levee or other line of works' },
  county: { zh: '区县界', en: 'County boundary' },
  cluster: {
    zh: '该处资源数，环分种类，点击展开',
    en: 'How many there, the ring by kind; click to spread',
  },
  provenance: { zh: '数据来源', en: 'Where the data comes from' },
  network: { zh: '道路网', en: 'Road network' },
  noNetwork: { zh: '没有载入道路网', en: 'No road network is loaded' },
} as const satisfies Record<string, Bilingual>

const SHAPE_TEXTS: Readonly<Record<SymbolShape, Bilingual>> = {
  ready: { zh: '在岗，可出动', en: 'On duty and ready' },
  'off-duty': { zh: '不在值班时间（空心）', en: 'Off duty (hollow)' },
  unready: { zh: '在建、规划或暂停使用（虚线）', en: 'Not yet built or suspended (dashed)' },
}
