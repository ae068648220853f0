/** What a store holds: by its tier, and by whether its people fear water or hills more. */
import type { MaterialKey } from '../../../data/materials.ts'
import { numberBetween, type Random } from '../random.ts'
import type { Setting } from '../resources/demand.ts'

export type Tier = 'city' | 'county' | 'town' | 'village'

/** Quantity of each item in a city store, in the item's own unit. */
const CITY_STOCK: Readonly<Record<MaterialKey, number>> = {
  sandbag: 320_000,
  geotextile: 60_000,
  stone: 9_000,
  gravel: 7_000,
  wire: 18_000,
  pile: 420,
  'life-jacket': 4_200,
  boat: 36,
  generator: 900,
  'work-lamp': 1_200,
  floodlight: 160,
  'pile-driver': 24,
  cable: 18_000,
  pump: 90,
  tent: 1_600,
  quilt: 9_000,
  coat: 8_000,
  'folding-bed': 3_600,
  'folding-table': 1_200,
  'emergency-lamp': 2_400,
  blanket: 6_000,
  raincoat: 3_000,
  food: 24_000,
  water: 60_000,
  'woven-cloth': 30_000,
  'steel-pipe-pile': 6_000,
  gabion: 3_000,
  'flood-barrier': 900,
  'absorbent-bag': 20_000,
  'sheet-plastic': 40_000,
  'hemp-rope': 3_000,
  'life-buoy': 1_200,
  'throw-line': 400,
  'outboard-motor': 30,
  'generator-lorry': 2,
  'lighting-tower': 12,
  headlamp: 900,
  'pump-lorry': 4,
  hose: 6_000,
  megaphone: 240,
  'walkie-talkie': 300,
  'satellite-phone': 20,
  drone: 10,
  gong: 120,
  shovel: 5_000,
  pickaxe: 2_400,
  hammer: 900,
  barrow: 600,
  'wire-cutter': 120,
  'cotton-tent': 700,
  mattress: 5_000,
  'towel-quilt': 4_000,
  'sleeping-bag': 2_400,
  'winter-clothes': 3_000,
  'rubber-boots': 3_600,
  'mosquito-net': 2_400,
  stove: 500,
  cooker: 120,
  kettle: 160,
  toilet: 40,
  torch: 3_000,
  'instant-noodles': 3_000,
  biscuits: 1_500,
  'water-tank': 60,
  'water-purifier': 8,
  'family-kit': 2_000,
  'first-aid-kit': 300,
  stretcher: 160,
  disinfectant: 4_000,
  mask: 120_000,
  'hydraulic-cutter': 16,
  jack: 60,
  'chain-saw': 90,
  ladder: 60,
  helmet: 1_500,
  gloves: 5_000,
  blower: 160,
  'water-gun': 300,
  'fire-beater': 1_800,
  'forest-pump': 24,
  'fire-hose': 6_000,
  'fire-suit': 700,
  extinguisher: 600,
  'gas-mask': 300,
  'de-icing-salt': 60_000,
  'snow-shovel': 600,
  'fuel-can': 300,
  'explosion-proof-lamp': 300,
}

/** Size of a store against the city's, and which items it keeps at all. */
const TIERS: Readonly<Record<Tier, { size: number; keeps: readonly MaterialKey[] | 'all' }>> = {
  city: { size: 1, keeps: 'all' },
  county: { size: 0.22, keeps: 'all' },
  town: {
    size: 0.03,
    keeps: [
      'sandbag',
      'geotextile',
      'stone',
      'gravel',
      'wire',
      'pile',
      'life-jacket',
      'boat',
      'generator',
      'work-lamp',
      'floodlight',
      'cable',
      'pump',
      'tent',
      'quilt',
      'coat',
      'folding-bed',
      'emergency-lamp',
      'raincoat',
      'food',
      'water',
      'woven-cloth',
      'hemp-rope',
      'life-buoy',
      'headlamp',
      'megaphone',
      'shovel',
      'pickaxe',
      'rubber-boots',
      'torch',
      'biscuits',
      'first-aid-kit',
      'fire-beater',
      'blower',
      'helmet',
      'gloves',
    ],
  },
  village: {
    size: 0.004,
    keeps: [
      'sandbag',
      'gravel',
      'life-jacket',
      'work-lamp',
      'pump',
      'quilt',
      'raincoat',
      'water',
      'gong',
      'shovel',
      'megaphone',
      'fire-beater',
    ],
  },
}

const SPREAD = { from: 0.65, to: 1.4 }
/** A store of a lower tier does without some of the items that its tier may keep. */
const CHANCE_OF_ITEM = { city: 1, county: 0.95, town: 0.82, village: 0.75 } as const
const WATER_ITEMS: ReadonlySet<MaterialKey> = new Set([
  'sandbag',
  'geotextile',
  'stone',
  'life-jacket',
  'boat',
  'pump',
  'pile',
])
const LAKE_FACTOR = 1.6
const HILL_WATER_FACTOR = 0.55

/** Rounded to two figures, as stocks are counted in whole packs. */
export const twoFigures = (value: number): number => {
  if (value < 10) return Math.round(value)
  const step = 10 ** (Math.floor(Math.log10(value)) - 1)
  return Math.round(value / step) * step
}

/** Quantities by item; an item that comes to nothing is left out. */
export const stockOf = (
  random: Random,
  tier: Tier,
  setting: Setting,
): Partial<Record<MaterialKey, number>> => {
  const { size, keeps } = TIERS[tier]
  const stock: Partial<Record<MaterialKey, number>> = {}
  for (const [item, cityQuantity] of Object.entries(CITY_STOCK) as [MaterialKey, number][]) {
    const factor = numberBetween(random, SPREAD.from, SPREAD.to)
    const isKept = random() < CHANCE_OF_ITEM[tier] && (keeps === 'all' || keeps.includes(item))
    if (!isKept) continue
    const place = WATER_ITEMS.has(item)
      ? (setting.isByLake ? LAKE_FACTOR : 1) * (setting.isInHills ? HILL_WATER_FACTOR : 1)
      : 1
    const quantity = twoFigures(cityQuantity * size * factor * place)
    if (quantity > 0) stock[item] = quantity
  }
  return stock
}
