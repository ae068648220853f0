/** The catalogue of relief and flood materials, by stable short key. */
import { type Bilingual, type BilingualText, bilingual } from './bilingual.ts'
import type { Catalogue } from './field.ts'

/** Top level of GB/T 38565-2020, with the digit that its codes begin with. */
export const MATERIAL_CLASSES = {
  living: { digit: 1, label: { zh: '基本生活保障物资', en: 'Living' } },
  equipment: { digit: 2, label: { zh: '应急装备及配套物资', en: 'Equipment' } },
  engineering: { digit: 3, label: { zh: '工程材料与机械加工设备', en: 'Engineering' } },
} as const satisfies Record<string, { digit: number; label: Bilingual }>

/** What an item is mostly for: how choosers group the catalogue. */
export const MATERIAL_USES = {
  flood: { zh: '防汛抢险', en: 'Flood' },
  relief: { zh: '生活救助', en: 'Relief' },
  rescue: { zh: '抢险救援', en: 'Rescue' },
  fire: { zh: '森林防火', en: 'Forest fire' },
  support: { zh: '通信与保障', en: 'Support' },
} as const satisfies Record<string, Bilingual>

export interface Material {
  readonly label: Bilingual
  readonly unit: Bilingual
  /** A usual one; a keeper's own may differ. */
  readonly specification: Bilingual
  readonly class: keyof typeof MATERIAL_CLASSES
  readonly use: keyof typeof MATERIAL_USES
  /** Seven digits after GB/T 38565-2020; null as long as it is not known for sure. */
  readonly code: string | null
  /** Packed for transport: estimates for loading lorries, to be replaced by the bureau's own. */
  readonly kilogramsPerUnit: number
  readonly cubicMetresPerUnit: number
  /** Null where it does not expire. */
  readonly shelfLifeMonths: number | null
  /** A vehicle: it takes no lorry, and its mass says nothing of what lorries carry. */
  readonly drivesItself: boolean
}

type Row = readonly [
  classDigit: 1 | 2 | 3,
  use: keyof typeof MATERIAL_USES,
  label: BilingualText,
  unit: BilingualText,
  kilogramsPerUnit: number,
  cubicMetresPerUnit: number,
  shelfLifeMonths: number | null,
  specification: BilingualText,
]

