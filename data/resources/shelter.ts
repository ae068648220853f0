import {
  classField,
  levelField,
  PLACE_FIELDS,
  personField,
  personPhoneField,
  textField,
  wholeField,
  yesNoField,
} from '../place-fields.ts'
import { defineResource } from '../resource.ts'

/** Emergency shelters, classed after GB 51143-2015 and GB/T 44013-2024. */
export const shelterResource = defineResource({
  id: 'shelters',
  title: { zh: '应急避难场所', en: 'Emergency shelters' },
  shortTitle: { zh: '避难场所', en: 'Shelters' },
  description: {
    zh: '应急避难场所的类别、容量与设施',
    en: 'Shelters with their class, capacity and facilities',
  },
  nouns: ['应急避难场所', '避难场所', '避难所'],
  geometryTypes: ['Point'],
  symbol: { icon: 'maki:shelter', colour: '#0f7b6c', colourBy: 'durationClass' },
  layer: true,
  fields: {
    ...PLACE_FIELDS,
    /** How long people can stay. */
    durationClass: classField(
      {
        emergency: {
          label: { zh: '紧急避难', en: 'Emergency' },
          colour: '#3aa394',
          synonyms: ['紧急', 'Ⅲ类'],
        },
        'short-term': {
          label: { zh: '短期避难', en: 'Short-term' },
          colour: '#0f7b6c',
          synonyms: ['短期', '短期固定', 'Ⅱ类短期'],
        },
        'long-term': {
          label: { zh: '长期避难', en: 'Long-term' },
          colour: '#084c43',
          // From fifteen days on, which GB 51143 calls medium-term, GB/T 44013 counts as long-term.
          synonyms: ['长期', '长期固定', '中期', '中期固定', 'Ⅰ类', 'Ⅱ类中期'],
        },
      },
      { zh: '避难时长类别', en: 'Class' },
      ['类别', '避难时长', '避难场所类别', '避难场所类型'],
    ),
    level: levelField(),
    space: {
      kind: 'choice',
      label: { zh: '空间类型', en: 'Space' },
      synonyms: ['室内室外', '室内外', '室内室外类型'],
      required: true,
      filter: true,
      options: {
        indoor: { label: { zh: '室内', en: 'Indoor' } },
        outdoor: { label: { zh: '室外', en: 'Outdoor' } },
        both: {
          label: { zh: '室内外兼有', en: 'Indoor and outdoor' },
          synonyms: ['室内外', '室内室外', '室内外结合', '兼有'],
        },
      },
    },
    address: textField(
      { zh: '地址', en: 'Address' },
      { searchable: true, listed: true, synonyms: ['详细地址', '位置'] },
    ),
    areaSquareMetres: wholeField(
      { zh: '有效避难面积', en: 'Usable area' },
      {
        required: true,
        unit: 'squareMetre',
        minimum: 0,
        synonyms: ['避难面积', '有效面积', '可用面积'],
        standIns: [
          '面积',
          '占地总面积',
          '占地面积',
          '应急避难场所占地总面积',
          '应急避难场所占地面积',
        ],
      },
    ),
    capacityPeople: wholeField(
      { zh: '可容纳人数', en: 'Capacity' },
      {
        required: true,
        unit: 'person',
        minimum: 0,
        listed: true,
        synonyms: ['容纳人数', '避难所容纳人数', '容量', '可容纳人员数量', '避难人数'],
      },
    ),
    accessible: yesNoField({ zh: '无障碍设施', en: 'Barrier-free access' }, [
      '无障碍',
      '无障碍通道',
    ]),
    water: yesNoField({ zh: '应急供水', en: 'Water supply' }, ['供水', '供水设施', '应急供水设施']),
    power: yesNoField({ zh: '应急供电', en: 'Power supply' }, ['供电', '供电设施', '应急供电设施']),
    medical: yesNoField({ zh: '医疗救护', en: 'Medical aid' }, [
      '医疗救护设施',
      '医疗设施',
      '医疗点',
    ]),
    keeper: textField(
      { zh: '管理单位', en: 'Keeper' },
      { required: true, searchable: true, synonyms: ['主管单位', '管护单位'] },
    ),
    keeperPerson: personField({ zh: '管理人', en: 'Person in charge' }, [
      '管理人员',
      '管理员',
      '管理责任人',
    ]),
    keeperPhone: personPhoneField({ zh: '管理人电话', en: 'Phone (person in charge)' }, [
      '联系电话',
      '电话',
    ]),
  },
})
