/** Texts of the printed report on proposed sites, and of its workbook. */
import type { TextTree } from './text.ts'

export const sitingReport = {
  title: ['站点选址报告', 'Report on sites'],
  unfinished: [
    '搜索仍在进行：以下为目前找到的结果，以后可能更好。',
    'The search goes on: this is what has been found so far, and may become better.',
  ],
  counting: [
    '站址已选定，稳定性等仍在计算。',
    'The sites are chosen; their stability is still being computed.',
  ],
  summary: {
    heading: ['摘要', 'Summary'],
    found: [
      '“{{problem}}”：按 {{when}}、{{limit}}，选出 {{count}} 处站址（{{kinds}}）。',
      '“{{problem}}”: for {{when}}, {{limit}}, {{count}} sites were chosen ({{kinds}}).',
    ],
    none: [
      '“{{problem}}”：按 {{when}}、{{limit}}，没有选出站址。',
      '“{{problem}}”: for {{when}}, {{limit}}, no site was chosen.',
    ],
    kind: ['{{kind}} {{count}} 处', '{{kind}}: {{count}}'],
    moment: ['{{time}} 一刻', '{{time}}'],
    periods: ['{{count}} 个时段加权', 'a day of {{count}} periods, weighted'],
    number: ['不超过 {{count}} 处', '{{count}} at the most'],
    budget: [
      '预算 {{most}} 万元（计 {{years}} 年）',
      'a budget of {{most}} (10,000 yuan; years: {{years}})',
    ],
    spent: ['费用合计 {{spent}} 万元。', 'They cost {{spent}} (10,000 yuan).'],
    people: [
      '建成后，达标的人由 {{before}} 人增加到 {{after}} 人，多 {{won}} 人，占全部 {{people}} 人的比例由 {{shareBefore}} 变为 {{shareAfter}}；未达标的人由 {{lateBefore}} 人减少到 {{lateAfter}} 人。',
      'Once they are built, {{after}} people are reached in time instead of {{before}}, {{won}} more: of all {{people}} people that is {{shareAfter}} instead of {{shareBefore}}. Not in time are {{lateAfter}} instead of {{lateBefore}}.',
    ],
    objective: [
      '目标值由现状的 {{before}} 变为 {{after}}（{{unit}}）。',
      'The objective goes from {{before}} today to {{after}} ({{unit}}).',
    ],
    band: [
      '两个比例均为车速 ±{{speed}}%、出动 ±{{turnout}} 秒时的区间。',
      'Both shares are told for speeds ±{{speed}}% and turnouts ±{{turnout}} s.',
    ],
    worst: [
      '达标率最低的区县：现状为{{before}}（{{shareBefore}}），建成后为{{after}}（{{shareAfter}}）。',
      'The county that fares worst: {{before}} ({{shareBefore}}) today, {{after}} ({{shareAfter}}) once they are built.',
    ],
    phases: ['分 {{count}} 期：{{phases}}。', 'In {{count}} phases: {{phases}}.'],
    phase: [
      '{{name}}：{{count}} 处，新增 {{people}} 人',
      '{{name}}: {{count}} sites, {{people}} people won',
    ],
    stability: [
      '{{cases}} 种情形各自单独选址，{{firm}} 处站址在三分之二以上的情形中被选中，{{weak}} 处不足，宜再论证。',
      'Of {{cases}} cases, each solved alone, two thirds or more choose {{firm}} of the sites; {{weak}} are chosen in fewer and should be looked at again.',
    ],
  },
  map: {
    note: [
      '图上编号同站址表；底图为制作报告时地图所示的情况。',
      'The map is numbered as the table of sites; its ground is what the map showed when the report was made.',
    ],
    insets: ['分区县站址图', 'Sites by county'],
    inset: ['{{county}}：{{ranks}}', '{{county}}: {{ranks}}'],
  },
  tables: {
    sites: ['全部站址', 'All sites'],
    counties: ['各区县：现状与建成后', 'Counties today and once built'],
    periods: ['各时段', 'Parts of the day'],
    phases: ['分期', 'Phases'],
    money: ['费用', 'Costs'],
    fairness: ['公平性', 'Fairness'],
    assumptions: ['条件与假设', 'Conditions and assumptions'],
    proof: ['证明与把握', 'Proof, and how sure it is'],
  },
  notes: {
    sites: [
      '按序号；坐标为 CGCS2000/WGS-84 度；人数已取整，合计可能相差数人',
      'by number; coordinates in degrees of CGCS2000/WGS-84; people are rounded, and their sum may be off by a few',
    ],
    counties: [
      '按新增达标人口由多到少；人数已取整，合计可能相差数人',
      'most people won first; people are rounded, and their sum may be off by a few',
    ],
    periods: ['按登记的车速与出动时间', 'at the speeds and turnouts on record'],
    money: ['单价为假设，除非注明', 'costs are assumptions unless it says otherwise'],
  },
  columns: {
    kind: ['办法', 'Kind'],
    county: ['区县', 'County'],
    longitude: ['经度（°）', 'Longitude (°)'],
    latitude: ['纬度（°）', 'Latitude (°)'],
    won: ['新增达标（人）', 'People won'],
    cost: ['费用（万元）', 'Cost (10,000 yuan)'],
    phase: ['期次', 'Phase'],
    sites: ['站址（处）', 'Sites'],
    people: ['人口（人）', 'People'],
    before: ['现状达标（人）', 'In time today'],
    after: ['建成后达标（人）', 'In time once built'],
    shareBefore: ['现状达标率', 'Share today'],
    shareAfter: ['建成后达标率', 'Share once built'],
    slow: ['{{share}}（慢）', '{{share}} (slow)'],
    usual: ['{{share}}（常）', '{{share}} (usual)'],
    fast: ['{{share}}（快）', '{{share}} (fast)'],
    name: ['名称', 'Name'],
    time: ['时刻', 'Moment'],
    weight: ['权重', 'Weight'],
    most: ['上限（处）', 'Most sites'],
    mostMoney: ['上限（万元）', 'Most (10,000 yuan)'],
    proof: ['证明', 'Proof'],
    once: ['单价：一次性（万元）', 'Each: once (10,000 yuan)'],
    perYear: ['单价：每年（万元）', 'Each: a year (10,000 yuan)'],
    basis: ['单价依据', 'Cost is'],
    measure: ['指标', 'Measure'],
    today: ['现状', 'Today'],
    built: ['建成后', 'Once built'],
    condition: ['项目', 'What'],
    value: ['内容', 'Value'],
    sentence: ['说明', 'What is said'],
  },
  total: ['合计', 'Total'],
  facts: {
    stations: ['站点数据', 'Data of stations'],
    settlements: ['人口数据', 'Data of people'],
    rows: [
      '{{count}} 条：{{provenances}}；{{verified}}',
      '{{count}} rows: {{provenances}}; {{verified}}',
    ],
    provenance: ['{{label}} {{count}} 条', '{{label}}: {{count}}'],
    verified: ['核实日期 {{from}} 至 {{until}}', 'verified between {{from}} and {{until}}'],
    someVerified: [
      '其中 {{count}} 条有核实日期，{{from}} 至 {{until}}',
      '{{count}} of them verified, between {{from}} and {{until}}',
    ],
    neverVerified: ['都没有核实日期', 'none has a day of verification'],
    revision: ['数据版本', 'Data revision'],
    computed: ['计算时间', 'Computed'],
    notice: ['数据性质', 'What the data are'],
  },
  proof: {
    best: [
      '{{proved}}：{{candidates}} 个候选地点中没有更好的选法；本方案的目标值为 {{objective}}，等于理论界限。',
      '{{proved}}: none of the choices among {{candidates}} candidates is better. The objective, {{objective}}, is as good as its bound.',
    ],
    within: [
      '未证明最优，{{within}}：本方案的目标值为 {{objective}}，{{candidates}} 个候选地点中任何选法都{{side}} {{bound}}。',
      'Not proved optimal, {{within}}: the objective is {{objective}}, and no choice among {{candidates}} candidates {{side}} {{bound}}.',
    ],
    provedWithin: [
      '{{proved}}（允许的数值误差内）：本方案的目标值为 {{objective}}，{{candidates}} 个候选地点中任何选法都{{side}} {{bound}}。',
      '{{proved}} (within the tolerance of the solver): the objective is {{objective}}, and no choice among {{candidates}} candidates {{side}} {{bound}}.',
    ],
    gap: ['与最优相差不超过 {{gap}}%', 'within {{gap}}% of the best possible'],
    above: ['不超过', 'is above'],
    below: ['不低于', 'is below'],
    state: ['搜索：{{state}}，用时 {{seconds}} 秒。', 'Search: {{state}}, after {{seconds}} s.'],
    checked: [
      '已用覆盖分析另行复核：建成后达标 {{people}} 人。',
      'Counted again by the coverage analysis: {{people}} people in time once they are built.',
    ],
    unchecked: [
      '尚未用覆盖分析复核：搜索结束后才进行。',
      'Not yet counted again by the coverage analysis, which is done once the search has ended.',
    ],
    stability: [
      '稳定性：{{cases}} 种情形（时段 × 车速）各自单独选址，其中选中此处或其 1 公里内的次数。',
      'Stability: of {{cases}} cases (part of the day at one speed), each solved alone, how many choose this site or one within 1 km.',
    ],
    noStability: {
      running: ['稳定性：搜索结束后才计算。', 'Stability is computed once the search has ended.'],
      single: [
        '稳定性：没有算出，只有一种情形，或没有可比的情形。',
        'Stability: none, as there is one case only, or none to compare.',
      ],
    },
    otherRevision: [
      '选址所用数据版本为 {{revision}}，各区县的前后对比按现在的版本 {{now}} 计算，数字可能与摘要不同。',
      'The sites were found with data revision {{revision}}; counties before and after are computed with the present one, {{now}}, and may differ from the summary.',
    ],
    scope: [
      '证明针对所列数据、标准、车速、单价与候选地点；数据和假设本身的误差不在证明之内，另由稳定性与区间反映。',
      'The proof holds for the data, standards, speeds, costs and candidates listed. Errors of the data and of what is assumed are no part of it; stability and bands tell of them.',
    ],
  },
  annex: {
    sheet: ['{{report}}：{{table}}', '{{report}}: {{table}}'],
    save: ['下载附件 Excel', 'Download the annex (Excel)'],
    done: ['{{name}} 已保存。', '{{name}} saved.'],
    name: ['站点选址报告附件', 'siting-report-annex'],
  },
  waiting: [
    '正在计算各区县建成前后的覆盖…',
    'Computing the coverage of each county with and without the sites…',
  ],
  drawing: ['正在按 200 dpi 绘制 {{count}} 幅地图…', 'Drawing {{count}} maps at 200 dpi…'],
} as const satisfies TextTree
