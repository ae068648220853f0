/** Texts of the coverage picture on the map, in both languages. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { numberText } from '../../../data/wording.ts'
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
  won: { zh: '新达标', en: 'Won' },
  lost: { zh: '不再达标', en: 'Lost' },
  alike: { zh: '没有变化', en: 'Alike' },
  lateShare: { zh: '乡镇未达标人口占比', en: 'Share of a town’s people not in time' },
  changeByTown: { zh: '乡镇达标人口之差（人）', en: 'People won and lost in a town' },
  circles: { zh: '人的缺口', en: 'people in a gap' },
  near: {
    zh: '放大后显示六边形；乡镇范围按居民点划分，非行政界线',
    en: 'Hexagons when near. Areas of towns follow their people; they are no boundaries.',
  },
  station: { zh: '现有救援站', en: 'Present stations' },
  drawingMap: { zh: '正在绘制覆盖图…', en: 'Drawing the coverage map…' },
  loadingMap: { zh: '正在计算覆盖图…', en: 'Computing the coverage map…' },
} as const satisfies Record<string, Bilingual>

/** What the map can be painted by. */
export const PAINT_TEXTS: Readonly<Record<CoveragePaint, Bilingual>> = {
  served: { zh: '未达标', en: 'Not in time' },
  time: { zh: '首支到达', en: 'First' },
  second: { zh: '第二支', en: 'Second' },
  change: { zh: '增减', en: 'Change' },
}

/** What a click does while a tool is in use. */
export const TOOL_TEXTS = {
  add: { zh: '点击地图，在该处新增站点。', en: 'Click the map to add a station there.' },
  move: { zh: '点击新位置，站点迁到那里。', en: 'Click where the station is to stand.' },
  'close-road': { zh: '点击道路或桥梁，将其封闭。', en: 'Click a road or a bridge to close it.' },
  'draw-area': {
    zh: '逐点点击圈出范围，点起点或按回车完成；范围内的道路全部封闭。',
    en: 'Click the corners of an area; click the first one or press Enter to finish. Roads in it are closed.',
  },
} as const satisfies Record<string, Bilingual>

/** "3–5", "> 30". */
export const stepText = ({ fromMinutes, toMinutes }: RampStep): string =>
  toMinutes === null ? `> ${fromMinutes}` : `${fromMinutes}–${toMinutes}`

const MINUS = '\u2212'
const signed = (people: number, language: Language): string =>
  `${people < 0 ? MINUS : '+'}${numberText(Math.abs(people), language)}`

/**
 * What stands under the beginning of a class, and what it is from end to end: "15", "15–30%"; of
 * changes "+1,000", "+1,000 … +4,999".
 * @param next where the next class begins; null for the last
 */
export const classText = (
  paint: 'late' | 'change',
  from: number | null,
  next: number | null,
  language: Language,
): { readonly mark: string; readonly heard: string } => {
  if (paint === 'late') {
    const [low, high] = [from ?? 0, next ?? 100]
    return { mark: next === null ? `${low}%` : String(low), heard: `${low}–${high}%` }
  }
  // losses are labelled by the end that is nearer to none, as gains are: both sides read alike
  if (from === null) return { mark: '', heard: `≤ ${signed((next ?? 0) - 1, language)}` }
  const last = next === null ? null : next - 1
  if (last === 0) return { mark: '', heard: '0' }
  if (from < 0 && last !== null) {
    const mark = signed(from - 1, language)
    return { mark, heard: `${signed(from, language)} … ${signed(last, language)}` }
  }
  const low = signed(from, language)
  return {
    mark: from > 1 ? low : '0',
    heard: last === null ? `≥ ${low}` : `${low} … ${signed(last, language)}`,
  }
}

const MYRIAD = 10_000

/** "1 万", "500", "10,000". */
export const roundPeopleText = (people: number, language: Language): string =>
  language === 'zh' && people >= MYRIAD ? `${people / MYRIAD} 万` : numberText(people, language)

/** "≤ 8 分钟". */
export const withinText = (minutes: number): Bilingual => ({
  zh: `≤ ${minutes} 分钟`,
  en: `≤ ${minutes} min`,
})

/** Name of a station that has just been drawn. @param town in the language; null where it is not known */
export const newStationText = (number: number, town: string | null): Bilingual => ({
  zh: town ? `${town}新增站 ${number}` : `新增站点 ${number}`,
  en: town ? `New station ${number}, ${town}` : `New station ${number}`,
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

/** Of sites that the answer beside does not have, and of those that only it has. */
export const ONLY_HERE: Bilingual = { zh: '只在本结果', en: 'Only in this result' }
export const besideText = (name: string): Bilingual => ({
  zh: `只在“${name}”`,
  en: `Only in “${name}”`,
})
