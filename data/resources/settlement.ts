import { COUNTY_CODE, classField, REQUIRED_TOWN_CODE, wholeField } from '../place-fields.ts'
import { defineResource } from '../resource.ts'
import { AREA_CLASSES } from '../standards.ts'

/** Where people live: the demand that coverage is measured by. */
export const settlementResource = defineResource({
  id: 'settlements',
  title: { zh: '居民点', en: 'Settlements' },
  description: {
    zh: '村庄、镇驻地与城市片区的人口，覆盖分析的需求点',
    en: 'People of villages, town centres and urban blocks: the demand of the coverage analysis',
  },
  nouns: ['行政村', '自然村', '村庄', '村', '社区', '居民点'],
  geometryTypes: ['Point'],
  symbol: { icon: 'maki:village', colour: '#8a6d3b' },
  layer: false,
  fields: {
    countyCode: COUNTY_CODE,
    townCode: REQUIRED_TOWN_CODE,
    kind: classField({
      village: { label: { zh: '村庄', en: 'Village' } },
      'town-centre': { label: { zh: '镇驻地片区', en: 'Town centre' } },
      'urban-block': { label: { zh: '城市片区', en: 'Urban block' } },
    }),
    areaClass: classField(AREA_CLASSES, { zh: '响应标准类别', en: 'Class of place' }),
    people: wholeField(
      { zh: '人口', en: 'People' },
      {
        unit: 'person',
        required: true,
        minimum: 0,
        listed: true,
        synonyms: ['常住人口', '常住人口数', '人口数'],
      },
    ),
    peopleByDay: wholeField(
      { zh: '白天人口', en: 'People by day' },
      { unit: 'person', minimum: 0, synonyms: ['日间人口', '昼间人口', '白天人口数'] },
    ),
    peopleByNight: wholeField(
      { zh: '夜间人口', en: 'People by night' },
      { unit: 'person', minimum: 0, synonyms: ['夜晚人口', '夜间人口数', '晚间人口'] },
    ),
    callsPerYear: wholeField(
      { zh: '年接警次数', en: 'Calls per year' },
      { minimum: 0, synonyms: ['年警情数', '年接警数', '每年接警', '年出警次数'] },
    ),
  },
})
