/** Texts of the legend, in both languages. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { SymbolShape } from '../../layers/feature-look.ts'

export const LEGEND_TEXTS = {
  title: { zh: '图例与图层', en: 'Legend and layers' },
  layers: { zh: '资源图层', en: 'Resource layers' },
  filter: { zh: '筛选', en: 'Filter' },
  filtered: { zh: '已筛选', en: 'Filtered' },
  clear: { zh: '清除筛选', en: 'Clear filters' },
  hint: { zh: '不选即全部显示。', en: 'With none chosen, all are shown.' },
  loading: { zh: '正在载入…', en: 'Loading…' },
  failed: { zh: '载入失败', en: 'Could not be loaded' },
  retry: { zh: '重试', en: 'Try again' },
  shapes: { zh: '救援站状态（所选时间）', en: 'State of stations (at the time chosen)' },
  answer: { zh: '就近调度结果', en: 'Nearest answer' },
  place: { zh: '事发地点', en: 'Place asked about' },
  ranked: { zh: '按到达先后编号的资源', en: 'Resources in order of arrival' },
  passedOver: { zh: '跳过的更近资源', en: 'Nearer resources passed over' },
  route: { zh: '选中资源的行车路线', en: 'Route of the chosen resource' },
  otherRoute: { zh: '其余资源的行车路线', en: 'Routes of the others' },
  roads: { zh: '道路', en: 'Roads' },
  bridge: { zh: '桥梁、坝顶路', en: 'Bridge, road on a dam' },
  ground: { zh: '底图', en: 'Ground' },
  lake: { zh: '湖泊、水库', en: 'Lake or reservoir' },
  river: { zh: '河流、运河（走向示意）', en: 'River or canal (schematic course)' },
  county: { zh: '区县界', en: 'County boundary' },
  cluster: { zh: '该处资源数，点击放大', en: 'Resources there; click to zoom in' },
  provenance: { zh: '数据来源', en: 'Where the data comes from' },
  network: { zh: '道路网', en: 'Road network' },
  noNetwork: { zh: '没有载入道路网', en: 'No road network is loaded' },
} as const satisfies Record<string, Bilingual>

export const SHAPE_TEXTS: Readonly<Record<SymbolShape, Bilingual>> = {
  ready: { zh: '在岗，可出动', en: 'On duty and ready' },
  'off-duty': { zh: '不在值班时间（空心）', en: 'Off duty (hollow)' },
  unready: { zh: '在建或暂停使用（虚线）', en: 'Not yet built or suspended (dashed)' },
}
