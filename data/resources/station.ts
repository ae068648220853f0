import { EQUIPMENT } from '../equipment.ts'
import { classField, PLACE_FIELDS, phoneField, textField, wholeField } from '../place-fields.ts'
import { defineResource } from '../resource.ts'
import { ROSTER_LIMITS } from '../roster.ts'

/** Micro rescue stations (微型应急救援站) of the 2022 plan: 600 by year end. */
export const stationResource = defineResource({
  id: 'stations',
  title: { zh: '微型应急救援站', en: 'Micro rescue stations' },
  shortTitle: { zh: '救援站', en: 'Stations' },
  description: {
    zh: '微型应急救援站：值班、人员与装备',
    en: 'Micro rescue stations with duty pattern, crew and equipment',
  },
  nouns: ['微型应急救援站', '微型救援站', '微型站', '救援站', '应急站', '站点'],
  geometryTypes: ['Point'],
  symbol: { icon: 'maki:fire-station', colour: '#c8321f', colourBy: 'grade' },
  layer: true,
  fields: {
    ...PLACE_FIELDS,
    grade: classField(
      {
        first: { label: { zh: '一级站', en: 'Grade 1' }, colour: '#a3150f' },
        second: { label: { zh: '二级站', en: 'Grade 2' }, colour: '#d9480f' },
        third: { label: { zh: '三级站', en: 'Grade 3' }, colour: '#e8890c' },
      },
      { zh: '等级', en: 'Grade' },
      ['级别', '站点等级', '站点级别', '站级', '站点类型', '站点类别', '站点分类'],
    ),
    address: textField(
      { zh: '地址', en: 'Address' },
      { searchable: true, listed: true, synonyms: ['详细地址', '驻地', '驻地地址', '位置'] },
    ),
    buildStatus: classField(
      {
        operating: {
          label: { zh: '运行中', en: 'Operating' },
          synonyms: [
            '已建成',
            '已建',
            '建成',
            '在用',
            '已挂牌运行',
            '正常',
            '正常运行',
            '投入使用',
          ],
        },
        building: {
          label: { zh: '在建', en: 'Under construction' },
          synonyms: ['建设中', '筹建', '筹建中', '未建成'],
        },
        planned: {
          label: { zh: '规划', en: 'Planned' },
          synonyms: ['规划中', '规划建设', '拟建', '待建', '计划建设', '未开工'],
        },
        suspended: {
          label: { zh: '暂停使用', en: 'Suspended' },
          synonyms: ['停用', '停用整改', '整改', '暂停', '关停'],
        },
      },
      { zh: '建设状态', en: 'Status' },
      ['建设情况', '状态', '运行状态', '运行情况', '使用状态'],
    ),
    openingOn: {
      kind: 'date',
      label: { zh: '计划投用日期', en: 'Planned opening' },
      synonyms: [
        '计划建成日期',
        '计划建成时间',
        '计划投用时间',
        '计划投入使用时间',
        '预计投用日期',
        '预计投用时间',
        '预计建成日期',
        '预计建成时间',
        '拟投用时间',
        '拟建成时间',
        '计划竣工日期',
        '计划竣工时间',
      ],
    },
    dutyPattern: classField(
      {
        'around-the-clock': {
          label: { zh: '24 小时值班', en: '24 h' },
          synonyms: ['24小时', '全天', '全天候', '昼夜'],
        },
        'day-shift': { label: { zh: '白班', en: 'Day shift' }, synonyms: ['日班', '夜班'] },
      },
      { zh: '值班方式', en: 'Duty pattern' },
      ['值班', '值守', '值守方式', '值守时间', '值班时间', '值班情况', '值守情况'],
    ),
    dutyFrom: {
      kind: 'timeOfDay',
      label: { zh: '上班时间', en: 'On duty from' },
      synonyms: ['开始时间', '时间起', '值班时间起', '值守时间起', '到岗时间', '上岗时间'],
    },
    dutyUntil: {
      kind: 'timeOfDay',
      label: { zh: '下班时间', en: 'On duty until' },
      synonyms: ['结束时间', '时间止', '值班时间止', '值守时间止', '离岗时间', '下岗时间'],
    },
    roster: {
      kind: 'text',
      format: 'roster',
      label: { zh: '排班', en: 'Roster' },
      maxLength: ROSTER_LIMITS.mostCharacters,
    },
    crewOnDuty: wholeField(
      { zh: '在岗人数', en: 'Crew on duty' },
      {
        required: true,
        unit: 'person',
        minimum: 0,
        listed: true,
        synonyms: [
          '人数',
          '人员数量',
          '值班人数',
          '值守人数',
          '队员人数',
          '值守人员数',
          '值班人员数',
        ],
      },
    ),
    turnoutSeconds: wholeField(
      { zh: '出动时间', en: 'Turnout time' },
      {
        required: true,
        unit: 'second',
        minimum: 0,
        maximum: 3600,
        synonyms: ['出动用时', '出警时间', '响应时间'],
      },
    ),
    phone: phoneField({ zh: '值班电话', en: 'Duty phone' }, [
      ...['电话', '联系电话', '联系方式', '值班室电话', '站内电话', '固定电话'],
    ]),
    equipment: {
      kind: 'counts',
      label: { zh: '装备', en: 'Equipment' },
      synonyms: ['主要配备装备', '装备清单', '主要装备', '装备配备', '器材', '装备器材'],
      required: true,
      catalogue: EQUIPMENT,
    },
    inspectedAt: {
      kind: 'date',
      label: { zh: '最近检查日期', en: 'Last inspection' },
      synonyms: ['检查日期', '检查时间', '最近检查时间'],
    },
  },
})