/** Items after GB/T 38565-2020 and, for floods, SL 298-2004 (units). */
// biome-ignore format: a table, one item a line; a long specification stands on the next.
const ROWS = {
  sandbag: [3, 'flood', '编织袋|Sandbag', '条|bags', 0.12, 0.0004, 36,
    '聚丙烯编织袋 950×550 mm|woven polypropylene, 950 × 550 mm'],
  geotextile: [3, 'flood', '土工布|Geotextile', '平方米|m²', 0.3, 0.0012, 60,
    '非织造土工布 300 g/m²|non-woven, 300 g/m²'],
  'woven-cloth': [3, 'flood', '彩条布|Striped tarpaulin cloth', '平方米|m²', 0.12, 0.0005, 36,
    '聚乙烯彩条布 120 g/m²|polyethylene, 120 g/m²'],
  stone: [3, 'flood', '块石|Rock', '立方米|m³', 1600, 1, null,
    '堆体，单块 20–50 kg|loose, 20–50 kg a piece'],
  gravel: [3, 'flood', '砂石料|Sand and gravel', '立方米|m³', 1550, 1, null, '堆体|loose'],
  wire: [3, 'flood', '铅丝|Wire', '公斤|kg', 1, 0.0005, 120, '8 号镀锌铁丝|galvanised, 4 mm'],
  gabion: [3, 'flood', '铅丝笼|Gabion net', '个|nets', 16, 0.05, 120,
    '2×1×1 m 镀锌网笼|galvanised, 2 × 1 × 1 m'],
  pile: [3, 'flood', '桩木|Wooden pile', '立方米|m³', 650, 1, 120,
    '杉木桩 φ12–18 cm|fir, 12–18 cm across'],
  'steel-pipe-pile': [3, 'flood', '钢管桩|Steel pipe pile', '根|piles', 12, 0.01, null,
    'φ48 mm，长 3 m|48 mm across, 3 m long'],
  'flood-barrier': [3, 'flood', '防洪挡板|Flood barrier board', '块|boards', 18, 0.06, 120,
    '组合式，1.0×0.7 m|modular, 1.0 × 0.7 m'],
  'absorbent-bag': [3, 'flood', '吸水膨胀袋|Absorbent bag', '条|bags', 0.45, 0.001, 36,
    '遇水膨胀至约 20 kg|swells to about 20 kg'],
  'sheet-plastic': [3, 'flood', '塑料薄膜|Plastic sheet', '平方米|m²', 0.11, 0.0002, 36,
    '厚 0.12 mm|0.12 mm thick'],
  'hemp-rope': [3, 'flood', '麻绳|Hemp rope', '公斤|kg', 1, 0.002, 60, 'φ12–20 mm|12–20 mm across'],
  'life-jacket': [2, 'flood', '救生衣|Life jacket', '件|pieces', 0.9, 0.012, 60,
    '成人，浮力不小于 75 N|adult, at least 75 N'],
  'life-buoy': [2, 'flood', '救生圈|Life buoy', '只|buoys', 2.5, 0.05, 60,
    '外径 720 mm|720 mm across'],
  'throw-line': [2, 'rescue', '救生抛投绳|Throw line', '套|sets', 1.5, 0.01, 60,
    '长 30 m，带浮球|30 m with a float'],
  boat: [2, 'flood', '冲锋舟/橡皮艇|Rescue boat', '艘|boats', 120, 1.5, 120,
    '6–8 人|for 6–8 people'],
  'outboard-motor': [2, 'flood', '舷外机|Outboard motor', '台|units', 60, 0.4, 120,
    '30–40 马力|30–40 hp'],
  generator: [2, 'support', '发电机组|Generator', '千瓦|kW', 25, 0.04, 120,
    '柴油，按功率计|diesel, counted by power'],
  'generator-lorry': [2, 'support', '电源车|Generator lorry', '辆|vehicles', 9000, 30, null,
    '200 kW，自行|200 kW, drives itself'],
  'work-lamp': [2, 'flood', '便携式工作灯|Portable work lamp', '只|lamps', 1.2, 0.006, 60,
    '充电式 LED|rechargeable LED'],
  floodlight: [2, 'flood', '投光灯|Floodlight', '只|lamps', 12, 0.08, 96,
    '带支架，400 W|with stand, 400 W'],
  'lighting-tower': [2, 'flood', '移动照明灯塔|Lighting tower', '台|units', 120, 1.2, 120,
    '升降 4.5–9 m，自带发电机|4.5–9 m mast with generator'],
  headlamp: [2, 'rescue', '头灯|Headlamp', '只|lamps', 0.2, 0.001, 60,
    '防水，充电式|waterproof, rechargeable'],
  'pile-driver': [2, 'flood', '打桩机|Pile driver', '台|units', 45, 0.2, 120,
    '手持式液压或汽油|hand-held, hydraulic or petrol'],
  cable: [2, 'flood', '电缆|Cable', '米|m', 1.3, 0.002, 120,
    '3×16+1×10 橡套电缆|rubber-sheathed 3×16+1×10'],
  pump: [2, 'flood', '排水泵|Drainage pump', '台|units', 80, 0.3, 120,
    '潜水泵 100–200 m³/h|submersible, 100–200 m³/h'],
  'pump-lorry': [2, 'flood', '排水泵车|Pump lorry', '辆|vehicles', 7000, 25, null,
    '1,000 m³/h，自行|1,000 m³/h, drives itself'],
  hose: [2, 'flood', '排水软管|Discharge hose', '米|m', 1.1, 0.006, 96,
    'φ150–200 mm|150–200 mm across'],
  megaphone: [2, 'support', '扩音器|Megaphone', '只|pieces', 1.2, 0.012, 72,
    '手持，30 W|hand-held, 30 W'],
  'walkie-talkie': [2, 'support', '对讲机|Walkie-talkie', '部|sets', 0.5, 0.002, 72,
    '数字，含备用电池|digital, with spare battery'],
  'satellite-phone': [2, 'support', '卫星电话|Satellite phone', '部|sets', 0.5, 0.002, 72,
    '手持|hand-held'],
  drone: [2, 'support', '无人机|Drone', '架|drones', 9, 0.06, 60,
    '多旋翼，含电池 3 组|multicopter with 3 batteries'],
  gong: [2, 'support', '铜锣|Gong', '面|gongs', 1.5, 0.005, null,
    '报警用，直径 30 cm|for warning, 30 cm across'],
  shovel: [2, 'flood', '铁锹|Shovel', '把|pieces', 1.8, 0.006, 120,
    '钢制，木柄|steel with wooden handle'],
  pickaxe: [2, 'flood', '铁镐|Pickaxe', '把|pieces', 2.5, 0.006, 120,
    '钢制，木柄|steel with wooden handle'],
  hammer: [2, 'flood', '大锤|Sledge hammer', '把|pieces', 4.2, 0.006, 120, '8 磅|3.6 kg'],
  barrow: [2, 'flood', '手推车|Wheelbarrow', '辆|barrows', 16, 0.25, 120,
    '单轮或双轮|one or two wheels'],
  'wire-cutter': [2, 'rescue', '断线钳|Bolt cutter', '把|pieces', 4, 0.006, 120, '900 mm|900 mm'],
  tent: [1, 'relief', '帐篷|Tent', '顶|tents', 42, 0.25, 96, '12 m² 单帐篷|12 m², single'],
  'cotton-tent': [1, 'relief', '棉帐篷|Winter tent', '顶|tents', 85, 0.45, 96,
    '12 m² 棉帐篷|12 m², padded'],
  quilt: [1, 'relief', '棉被|Quilt', '床|quilts', 2.8, 0.025, 96,
    '200×150 cm，2.5 kg|200 × 150 cm, 2.5 kg'],
  mattress: [1, 'relief', '棉褥|Mattress', '床|mattresses', 2.6, 0.025, 96,
    '190×90 cm|190 × 90 cm'],
  blanket: [1, 'relief', '毛毯|Blanket', '条|blankets', 1.6, 0.01, 96, '200×150 cm|200 × 150 cm'],
  'towel-quilt': [1, 'relief', '毛巾被|Summer blanket', '条|blankets', 1, 0.008, 96,
    '200×150 cm|200 × 150 cm'],
  'sleeping-bag': [1, 'relief', '睡袋|Sleeping bag', '条|bags', 1.8, 0.015, 96,
    '适用 0 ℃|for 0 °C'],
  coat: [1, 'relief', '棉大衣|Padded coat', '件|pieces', 2.2, 0.02, 96, '成人|adult'],
  'winter-clothes': [1, 'relief', '棉衣裤|Winter clothes', '套|sets', 1.8, 0.018, 96, '成人|adult'],
  'rubber-boots': [1, 'relief', '雨靴|Rubber boots', '双|pairs', 1.6, 0.01, 60,
    '38–44 码|sizes 38–44'],
  raincoat: [1, 'relief', '雨衣雨靴|Raincoat and boots', '套|sets', 2.6, 0.015, 60,
    '分体雨衣加雨靴|two-piece with boots'],
  'folding-bed': [1, 'relief', '折叠床|Folding bed', '张|beds', 8, 0.07, 96,
    '190×70 cm，钢架|190 × 70 cm, steel frame'],
  'folding-table': [1, 'relief', '折叠桌凳|Folding table set', '套|sets', 18, 0.12, 96,
    '一桌四凳|one table, four stools'],
  'mosquito-net': [1, 'relief', '蚊帐|Mosquito net', '顶|nets', 0.6, 0.004, 96, '单人|single'],
  stove: [1, 'relief', '取暖炉|Heating stove', '台|units', 14, 0.1, 120, '燃煤或燃油|coal or oil'],
  cooker: [1, 'relief', '便携炊具|Portable cooker', '套|sets', 9, 0.06, 96,
    '10 人份|for 10 people'],
  kettle: [1, 'relief', '保温桶|Insulated container', '只|containers', 5, 0.05, 96, '20 升|20 l'],
  toilet: [1, 'relief', '移动厕所|Mobile toilet', '座|units', 25, 0.25, 96, '折叠式|folding'],
  'emergency-lamp': [1, 'relief', '应急灯|Emergency lamp', '只|lamps', 1, 0.006, 60,
    '手提，充电式|hand-held, rechargeable'],
  torch: [1, 'relief', '手电筒|Torch', '只|torches', 0.3, 0.001, 60, '充电式|rechargeable'],
  food: [1, 'relief', '应急食品|Emergency food', '份|rations', 0.9, 0.003, 24,
    '一人一日份|one person, one day'],
  'instant-noodles': [1, 'relief', '方便面|Instant noodles', '箱|boxes', 3.6, 0.04, 6,
    '24 桶|24 cups'],
  biscuits: [1, 'relief', '压缩饼干|Compressed biscuits', '箱|boxes', 5.5, 0.012, 36, '5 kg|5 kg'],
  water: [1, 'relief', '饮用水|Drinking water', '瓶|bottles', 0.57, 0.0008, 18, '550 毫升|550 ml'],
  'water-tank': [1, 'relief', '储水罐|Water tank', '只|tanks', 22, 0.12, 96,
    '1 m³，折叠|1 m³, folding'],
  'water-purifier': [2, 'relief', '净水设备|Water purifier', '台|units', 90, 0.5, 120,
    '1 m³/h|1 m³/h'],
  'family-kit': [1, 'relief', '家庭应急包|Family emergency kit', '个|kits', 2.4, 0.012, 36,
    '含手电、哨子、急救用品|torch, whistle, first aid'],
  'first-aid-kit': [1, 'rescue', '急救箱|First-aid kit', '个|kits', 4, 0.02, 36,
    '20 人份|for 20 people'],
  stretcher: [2, 'rescue', '担架|Stretcher', '副|stretchers', 7, 0.06, 120, '折叠|folding'],
  disinfectant: [1, 'relief', '消毒液|Disinfectant', '升|l', 1.1, 0.0012, 12,
    '含氯，84 类|chlorine-based'],
  mask: [1, 'relief', '口罩|Mask', '只|masks', 0.005, 0.00002, 24, '医用外科|surgical'],
  'hydraulic-cutter': [2, 'rescue', '液压破拆工具组|Hydraulic rescue set', '套|sets', 70, 0.2, 120,
    '剪切、扩张、顶撑|cutter, spreader, ram'],
  jack: [2, 'rescue', '千斤顶|Jack', '台|jacks', 12, 0.01, 120, '20 吨液压|20 t, hydraulic'],
  'chain-saw': [2, 'rescue', '油锯|Chain saw', '台|saws', 6, 0.03, 96, '18 英寸|18 inches'],
  ladder: [2, 'rescue', '救援梯|Rescue ladder', '架|ladders', 14, 0.08, 120,
    '铝合金，6 m 伸缩|aluminium, 6 m, telescopic'],
  helmet: [2, 'rescue', '头盔|Helmet', '顶|helmets', 0.7, 0.01, 60, '抢险救援|rescue'],
  gloves: [2, 'rescue', '防护手套|Protective gloves', '双|pairs', 0.15, 0.0006, 36,
    '防割防滑|cut- and slip-resistant'],
  blower: [2, 'fire', '风力灭火机|Wind-force extinguisher', '台|units', 11, 0.09, 96,
    '背负式或手提|carried on the back or by hand'],
  'water-gun': [2, 'fire', '背负式水枪|Backpack water gun', '支|pieces', 2.6, 0.02, 72,
    '20 升水囊|20 l bag'],
  'fire-beater': [2, 'fire', '二号工具|Fire beater', '把|pieces', 2.2, 0.01, 60,
    '橡胶条扑火拍|rubber strips'],
  'forest-pump': [2, 'fire', '森林消防泵|Forest fire pump', '台|units', 14, 0.06, 96,
    '背负，扬程 150 m|portable, 150 m head'],
  'fire-hose': [2, 'fire', '水带|Fire hose', '米|m', 0.25, 0.0008, 72, 'φ40–65 mm|40–65 mm across'],
  'fire-suit': [2, 'fire', '森林防火服|Forest fire suit', '套|sets', 2, 0.015, 72,
    '阻燃|flame-retardant'],
  extinguisher: [2, 'fire', '灭火器|Fire extinguisher', '具|pieces', 6, 0.012, 120,
    '干粉 4 kg|dry powder, 4 kg'],
  'gas-mask': [2, 'fire', '防毒面具|Gas mask', '具|masks', 0.9, 0.006, 60, '过滤式|filtering'],
  'de-icing-salt': [3, 'support', '融雪剂|De-icing agent', '公斤|kg', 1, 0.001, 24,
    '环保型，25 kg 袋装|in bags of 25 kg'],
  'snow-shovel': [2, 'support', '推雪板|Snow pusher', '把|pieces', 2.2, 0.02, 96,
    '宽 60 cm|60 cm wide'],
  'fuel-can': [2, 'support', '储油桶|Fuel can', '只|cans', 4, 0.025, 96, '20 升，空|20 l, empty'],
  'explosion-proof-lamp': [2, 'rescue', '防爆灯|Explosion-proof lamp', '只|lamps', 1.6, 0.006, 72,
    '手提|hand-held'],
} as const satisfies Readonly<Record<string, Row>>

