/** Texts of siting runs that are kept, compared and taken out as files. */
import type { TextTree } from './text.ts'

export const sitingRuns = {
  heading: ['结果', 'Result'],
  name: ['结果名称', 'Name of the result'],
  proposed: {
    sites: ['{{count}} 处', '{{count}} sites'],
    money: ['{{money}} 万元', '{{money}} (10,000 yuan)'],
  },
  keep: ['保存结果', 'Keep the result'],
  keepLater: [
    '证明和稳定性算完后可保存，也可先停止。',
    'It can be kept once proof and stability are finished, or stopped first.',
  ],
  rename: ['改名', 'Rename'],
  kept: ['已保存为“{{name}}”。', 'Kept as “{{name}}”.'],
  unkept: [
    '尚未保存：切换页签或刷新页面都还在，换一个结果就没有了。',
    'Not kept: it outlives tabs and reloads, and goes once another result takes its place.',
  ],
  failed: ['没有保存：{{detail}}', 'Not kept: {{detail}}'],
  gone: [
    '服务器上已没有这次证明（可能已过期或重启过），以下是最后得到的结果。',
    'The server does not know this proof any more (it may have been started anew); this is the last that was found.',
  ],
  deleted: [
    '这个结果在服务器上已被删除；需要时可以重新保存。',
    'This result has been deleted on the server; it can be kept again.',
  ],
  changed: {
    title: [
      '这个结果算出之后（{{time}}，数据版本 {{revision}}）有变化：{{what}}。',
      'Changed since this was computed ({{time}}, data revision {{revision}}): {{what}}.',
    ],
    data: ['站点、居民点、区划或水域数据', 'stations, settlements, areas or water'],
    roads: ['道路网', 'the road network'],
    again: ['用现在的数据重算', 'Run it again over the present data'],
  },
  apart: {
    title: [
      '以下结果对应的条件与当前不同：{{what}}。',
      'This result belongs to other conditions than those set now: {{what}}.',
    ],
    time: ['时段', 'period'],
    demand: ['需求', 'demand'],
    standard: ['标准', 'standard'],
    vehicle: ['车辆', 'vehicle'],
    stations: ['计入站点', 'stations that count'],
    closures: ['封路', 'closures'],
    scenario: ['方案', 'scenario'],
    take: ['采用结果的条件', 'Take over its conditions'],
    timeOnly: [
      '它的时段不是常用的工作日，条件栏无法设置。',
      'Its periods are not those of the usual day and cannot be set above.',
    ],
  },
  form: {
    title: [
      '表单已改，以下结果对应之前的条件。',
      'The form has changed; this result belongs to the former settings.',
    ],
    back: ['表单恢复为结果的参数', 'Put the form back'],
  },
  waiting: [
    '链接指向已保存的结果“{{name}}”；当前结果尚未保存，没有替换它。',
    'The link names the kept result “{{name}}”; the present one is not kept and was left in place.',
  ],
  missing: [
    '链接所指的结果打不开：{{detail}}',
    'The result that the link names cannot be opened: {{detail}}',
  ],
  open: ['打开', 'Open'],
  openOf: ['打开“{{name}}”', 'Open “{{name}}”'],
  list: {
    heading: ['已保存的结果（{{count}}）', 'Kept results ({{count}})'],
    failed: ['已保存的结果', 'Kept results'],
    none: ['还没有保存过结果。', 'Nothing is kept yet.'],
    entry: [
      '{{sites}} 处，新增达标 {{won}} 人，{{proof}}，{{time}}',
      '{{sites}} sites, {{won}} people won, {{proof}}, {{time}}',
    ],
    changed: ['数据已变化', 'data have changed'],
    replaceAsk: [
      '当前结果尚未保存，打开另一个就没有了。继续？',
      'The present result is not kept and goes when another is opened. Go on?',
    ],
    remove: ['删除', 'Delete'],
    removeOf: ['删除“{{name}}”', 'Delete “{{name}}”'],
    removeAsk: [
      '删除“{{name}}”？所有人都不能再打开，无法撤销。',
      'Delete “{{name}}”? Nobody can open it any more, and it cannot be undone.',
    ],
  },
  compare: {
    heading: ['与另一结果对照', 'Beside another result'],
    with: ['对照', 'Beside'],
    nothing: ['不对照', 'Nothing'],
    wait: ['正在读取…', 'Reading…'],
    caption: ['两个结果对照', 'The two results side by side'],
    here: ['本结果', 'This'],
    sites: ['站址（处）', 'Sites'],
    shared: ['两者都有（处）', 'In both'],
    only: ['只在一方（处）', 'In one only'],
    late: ['未达标的人', 'People not reached in time'],
    inTime: ['建成后达标人口', 'People in time once built'],
    inTimeOf: ['建成后达标人口：{{period}}', 'People in time once built: {{period}}'],
    spent: ['费用（万元）', 'Cost (10,000 yuan)'],
    objective: ['目标值', 'Objective'],
    bound: ['理论界限', 'Bound'],
    proof: ['证明', 'Proof'],
    worst: ['最差区县的达标率', 'Worst county, share in time'],
    p90: ['九成人口多久内有人到', 'Nine of ten people are reached within'],
    gini: ['到达时间的基尼系数', 'Gini coefficient of the times to arrival'],
    computed: ['计算时间', 'Computed'],
    revision: ['数据版本', 'Data revision'],
    none: ['—', '—'],
    apart: [
      '两者的条件不同（{{what}}），数字不能直接相比。',
      'Their conditions differ ({{what}}): the figures cannot be compared as they stand.',
    ],
    elsewhen: ['两者算于不同的数据或道路网。', 'They were computed over different data or roads.'],
    sitesCaption: ['两个结果的站址', 'Sites of the two results'],
    where: ['在哪个结果里', 'In which'],
    both: ['两者', 'both'],
    rankHere: ['本结果序', 'Rank here'],
    rankThere: ['对照序', 'Rank beside'],
    won: ['新增达标', 'People won'],
  },
  files: ['导出站址', 'Export the sites'],
  origin: {
    from: ['来自选址结果：', 'From the siting result: '],
    fromUnkept: [
      '来自选址结果“{{name}}”（未保存）',
      'From the siting result “{{name}}” (not kept)',
    ],
  },
} as const satisfies TextTree
