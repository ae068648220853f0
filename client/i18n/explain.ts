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
    standard: [
      '标准：城市社区 {{urban}}内、镇村 {{rural}}内到达为达标。每格按所属类别用各自的标准，两项标准一次算完。',
      'Standard: in time is within {{urban}} in urban communities and within {{rural}} in towns and villages. Each cell has the standard of its own class; both are applied at once.',
    ],
    due: {
      first: ['第 1 支队伍按时到达即为达标。', 'In time when the 1st crew is.'],
      second: [
        '第 2 支队伍也按时到达才算达标（有后备）。',
        'In time when the 2nd crew is as well (a reserve).',
      ],
      third: ['第 3 支队伍也按时到达才算达标。', 'In time when the 3rd crew is as well.'],
    },
    duty: {
      on: [
        '哪些站点计入：{{time}}（北京时间）在岗、有人、已启用的站点。',
        'Who counts: stations in operation, staffed and on duty at {{time}} (Beijing time).',
      ],
      day: [
        '哪些站点计入：运行中、各时段在岗且有人的站点；达标人口按时段加权。',
        'Who counts: stations in operation, staffed and on duty in each period; people in time are weighted over them.',
      ],
      others: ['哪些站点计入：{{who}}。', 'Which stations count: {{who}}.'],
    },
    gear: ['装备：站点须有 {{gear}}。', 'Gear: a station must have {{gear}}.'],
    openBy: [
      '计划 {{day}} 前投用的站点算已投用，按其值班时间计。',
      'What is to open by {{day}} counts as open, at its own hours.',
    ],
    sent: ['已出动的 {{count}} 个站不计入。', 'Without {{count}} stations that are out.'],
    noGear: ['装备：没有要求。', 'Gear: none asked for.'],
    grade: ['等级：{{grade}}。', 'Grade: {{grade}}.'],
    closures: [
      '封路：{{count}} 段道路不能通行，绕行另算。',
      'Closures: {{count}} stretches of road are closed; the way round is taken instead.',
    ],
    noClosures: ['封路：没有。', 'Closures: none.'],
    scenario: [
      '改动：新增 {{add}} 站、停用 {{remove}} 站、迁移 {{move}} 站、调整 {{change}} 站、封路 {{close}} 处。',
      'Changes: {{add}} stations added, {{remove}} closed, {{move}} moved, {{change}} altered, {{close}} road closures.',
    ],
    noScenario: ['改动：没有，按现状计算。', 'Changes: none; computed for today.'],
    counted: ['计入 {{counted}} / {{all}} 个站点。', '{{counted}} of {{all}} stations count.'],
    period: [
      '{{time}}（权重 {{weight}}）：计入 {{counted}} / {{all}} 个站点，{{inTime}} 人达标。',
      '{{time}} (weight {{weight}}): {{counted}} of {{all}} stations count, {{inTime}} people in time.',
    ],
  },
  gaps: [
    '缺口是相邻的未达标格连成的片。改进办法逐项试出：补装备、延长值班、新建站点（在缺口中人最多的几格试），花费小的办法只要能顶最好办法的一半就优先。它不是证明过的最优解，选址请用“选址”。',
    'A gap is a patch of neighbouring cells not reached in time. Remedies are found by trying: gear, longer duty hours, a new station (in the cells with most people of the gap); a cheaper one is preferred when it does at least half of what the best one does. None is proved best: for that, see Siting.',
  ],
  assumptions: ['假定', 'Assumed'],
  assumed: {
    walk: ['道路以外按步行 5 公里/小时计。', 'Off the road, 5 km/h on foot.'],
    speeds: [
      '车速按道路等级和车型（{{vehicle}}）取定值，不含实时路况。',
      'Speeds are fixed by class of road and vehicle ({{vehicle}}); traffic of the moment is not known.',
    ],
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
