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
    zh: '“安全济宁”微型应急救援站：值班、人员与装备',
    en: 'Micro rescue stations with duty pattern, crew and equipment',
  },
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
    ),
    address: textField({ zh: '地址', en: 'Address' }, { searchable: true, listed: true }),
    buildStatus: classField(
      {
        operating: { label: { zh: '运行中', en: 'Operating' } },
        building: { label: { zh: '在建', en: 'Under construction' } },
        suspended: { label: { zh: '暂停使用', en: 'Suspended' } },
      },
      { zh: '建设状态', en: 'Status' },
    ),
    dutyPattern: classField(
      {
        'around-the-clock': { label: { zh: '24 小时值班', en: '24 h' } },
        'day-shift': { label: { zh: '白班', en: 'Day shift' } },
      },
      { zh: '值班方式', en: 'Duty pattern' },
    ),
    dutyFrom: { kind: 'timeOfDay', label: { zh: '上班时间', en: 'On duty from' } },
    dutyUntil: { kind: 'timeOfDay', label: { zh: '下班时间', en: 'On duty until' } },
    roster: {
      kind: 'text',
      format: 'roster',
      label: { zh: '排班', en: 'Roster' },
      maxLength: ROSTER_LIMITS.mostCharacters,
    },
    crewOnDuty: wholeField(
      { zh: '在岗人数', en: 'Crew on duty' },
      { required: true, unit: 'person', minimum: 0, listed: true },
    ),
    turnoutSeconds: wholeField(
      { zh: '出动时间', en: 'Turnout time' },
      { required: true, unit: 'second', minimum: 0, maximum: 3600 },
    ),
    phone: phoneField({ zh: '值班电话', en: 'Duty phone' }),
    equipment: {
      kind: 'counts',
      label: { zh: '装备', en: 'Equipment' },
      required: true,
      catalogue: EQUIPMENT,
    },
    inspectedAt: { kind: 'date', label: { zh: '最近检查日期', en: 'Last inspection' } },
  },
})