const CLASSES = { 1: 'living', 2: 'equipment', 3: 'engineering' } as const

const DRIVING: readonly string[] = ['generator-lorry', 'pump-lorry']

const materialOf = (key: string, row: Row): Material => {
  const [digit, use, label, unit, mass, volume, months, text] = row
  return {
    label: bilingual(label),
    unit: bilingual(unit),
    specification: bilingual(text),
    class: CLASSES[digit],
    use,
    // The codes of the standard are not at hand: none is given rather than a guessed one.
    code: null,
    kilogramsPerUnit: mass,
    cubicMetresPerUnit: volume,
    shelfLifeMonths: months,
    drivesItself: DRIVING.includes(key),
  }
}

/** Of the catalogue; keys of a bureau's own items (`own-…`) are taken for such, too. */
export type MaterialKey = keyof typeof ROWS

/** Items that come with the program. */
export const MATERIAL_KEYS = Object.keys(ROWS) as [MaterialKey, ...MaterialKey[]]

const CATALOGUE: Readonly<Record<string, Material>> = Object.fromEntries(
  Object.entries(ROWS).map(([key, row]) => [key, materialOf(key, row)]),
)

/** What keys of own items look like. */
export const OWN_ITEM_KEY = /^own-[a-z0-9](?:[a-z0-9-]{0,34}[a-z0-9])?$/

