/** Texts of the dispatcher's tab `find`. */
import type { TextTree } from './text.ts'

export const find = {
  how: [
    '选择物资，可填数量；在地图上点选地点后，按货车行车时间排序，本县优先。',
    'Choose goods and, if you like, quantities. Choose a place on the map and stockpiles are ranked by road time of a lorry, own county first.',
  ],
  add: ['选择物资…', 'Choose goods…'],
  any: ['不限数量', 'any quantity'],
  quantity: ['{{item}}数量', 'Quantity of {{item}}'],
  remove: ['去掉{{item}}', 'Remove {{item}}'],
  near: ['到“{{place}}”的路程', 'On the road to “{{place}}”'],
  onMap: ['地图选点', 'place on the map'],
  noPlace: ['未选地点：点击地图，或', 'No place chosen: click the map, or'],
  atCentre: ['以地图中心为地点', 'Take the middle of the map'],
  loading: ['正在查找…', 'Searching…'],
  failed: ['查找失败：{{detail}}', 'The search failed: {{detail}}'],
  none: ['没有储备点有这些物资的可用库存。', 'No stockpile has any of these goods available.'],
  noneNear: [
    '{{hours}} 小时车程内没有储备点有这些物资。',
    'No stockpile within {{hours}} hours’ drive has these goods.',
  ],
  totals: ['合计', 'Totals'],
  within: ['{{minutes}} 分钟内', 'Within {{minutes}} min'],
  inAll: ['全部可达', 'All that can be reached'],
  everywhere: ['全部储备点', 'All stockpiles'],
  stockpiles: ['储备点', 'Stockpiles'],
  available: ['可用 {{quantity}}', '{{quantity}} available'],
  spare: ['可调 {{quantity}}（最低储备 {{minimum}}）', '{{quantity}} can go (minimum {{minimum}})'],
  reserved: ['已预留 {{quantity}}', '{{quantity}} reserved'],
  expiring: ['90 天内到期 {{quantity}}', '{{quantity}} expiring within 90 days'],
  expired: ['已过期 {{quantity}}', '{{quantity}} expired'],
  enough: ['一处即够', 'enough by itself'],
  ownCounty: ['本县', 'own county'],
  retired: ['{{day}} 停用', 'retired on {{day}}'],
  unreachable: ['道路不通，无法到达：{{names}}', 'No road leads from: {{names}}'],
  sendHere: ['调到这里', 'Send it here'],
  legend: [
    '圆面积：{{item}}可用数量；空心为数量不足',
    'Area of a disc: {{item}} available; hollow: less than wanted',
  ],
  legendShare: [
    '圆面积：各项物资满足所需的最小比例；空心为有物资不足',
    'Area of a disc: the smallest share of what is wanted of each item; hollow: not enough of all',
  ],
  downloads: ['下载查找结果', 'Download what was found'],
} as const satisfies TextTree
