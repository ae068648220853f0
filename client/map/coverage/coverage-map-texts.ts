/** Texts of the coverage picture on the map, in both languages. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { RampStep } from '../../layers/coverage-ramp.ts'
import type { CoveragePaint } from '../../state/app-state.ts'

export const COVERAGE_MAP_TEXTS = {
  legend: { zh: '覆盖图例', en: 'Coverage legend' },
  paint: { zh: '按什么着色', en: 'Coloured by' },
  unit: { zh: '分钟', en: 'min' },
  unreachable: { zh: '无法到达', en: 'Cannot be reached' },
  inTime: { zh: '达标', en: 'In time' },
  notInTime: { zh: '未达标', en: 'Not in time' },
  slider: { zh: '淡化更慢的地方', en: 'Fade slower places' },
  allShown: { zh: '全部', en: 'All' },
  contours: { zh: '等时线', en: 'Isochrones' },
  fold: { zh: '收起图例', en: 'Fold the legend' },
  unfold: { zh: '展开图例', en: 'Show the legend' },
  close: { zh: '关闭', en: 'Close' },
  people: { zh: '人口', en: 'People' },
  place: { zh: '类别', en: 'Class' },
  first: { zh: '最先到达', en: 'First there' },
  second: { zh: '第二支', en: 'Second there' },
  nobody: { zh: '无法到达', en: 'cannot be reached' },
  leave: { zh: '退出（Esc）', en: 'Leave (Esc)' },
  atCentre: { zh: '放在地图中心', en: 'At the centre of the map' },
  today: { zh: '现状', en: 'Today' },
  draft: { zh: '未保存的方案', en: 'Scenario, not saved' },
  loadingScenario: { zh: '正在读取方案…', en: 'Loading the scenario…' },
  computing: { zh: '正在计算…', en: 'Computing…' },
  endCompare: { zh: '结束对照', en: 'End comparison' },
  compare: { zh: '对照地图', en: 'Map for comparison' },
} as const satisfies Record<string, Bilingual>

/** What the map can be painted by. */
export const PAINT_TEXTS: Readonly<Record<CoveragePaint, Bilingual>> = {
  time: { zh: '首支到达', en: 'First arrival' },
  served: { zh: '是否达标', en: 'In time?' },
  second: { zh: '第二支到达', en: 'Second arrival' },
}

/** What a click does while a tool is in use. */
export const TOOL_TEXTS = {
  add: { zh: '点击地图，在该处新增站点。', en: 'Click the map to add a station there.' },
  'close-road': { zh: '点击道路或桥梁，将其封闭。', en: 'Click a road or a bridge to close it.' },
  'draw-area': {
    zh: '逐点点击圈出范围，点起点或按回车完成；范围内的道路全部封闭。',
    en: 'Click the corners of an area; click the first one or press Enter to finish. Roads in it are closed.',
  },
} as const satisfies Record<string, Bilingual>

/** "3–5", "> 30". */
export const stepText = ({ fromMinutes, toMinutes }: RampStep): string =>
  toMinutes === null ? `> ${fromMinutes}` : `${fromMinutes}–${toMinutes}`

/** "≤ 8 分钟". */
export const withinText = (minutes: number): Bilingual => ({
  zh: `≤ ${minutes} 分钟`,
  en: `≤ ${minutes} min`,
})

/** Name of a station that has just been drawn. */
export const newStationText = (number: number): Bilingual => ({
  zh: `新增站点 ${number}`,
  en: `New station ${number}`,
})

export const draftStationText = (kind: 'added' | 'moved' | 'removed', name: string): Bilingual =>
  ({
    added: { zh: `新增：${name}`, en: `Added: ${name}` },
    moved: { zh: `迁移：${name}`, en: `Moved: ${name}` },
    removed: { zh: `停用：${name}`, en: `Closed: ${name}` },
  })[kind]

/** How a station of the draft is edited without a mouse. */
export const EDIT_HINT: Bilingual = {
  zh: '可拖动；方向键移动，Delete 键撤去',
  en: 'drag it; arrow keys move it, Delete takes it away',
}

/** @param kind what is done there, in the language. */
export const proposedText = (
  rank: number,
  name: string,
  kind: string,
  peopleWon: string,
): Bilingual => ({
  zh: `建议站址 ${rank}：${name}，${kind}，新增达标 ${peopleWon} 人`,
  en: `Proposed site ${rank}: ${name}, ${kind}, ${peopleWon} more people in time`,
})
