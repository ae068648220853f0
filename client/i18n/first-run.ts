/** Texts of the page that leads from the demonstration to a bureau's own data. */
import type { TextTree } from './text.ts'

export const firstRun = {
  title: ['换成本单位的数据', 'Begin with your own data'],
  how: [
    '按顺序导入最省事：后一步靠前一步判断坐标和归属。每一步都可以以后再做；演示数据按数据集清除，清除前自动备份。',
    'In this order each step helps the next one to tell coordinates and counties. Every step can be done later; demonstration rows are removed by collection, after a backup.',
  ],
  close: ['关闭', 'Close'],
  failed: ['读取不到目前的数据情况：{{detail}}', 'What there is could not be read: {{detail}}'],
  region: {
    title: ['地区', 'Region'],
    name: ['名称', 'Name'],
    nameEn: ['英文名称', 'English name'],
    source: ['区县数据来源', 'Source of the counties'],
    orderMark: ['调拨单字号', 'Mark of transfer orders'],
    save: ['保存名称', 'Save the name'],
    box: [
      '地图范围由{{from}}得出：东经 {{longitudes}}°，北纬 {{latitudes}}°',
      'The map covers the {{from}}: {{longitudes}}° E, {{latitudes}}° N',
    ],
    noBox: [
      '还没有区县、道路或要素，地图显示全国。',
      'There are no counties, roads or features yet: the map shows China.',
    ],
    from: {
      counties: ['区县', 'counties'],
      roads: ['道路', 'roads'],
      features: ['全部要素', 'features'],
    },
  },
  steps: {
    counties: ['区县界', 'Counties'],
    towns: ['乡镇街道', 'Towns'],
    roads: ['道路（OpenStreetMap）', 'Roads (OpenStreetMap)'],
    settlements: ['居民点与人口', 'Settlements and people'],
    registers: ['各类登记', 'Registers'],
  },
  stands: {
    nothing: ['还没有数据', 'Nothing yet'],
    own: ['本单位 {{own}} 个', '{{own}} of your own'],
    demonstration: ['演示数据 {{demonstration}} 个', '{{demonstration}} of the demonstration'],
    both: [
      '本单位 {{own}} 个，演示数据 {{demonstration}} 个：总数会把两者算在一起',
      '{{own}} of your own and {{demonstration}} of the demonstration: totals count them together',
    ],
  },
  done: ['已完成', 'Done'],
  later: ['以后再做', 'Later'],
  now: ['现在做', 'Do it now'],
  isLater: ['留待以后', 'Left for later'],
  bring: ['导入…', 'Import …'],
  remove: {
    button: ['清除演示数据 {{count}} 个', 'Remove {{count}} demonstration rows'],
    all: ['清除各类演示登记 {{count}} 个', 'Remove all {{count}} demonstration rows'],
    what: [
      '将清除 {{what}} 的演示数据，先做备份。',
      'The demonstration rows of {{what}} will be removed, after a backup.',
    ],
    which: [
      '清除所选数据集的演示数据，先做备份：',
      'The demonstration rows of these will be removed, after a backup:',
    ],
    books: [
      '连同演示储备点的台账（{{count}} 笔出入库及其调拨单）',
      'With the books of the demonstration’s stockpiles ({{count}} movements and their orders)',
    ],
    by: ['操作人（必填，记入记录）', 'Who does it (required, kept on record)'],
    yes: ['备份并清除', 'Back up and remove'],
    no: ['不清除', 'Keep them'],
    done: [
      '已清除 {{count}} 个。备份在 {{backup}}，停止服务后可用 npm run restore 恢复。',
      '{{count}} rows were removed. The backup is {{backup}}; npm run restore takes it back once the service is stopped.',
    ],
  },
  roads: {
    inUse: ['正在使用：{{provenance}}；{{source}}', 'In use: {{provenance}}; {{source}}'],
    none: ['没有道路网', 'There are no roads'],
    choose: ['选择道路文件…', 'Choose an extract …'],
    how: [
      '.osm.pbf、.osm 或 .osm.gz，不超过 500 MiB；演示道路会另存，可以换回。',
      '.osm.pbf, .osm or .osm.gz of at most 500 MiB. The demonstration’s roads are put aside and can be taken back.',
    ],
    uploading: ['正在上传 {{name}}', 'Uploading {{name}}'],
    building: ['正在生成道路网：{{name}}', 'Building the roads: {{name}}'],
    cancel: ['取消', 'Cancel'],
    force: ['仍然换用这些道路', 'Use these roads all the same'],
    back: ['换回演示道路', 'Take back the demonstration’s roads'],
  },
} as const satisfies TextTree