export const isOwnItem = (key: string): boolean => OWN_ITEM_KEY.test(key)

export const isMaterialKey = (key: string): key is MaterialKey =>
  Object.hasOwn(ROWS, key) || isOwnItem(key)

/** What an own item is as long as its sheet is not read: nothing is known of it but that it is one. */
const UNREAD: Material = {
  label: { zh: '自有物资', en: 'Own item' },
  unit: { zh: '件', en: 'pieces' },
  specification: { zh: '', en: '' },
  class: 'equipment',
  use: 'support',
  code: null,
  kilogramsPerUnit: 0,
  cubicMetresPerUnit: 0,
  shelfLifeMonths: null,
  drivesItself: false,
}

const inForce: Record<string, Material> = { ...CATALOGUE }
let edition = 0

/**
 * The items as they are now: those of the catalogue, with what the bureau says that they weigh, then
 * its own. Whoever opens a database or reads its sheets puts them in force (`putInForce`), so that
 * every word and every weight of goods follows.
 */
export const MATERIALS = new Proxy(inForce, {
  get: (items, key) =>
    items[key as string] ?? (typeof key === 'string' && isOwnItem(key) ? UNREAD : undefined),
}) as Readonly<Record<MaterialKey, Material>> satisfies Catalogue

/** Raised whenever the items change: what is made from them is made anew. */
export const itemsEdition = (): number => edition

/** All items, in the catalogue's order. */
export const itemKeys = (): MaterialKey[] => Object.keys(inForce) as MaterialKey[]

/** Whether there is an item of this key now. */
export const isInForce = (key: string): boolean => Object.hasOwn(inForce, key)

/** @param changed items of the catalogue that differ from it, and own ones, by key. */
export const putInForce = (changed: ReadonlyMap<string, Material>): void => {
  for (const key of Object.keys(inForce)) if (!Object.hasOwn(CATALOGUE, key)) delete inForce[key]
  Object.assign(inForce, CATALOGUE, Object.fromEntries(changed))
  edition++
}
