import {
  classField,
  levelField,
  PLACE_FIELDS,
  personField,
  personPhoneField,
  textField,
} from '../place-fields.ts'
import { defineResource } from '../resource.ts'

const ROLE_MARKS: Readonly<Record<string, string>> = { primary: '（A 角）', deputy: '（B 角）' }

/**
 * Disaster information officers (灾害信息员) of the four levels: who reports damage from a place and
 * is asked about it. A feature is the post; who holds it is personal and given out masked.
 */
export const informationOfficerResource = defineResource({
  id: 'information-officers',
  title: { zh: '灾害信息员', en: 'Disaster information officers' },
  shortTitle: { zh: '信息员', en: 'Officers' },
  description: {
    zh: '市、县、乡、村四级灾害信息员：责任区、AB 角与联系方式（姓名、电话脱敏）',
    en: 'Disaster information officers of city, counties, towns and villages; names and numbers are masked',
  },
  nouns: ['灾害信息员', '信息员'],
  nameOf: ({ area, role }) =>
    typeof area === 'string' ? `${area}灾害信息员${ROLE_MARKS[String(role)] ?? ''}` : null,
  geometryTypes: ['Point'],
  symbol: { icon: 'maki:information', colour: '#a8418e', colourBy: 'role' },
  layer: true,
  fields: {
    ...PLACE_FIELDS,
    level: levelField(['信息员级别', '信息员层级', '层级']),
    /** Each place has two, of whom one stands in for the other. */
    role: classField(
      {
        primary: {
          label: { zh: 'A 角', en: 'First' },
          colour: '#a8418e',
          synonyms: ['A', 'A角', '主', '主岗', '第一信息员'],
        },
        deputy: {
          label: { zh: 'B 角', en: 'Second' },
          colour: '#6d5f8f',
          synonyms: ['B', 'B角', '备', '备岗', '副', '第二信息员'],
        },
      },
      { zh: 'AB 角', en: 'Role' },
      ['AB角', '角色', 'A/B角', 'A角/B角'],
    ),
    area: textField(
      { zh: '责任区', en: 'Area' },
      {
        required: true,
        searchable: true,
        listed: true,
        synonyms: ['负责区域', '所辖区域', '责任区域', '服务区域', '村社区', '行政村', '村居'],
      },
    ),
    unit: textField(
      { zh: '工作单位', en: 'Employer' },
      { searchable: true, synonyms: ['单位', '所在单位', '单位名称'] },
    ),
    post: textField({ zh: '职务', en: 'Post' }, { synonyms: ['岗位', '职务职称', '职位'] }),
    person: { ...personField({ zh: '姓名', en: 'Person' }), synonyms: ['信息员姓名', '信息员'] },
    personPhone: personPhoneField({ zh: '联系电话', en: 'Phone' }, [
      '手机',
      '手机号',
      '手机号码',
      '电话',
      '联系方式',
    ]),
    trainedOn: {
      kind: 'date',
      label: { zh: '最近培训日期', en: 'Last training' },
      synonyms: ['培训日期', '培训时间', '最近培训时间'],
    },
  },
})
