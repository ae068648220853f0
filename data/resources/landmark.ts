import { classField, PLACE_FIELDS, textField, wholeField } from '../place-fields.ts'
import { defineResource } from '../resource.ts'

/** Places that people name when they say where they are. */
export const landmarkResource = defineResource({
  id: 'landmarks',
  title: { zh: '地名地标', en: 'Landmarks' },
  description: {
    zh: '报警人说得出名字的地点：文物古迹、车站、医院、学校、公园等',
    en: 'Places that callers know by name: heritage sites, stations, hospitals, schools, parks and more',
  },
  geometryTypes: ['Point'],
  symbol: { icon: 'maki:landmark', colour: '#7a5c9e' },
  layer: false,
  fields: {
    ...PLACE_FIELDS,
    kind: classField({
      heritage: { label: { zh: '文物古迹', en: 'Heritage site' } },
      gate: { label: { zh: '门', en: 'Gate' } },
      'railway-station': { label: { zh: '火车站', en: 'Railway station' } },
      'bus-station': { label: { zh: '汽车站', en: 'Bus station' } },
      airport: { label: { zh: '机场', en: 'Airport' } },
      port: { label: { zh: '港口码头', en: 'Port' } },
      hospital: { label: { zh: '医院', en: 'Hospital' } },
      school: { label: { zh: '中小学', en: 'School' } },
      university: { label: { zh: '高等院校', en: 'University' } },
      government: { label: { zh: '政府机关', en: 'Government' } },
      park: { label: { zh: '公园', en: 'Park' } },
      square: { label: { zh: '广场', en: 'Square' } },
      mall: { label: { zh: '商场市场', en: 'Mall or market' } },
      bridge: { label: { zh: '桥', en: 'Bridge' } },
      temple: { label: { zh: '寺庙', en: 'Temple' } },
      museum: { label: { zh: '博物馆', en: 'Museum' } },
      stadium: { label: { zh: '体育场馆', en: 'Stadium' } },
      mine: { label: { zh: '矿山', en: 'Mine' } },
      works: { label: { zh: '厂区园区', en: 'Works' } },
      other: { label: { zh: '其他', en: 'Other' } },
    }),
    /** Further names, with 、 between them. */
    otherNames: textField({ zh: '别名', en: 'Other names' }, { searchable: true }),
    address: textField({ zh: '地址', en: 'Address' }, { searchable: true, listed: true }),
    errorMetres: wholeField(
      { zh: '位置误差', en: 'Position error' },
      { required: true, unit: 'metre', minimum: 0, listed: true },
    ),
  },
})
