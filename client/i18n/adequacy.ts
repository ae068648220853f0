/** Texts of the dispatcher's tab `adequacy`. */
import type { TextTree } from './text.ts'

export const adequacy = {
  loading: [
    '正在计算各工程的货车行车时间，首次约需十几秒…',
    'Computing lorry times to every work; the first time takes some ten seconds…',
  ],
  failed: ['计算失败：{{detail}}', 'It could not be computed: {{detail}}'],
  normsFailed: ['定额载入失败：{{detail}}', 'The norms could not be loaded: {{detail}}'],
  norm: ['储备定额', 'Reserve norm'],
  parts: { works: ['工程', 'Works'], counties: ['区县', 'Counties'], edit: ['定额', 'Norm'] },
  allMet: [
    '全部工程的计划储备都能在 60 分钟内到位。',
    'The planned reserve of every work can be there within 60 minutes.',
  ],
  worksShort: [
    '{{count}} 处工程的计划储备 60 分钟内不能全部到位',
    '{{count}} work cannot have its planned reserve within 60 minutes',
    '{{count}} works cannot have their planned reserve within 60 minutes',
  ],
  missing: ['平均缺 {{percent}}%', '{{percent}}% missing on average'],
  line: [
    '{{item}}：计划 {{planned}}，30 分钟内 {{within30}}，60 分钟内 {{within60}}；',
    '{{item}}: {{planned}} planned, {{within30}} within 30 min, {{within60}} within 60 min;',
  ],
  short: ['缺 {{short}}', '{{short}} short'],
  legend: [
    '地图上的圆环：面积和数字为该工程各项物资平均缺的比例。',
    'Rings on the map: their area and number are the share missing, averaged over the items of a work.',
  ],
  counted: [
    '同一批物资可能在多个工程的行车时间内，各自计入。',
    'Goods within reach of several works are counted for each of them.',
  ],
  notReached: ['60 分钟内没有储备点能到达', 'no stockpile reaches it within 60 minutes'],
  county: [
    '{{name}}：{{count}} 种物资不足',
    '{{name}}: {{count}} item short',
    '{{name}}: {{count}} items short',
  ],
  countyMet: ['{{name}}：充足', '{{name}}: enough'],
  countyLine: [
    '{{item}}：计划 {{planned}}，现有 {{there}}；',
    '{{item}}: {{planned}} planned, {{there}} available;',
  ],
  buy: ['拟购 {{short}}', 'buy {{short}}'],
  downloads: ['下载', 'Download'],
  worksTable: ['工程缺口（XLSX）', 'shortfalls of works (XLSX)'],
  purchases: ['采购清单（XLSX）', 'purchase list (XLSX)'],
  perKilometre: ['每公里（堤防、险工险段）', 'Per kilometre (levees, danger sections)'],
  perWork: ['每处{{kind}}', 'Per work: {{kind}}'],
  name: ['定额名称', 'Name of the norm'],
  source: ['依据', 'Source'],
  add: ['添加物资', 'Add goods'],
  remove: ['去掉{{item}}', 'Remove {{item}}'],
  copyFirst: [
    '示例定额不能修改；另存后可编辑。',
    'The example cannot be changed; save it under another name to edit it.',
  ],
  saveAs: ['另存为新定额', 'Save as a new norm'],
  save: ['保存', 'Save'],
  saved: ['已保存：{{name}}', 'Saved: {{name}}'],
  deleted: ['已删除：{{name}}', 'Deleted: {{name}}'],
  deleteNorm: ['删除该定额', 'Delete this norm'],
  deleteAsk: ['删除“{{name}}”？删除后不能恢复。', 'Delete “{{name}}”? It cannot be brought back.'],
  deleteYes: ['确认删除', 'Yes, delete it'],
  deleteNo: ['取消', 'Keep it'],
  newName: ['{{name}} 副本', '{{name}} copy'],
} as const satisfies TextTree
