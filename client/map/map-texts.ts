/** Texts of the map itself, in both languages. */
import type { Bilingual } from '../../data/bilingual.ts'

export const MAP_TEXTS = {
  label: {
    zh: '济宁市应急资源地图。方向键移动，加减键缩放；事发地点也可在搜索框中输入。',
    en: 'Map of emergency resources in Jining. Arrow keys move it, plus and minus zoom; a place can also be typed into the search box.',
  },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  attribution: { zh: '显示或收起数据来源', en: 'Show or hide data sources' },
  pin: {
    zh: '事发地点，可拖动，方向键微调',
    en: 'Place asked about; drag it or use the arrow keys',
  },
  passedOver: { zh: '跳过', en: 'Passed over' },
  placeMoved: { zh: '事发地点已改到此处', en: 'The place was moved here' },
  placeSet: { zh: '已设为事发地点', en: 'Set as the place asked about' },
  showNearest: { zh: '看就近调度', en: 'Show nearest' },
  undo: { zh: '撤销', en: 'Undo' },
  loading: { zh: '正在载入资源…', en: 'Loading resources…' },
  failed: { zh: '载入失败：', en: 'could not be loaded: ' },
  retry: { zh: '重试', en: 'Try again' },
} as const satisfies Record<string, Bilingual>

/** "此处 5 个，点击展开" */
export const clusterText = (count: number): Bilingual => ({
  zh: `此处 ${count} 个，点击展开`,
  en: `${count} here, click to spread`,
})

/** "第 1 位：…" */
export const rankText = (rank: number, name: string): Bilingual => ({
  zh: `第 ${rank} 位：${name}`,
  en: `Number ${rank}: ${name}`,
})

/** Words on a printed map. */
export const PRINTED_MAP_TEXTS = {
  north: { zh: '北', en: 'N' },
  metres: { zh: '米', en: 'm' },
  kilometres: { zh: '公里', en: 'km' },
  about: { zh: '约', en: 'about' },
  ownData: {
    zh: '站点、居民点与道路：本系统数据',
    en: 'Stations, settlements and roads: data of this system',
  },
} as const satisfies Record<string, Bilingual>

/** What the map was drawn from; the licence of the water asks for it. */
export const ATTRIBUTION: Bilingual = {
  zh: '区县界：天地图 · 水面：© OpenStreetMap contributors（ODbL）',
  en: 'County boundaries: Tianditu · Water: © OpenStreetMap contributors (ODbL)',
}
