/** Texts of the map itself, in both languages. */
import type { Bilingual } from '../../data/bilingual.ts'

export const MAP_TEXTS = {
  label: {
    zh: '应急资源地图。方向键移动，加减键缩放；事发地点也可在搜索框中输入。',
    en: 'Map of emergency resources. Arrow keys move it, plus and minus zoom; a place can also be typed into the search box.',
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
  measure: { zh: '测量距离', en: 'Measure a distance' },
  measureHow: { zh: '依次点击地图量直线距离', en: 'Click along the way to measure straight lines' },
  measureKeys: { zh: '；退格键退一点，Esc 结束', en: '; Backspace takes one back, Esc ends' },
  straight: { zh: '直线合计', en: 'Straight, in all' },
  stepBack: { zh: '退一点', en: 'Take one back' },
  keepAsNote: { zh: '留作注记', en: 'Keep as a note' },
  note: { zh: '在地图上写注记', en: 'Write a note on the map' },
  notesFull: {
    zh: '注记已满 12 条，删去一条才能再写',
    en: '12 notes are all there can be: remove one first',
  },
  noteHow: { zh: '点击要写注记的地方', en: 'Click where the note belongs' },
  placeHow: { zh: '点击卸货的地方', en: 'Click where the goods are to be unloaded' },
  noteLabel: { zh: '注记', en: 'Note' },
  atCentre: { zh: '取地图中心', en: 'Take the centre of the map' },
  save: { zh: '保存', en: 'Save' },
  remove: { zh: '删除', en: 'Remove' },
  cancel: { zh: '取消', en: 'Cancel' },
  finish: { zh: '结束', en: 'Finish' },

  baseMapFailed: {
    zh: '底图没有载入，其余照常。',
    en: 'The base map did not load; all else goes on.',
  },
  roadsFailed: {
    zh: '部分道路图没有载入。',
    en: 'Some of the roads did not load.',
  },
  switchOff: { zh: '关闭底图', en: 'Switch it off' },
  drawing: { zh: '正在绘制地图…', en: 'Drawing the map…' },
  failed: { zh: '载入失败：', en: 'could not be loaded: ' },
  retry: { zh: '重试', en: 'Try again' },
} as const satisfies Record<string, Bilingual>

/** "此处 5 个，点击展开" */
export const clusterText = (count: number): Bilingual => ({
  zh: `此处 ${count} 个，点击展开`,
  en: `${count} here, click to spread`,
})

/** "注记：…" */
export const noteText = (text: string): Bilingual => ({
  zh: `注记：${text}`,
  en: `Note: ${text}`,
})

/** "正在载入资源（3/8）…" */
export const loadingText = (done: number, all: number): Bilingual => ({
  zh: `正在载入资源（${done}/${all}）…`,
  en: `Loading resources (${done} of ${all})…`,
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
