/** Texts that say how the coverage is computed. */
import type { TextTree } from './text.ts'

export const explain = {
  heading: ['这是怎么算出来的', 'How is this computed?'],
  chain: {
    people: [
      '人：居民点的人口分到六边形格网，共 {{cells}} 格、{{people}} 人。每一格只算一次，不会因站点服务区重叠而重复。',
      'People: those of the settlements, laid on a grid of {{cells}} hexagons with {{people}} people. Each cell counts once, however many stations serve it.',
    ],
    time: [
      '时间：从接警到到达 = 站点出动时间 + 按道路行车时间（含转弯、单行、限行）+ 下车步行时间。直线距离从不当作道路距离。',
      'Time: from the call to the arrival = turnout of the station + driving by road (turns, one-way streets and bans included) + the walk from the road. A straight line is never taken for a road.',
    ],
    counted: ['计入 {{counted}} / {{all}} 个站点。', '{{counted}} of {{all}} stations count.'],
    period: [
      '{{name}}：计入 {{counted}} / {{all}} 个站点，{{inTime}} 人达标；全天按权重合计。',
      '{{name}}: {{counted}} of {{all}} stations count, {{inTime}} people in time; the day is weighed over its periods.',
    ],
  },
  gaps: [
    '缺口是相邻的未达标格连成的片。改进办法逐项试出：补装备、延长值班、新建站点（在缺口中人最多的几格试），花费小的办法只要能顶最好办法的一半就优先。它不是证明过的最优解，选址请用“选址”。',
    'A gap is a patch of neighbouring cells not reached in time. Remedies are found by trying: gear, longer duty hours, a new station (in the cells with most people of the gap); a cheaper one is preferred when it does at least half of what the best one does. None is proved best: for that, see Siting.',
  ],
  assumptions: ['假定', 'Assumed'],
  assumed: {
    walk: ['道路以外按步行 5 公里/小时计。', 'Off the road, 5 km/h on foot.'],
    turnout: [
      '没有登记出动时间的新站按 1 分钟计。',
      'A new station without a stated turnout takes 1 minute.',
    ],
  },
  basis: ['依据', 'Computed from'],
  basisLine: [
    '数据版本 {{revision}}；道路网 {{id}}（{{provenance}}）；计算于 {{time}}。',
    'Data revision {{revision}}; road network {{id}} ({{provenance}}); computed {{time}}.',
  ],
  repeat: ['重复计算', 'To repeat it'],
  repeatLine: [
    '把下面的条件发给 POST /api/coverage，数据版本不变时结果相同。',
    'Send these conditions to POST /api/coverage: as long as the data revision is the same, so is the answer.',
  ],
  copyQuery: ['复制条件（JSON）', 'Copy the conditions (JSON)'],
} as const satisfies TextTree
