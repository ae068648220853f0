import { EQUIPMENT } from '../equipment.ts'
import {
  classField,
  levelField,
  PLACE_FIELDS,
  personField,
  personPhoneField,
  phoneField,
  textField,
  wholeField,
} from '../place-fields.ts'
import { defineResource } from '../resource.ts'

/** Rescue teams (应急救援队伍): people who are gathered first, unlike the crew of a station. */
export const rescueTeamResource = defineResource({
  id: 'rescue-teams',
  title: { zh: '应急救援队伍', en: 'Rescue teams' },
  shortTitle: { zh: '救援队伍', en: 'Teams' },
  description: {
    zh: '专业与社会应急救援队伍：类型、级别、人数与装备',
    en: 'Professional and volunteer rescue teams with kind, level, people and equipment',
  },
  nouns: ['应急救援队伍', '应急救援队', '救援队伍', '救援队', '应急队伍', '队伍'],
  geometryTypes: ['Point'],
  symbol: { icon: 'temaki:shield', colour: '#7c3aed', colourBy: 'kind' },
  layer: true,
  fields: {
    ...PLACE_FIELDS,
    kind: classField(
      {
        flood: {
          label: { zh: '防汛抗旱', en: 'Flood and drought' },
          colour: '#1d5fa8',
          synonyms: ['防汛', '抗旱', '抗洪抢险', '防汛抢险'],
        },
        'forest-fire': {
          label: { zh: '森林消防', en: 'Forest fire' },
          colour: '#2f7d32',
          synonyms: ['森林防火', '森林灭火', '森林草原防灭火', '森林防灭火'],
        },
        fire: {
          label: { zh: '消防救援', en: 'Fire and rescue' },
          colour: '#c8321f',
          synonyms: ['消防', '综合救援', '综合应急救援', '综合性消防救援', '专职消防', '综合'],
        },
        'water-rescue': {
          label: { zh: '水上救援', en: 'Water rescue' },
          colour: '#0b7f8c',
          synonyms: ['水域救援', '水上搜救'],
        },
        mine: {
          label: { zh: '矿山救护', en: 'Mine rescue' },
          colour: '#5b4a3f',
          synonyms: ['矿山救援', '矿山'],
        },
        hazardous: {
          label: { zh: '危险化学品救援', en: 'Hazardous materials' },
          colour: '#9a6700',
          synonyms: ['危险化学品', '危化品', '危化救援', '危化品救援'],
        },
        earthquake: {
          label: { zh: '地震地质救援', en: 'Earthquake and landslide' },
          colour: '#7a3e9d',
          synonyms: ['地震救援', '地震', '地质灾害', '地质灾害救援'],
        },
        medical: {
          label: { zh: '医疗救护', en: 'Medical' },
          colour: '#c2255c',
          synonyms: ['医疗救援', '卫生救援', '医疗卫生'],
        },
        volunteer: {
          label: { zh: '社会救援', en: 'Volunteer' },
          colour: '#7c3aed',
          synonyms: ['社会力量', '社会应急力量', '志愿者', '志愿救援', '民间救援'],
        },
      },
      { zh: '队伍类型', en: 'Kind' },
      ['类型', '类别', '队伍类别', '队伍性质', '专业类别', '救援类型'],
    ),
    level: levelField(['队伍级别']),
    address: textField(
      { zh: '驻地地址', en: 'Address' },
      { searchable: true, listed: true, synonyms: ['驻地', '地址', '详细地址', '位置'] },
    ),
    people: wholeField(
      { zh: '总人数', en: 'People' },
      {
        required: true,
        unit: 'person',
        minimum: 0,
        listed: true,
        synonyms: ['人数', '队员人数', '队伍人数', '人员数量', '队员数', '人员规模', '队伍规模'],
      },
    ),
    turnoutSeconds: wholeField(
      { zh: '集结出动时间', en: 'Turnout time' },
      {
        unit: 'second',
        minimum: 0,
        maximum: 86_400,
        synonyms: ['集结时间', '出动时间', '响应时间'],
      },
    ),
    equipment: {
      kind: 'counts',
      label: { zh: '主要装备', en: 'Equipment' },
      synonyms: ['装备', '装备清单', '装备配备', '器材', '装备器材', '主要救援装备'],
      catalogue: EQUIPMENT,
    },
    expertise: textField(
      { zh: '专长描述', en: 'Expertise' },
      { searchable: true, synonyms: ['专长', '特长', '救援专长', '擅长领域'] },
    ),
    keeper: textField(
      { zh: '主管单位', en: 'Responsible unit' },
      {
        required: true,
        searchable: true,
        synonyms: ['主管部门', '组建单位', '所属单位', '依托单位'],
      },
    ),
    phone: phoneField({ zh: '值班电话', en: 'Duty phone' }, ['电话', '联系方式']),
    leader: personField({ zh: '负责人', en: 'Leader' }, ['队长', '队伍负责人', '队长姓名']),
    leaderPhone: personPhoneField({ zh: '负责人电话', en: 'Phone (leader)' }, ['联系电话', '手机']),
    foundedOn: {
      kind: 'date',
      label: { zh: '组建日期', en: 'Founded' },
      synonyms: ['队伍组建或成立时间', '组建时间', '成立时间', '成立日期'],
    },
  },
})
