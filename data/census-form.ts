/**
 * The form of the first national census of natural disaster risks (第一次全国自然灾害综合风险普查,
 * 综合减灾资源（能力）调查) as far as it is known: headings of the government's relief stores, shelters and
 * full-time rescue teams, as the field lists of a public front end of the census have them (its
 * tables zhjzzy_zf_jzwz, zhjzzy_zf_yjblcs, zhjzzy_zf_zzjydw). The ministry's own sheets and its code lists
 * are not at hand: choices stand in words, and what has nothing behind it here is left empty to be filled in.
 */
import type { ColumnValue, ExportFormContent, FormSheet } from './export-form.ts'
import type { MaterialKey } from './materials.ts'

/** Of the form that the program comes with. */
export const CENSUS_FORM_ID = 'census'
export const CENSUS_FORM_NAME = '综合减灾资源（能力）普查：一张说明四张表'

type Column = FormSheet['columns'][number]

const column = (heading: string, value: ColumnValue): Column => ({ heading, value })
const field = (heading: string, name: string): Column =>
  column(heading, { kind: 'field', field: name })
const goods = (heading: string, ...items: MaterialKey[]): Column =>
  column(heading, { kind: 'quantity', field: 'stock', items })
/** To be filled in by hand. */
const blank = (heading: string): Column => column(heading, { kind: 'constant', text: '' })
const item = (heading: string, part: Extract<ColumnValue, { kind: 'item' }>['part']): Column =>
  column(heading, { kind: 'item', part })

const NUMBER = column('序号', { kind: 'number' })
const PLACE = [column('经度', { kind: 'longitude' }), column('纬度', { kind: 'latitude' })]
/** By what every table of the census ends. */
const SIGNATURES = ['单位负责人', '统计负责人', '填表人', '联系电话', '报出日期'].map(blank)

const STORES: FormSheet = {
  name: '救灾物资储备库（点）',
  collection: 'stockpiles',
  itemsOf: null,
  columns: [
    NUMBER,
    field('储备库名称', 'name'),
    field('行政区划代码', 'townCode'),
    field('地址', 'address'),
    ...PLACE,
    field('储备库认定或主管部门', 'keeper'),
    field('储备库等级', 'tier'),
    ...['储备库类型', '建成时间', '有效库容', '专职维护或管理人员数量（聘用1年以上）'].map(blank),
    goods('救灾帐篷', 'tent', 'cotton-tent'),
    goods('棉被', 'quilt'),
    goods('棉衣、棉大衣', 'coat'),
    goods('毛毯', 'blanket'),
    goods('多功能睡袋', 'sleeping-bag'),
    goods('折叠床', 'folding-bed'),
    ...['简易厕所', '生活类物资折合金额', '橡皮船（艇）'].map(blank),
    goods('冲锋舟', 'boat'),
    blank('救生船'),
    goods('救生衣', 'life-jacket'),
    goods('救生圈', 'life-buoy'),
    goods('编织袋', 'sandbag'),
    goods('抽水泵', 'pump'),
    ...['救援类物资折合金额', '发电机'].map(blank),
    goods('应急灯', 'emergency-lamp'),
    blank('其他物资折合金额'),
    ...SIGNATURES,
  ],
}

const SHELTERS: FormSheet = {
  name: '应急避难场所',
  collection: 'shelters',
  itemsOf: null,
  columns: [
    NUMBER,
    field('应急避难场所名称', 'name'),
    field('行政区划代码', 'townCode'),
    field('地址', 'address'),
    ...PLACE,
    ...['避灾种类', '应急避难场所建设类型'].map(blank),
    field('避难时长', 'durationClass'),
    field('室内/室外类型', 'space'),
    ...['应急避难场所占地总面积', '应急避难场所室内面积'].map(blank),
    field('避难所容纳人数', 'capacityPeople'),
    ...['标志标识规范性', '物资储备类型', '应急设施情况'].map(blank),
    ...[
      '日常专职维护或管理人员（含1年及以上聘用人员）数量',
      '上一年度启用次数',
      '上一年度接纳紧急转移安置人次',
      '认定部门',
    ].map(blank),
    field('主管单位', 'keeper'),
    ...['建设单位', '建成（或挂牌）时间', '建设标准', '规划情况', '建设总投资'].map(blank),
    ...['产权/运维单位', '运维投入', '运维投入渠道'].map(blank),
    ...SIGNATURES,
  ],
}

const TEAMS: FormSheet = {
  name: '专职救援队伍',
  collection: 'rescue-teams',
  itemsOf: null,
  columns: [
    NUMBER,
    field('队伍名称', 'name'),
    field('队伍编号', 'code'),
    field('行政区划代码', 'townCode'),
    field('地址', 'address'),
    ...PLACE,
    field('队伍类型', 'kind'),
    blank('队伍组建或成立时间'),
    field('队伍总人数', 'people'),
    ...['管理指挥人员数量', '专业技术人员数量', '消防员数量', '消防员平均年龄'].map(blank),
    ...[
      '上一年度接警出动次数',
      '上一年度接警出动人次',
      '上一年度接警出动车辆',
      '上一年度接警到达平均响应时间',
      '上一年度接警出动事故平均处置时间',
    ].map(blank),
    ...SIGNATURES,
  ],
}

const GOODS: FormSheet = {
  name: '物资明细',
  collection: 'stockpiles',
  itemsOf: 'stock',
  columns: [
    NUMBER,
    field('储备库名称', 'name'),
    field('行政区划代码', 'townCode'),
    field('储备库等级', 'tier'),
    item('物资名称', 'label'),
    item('物资代码（GB/T 38565）', 'code'),
    item('规格型号', 'specification'),
    item('计量单位', 'unit'),
    item('数量', 'quantity'),
  ],
}

export const CENSUS_FORM: ExportFormContent = {
  note: `本表按第一次全国自然灾害综合风险普查综合减灾资源（能力）调查的字段名称编排。
“救灾帐篷”为帐篷与棉帐篷之和；“冲锋舟”含橡皮艇，本系统未分开登记；“发电机”本系统按千瓦登记，台数须人工填写。
物资数量为可用库存（在库减去已预留）。选项以文字填写：普查的选项代码表未取得。
GB/T 38565-2020 的七位代码未取得，代码列留空；取得后可复制本表式，在代码列填入代码表。`,
  source:
    '字段名称：公开的普查前端程序字段表（zhjzzy_zf_jzwz、zhjzzy_zf_yjblcs、zhjzzy_zf_zzjydw）。经度、纬度、行政区划代码、序号及“物资明细”为本系统所加。',
  sheets: [STORES, SHELTERS, TEAMS, GOODS],
}
