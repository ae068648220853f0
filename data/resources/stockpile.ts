import { MATERIALS, OWN_ITEM_KEY } from '../materials.ts'
import {
  classField,
  decimalField,
  PLACE_FIELDS,
  phoneField,
  textField,
  wholeField,
} from '../place-fields.ts'
import { defineResource } from '../resource.ts'

/** Stores of relief and flood materials in four keeper tiers, 市–县–乡–村. */
export const stockpileResource = defineResource({
  id: 'stockpiles',
  title: { zh: '物资储备点', en: 'Stockpiles' },
  shortTitle: { zh: '物资', en: 'Stockpiles' },
  description: {
    zh: '市、县、乡、村四级救灾与防汛物资储备',
    en: 'Relief and flood materials kept by city, county, town and village',
  },
  nouns: ['物资储备库', '物资储备点', '物资库', '物资点', '储备库', '储备点', '仓库'],
  geometryTypes: ['Point'],
  symbol: { icon: 'temaki:storage', colour: '#7048b6', colourBy: 'tier' },
  layer: true,
  fields: {
    ...PLACE_FIELDS,
    tier: classField(
      {
        city: { label: { zh: '市级', en: 'City' }, colour: '#4a2a91' },
        county: { label: { zh: '县级', en: 'County' }, colour: '#7048b6' },
        town: { label: { zh: '乡级', en: 'Town' }, colour: '#9775d1' },
        village: { label: { zh: '村级', en: 'Village' }, colour: '#b9a3e3' },
      },
      { zh: '储备层级', en: 'Tier' },
      ['层级', '级别', '储备级别', '仓库级别', '储备库级别'],
    ),
    keeper: textField(
      { zh: '保管单位', en: 'Keeper' },
      {
        ...{ required: true, searchable: true, listed: true },
        synonyms: ['管理单位', '主管单位', '管理机构', '代储单位', '产权单位'],
      },
    ),
    address: textField(
      { zh: '地址', en: 'Address' },
      { searchable: true, synonyms: ['详细地址', '位置', '详细位置', '仓库位置', '储备库地址'] },
    ),
    phone: phoneField({ zh: '联系电话', en: 'Phone' }, [
      '电话',
      '联系方式',
      '联系人电话',
      '值班电话',
    ]),
    floorAreaSquareMetres: wholeField(
      { zh: '库房面积', en: 'Floor area' },
      {
        ...{ required: true, unit: 'squareMetre', minimum: 0, listed: true },
        synonyms: ['面积', '建筑面积', '库房建筑面积', '仓库面积', '储备库面积'],
      },
    ),
    lorryCount: wholeField(
      { zh: '可用货车', en: 'Lorries available' },
      { unit: 'lorry', minimum: 0, maximum: 1000, synonyms: ['货车', '货车数量', '运输车辆'] },
    ),
    lorryKilograms: wholeField(
      { zh: '单车载重', en: 'Load of one lorry' },
      { unit: 'kilogram', minimum: 100, maximum: 50_000, synonyms: ['载重', '货车载重'] },
    ),
    lorryCubicMetres: decimalField(
      { zh: '单车容积', en: 'Volume of one lorry' },
      { unit: 'cubicMetre', minimum: 1, maximum: 200 },
    ),
    /** From this day on nothing is planned from it or taken in; its books, and what is left there, stay. */
    retiredOn: {
      kind: 'date',
      label: { zh: '停用日期', en: 'Retired on' },
      synonyms: ['撤销日期', '停用时间'],
    },
    /** What is available of each item: on hand and not reserved, as the ledger has it. */
    stock: {
      kind: 'counts',
      label: { zh: '可用库存', en: 'Stock available' },
      required: true,
      catalogue: MATERIALS,
      ownKeys: OWN_ITEM_KEY,
    },
  },
})
