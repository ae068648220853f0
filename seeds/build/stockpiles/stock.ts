/** What a store holds: by its tier, and by whether its people fear water or hills more. */
import type { MaterialKey } from '../../../data/materials.ts'
import { numberBetween, type Random } from '../random.ts'
import type { Setting } from '../resources/demand.ts'

export type Tier = 'city' | 'county' | 'town' | 'village'

/**
 * Quantity of each item in a city store, in the item's own unit; which of the lower tiers keep it
 * (a county keeps all); and whether it is for water, of which the hills need less.
 */
const ITEMS: Readonly<
  Record<MaterialKey, readonly [cityQuantity: number, ...('town' | 'village' | 'water')[]]>
> = {
  sandbag: [320_000, 'town', 'village', 'water'],
  geotextile: [60_000, 'town', 'water'],
  stone: [9_000, 'town', 'water'],
  gravel: [7_000, 'town', 'village'],
  wire: [18_000, 'town'],
  pile: [420, 'town', 'water'],
  'life-jacket': [4_200, 'town', 'village', 'water'],
  boat: [36, 'town', 'water'],
  generator: [900, 'town'],
  'work-lamp': [1_200, 'town', 'village'],
  floodlight: [160, 'town'],
  'pile-driver': [24],
  cable: [18_000, 'town'],
  pump: [90, 'town', 'village', 'water'],
  tent: [1_600, 'town'],
  quilt: [9_000, 'town', 'village'],
  coat: [8_000, 'town'],
  'folding-bed': [3_600, 'town'],
  'folding-table': [1_200],
  'emergency-lamp': [2_400, 'town'],
  blanket: [6_000],
  raincoat: [3_000, 'town', 'village'],
  food: [24_000, 'town'],
  water: [60_000, 'town', 'village'],
  'woven-cloth': [30_000, 'town'],
  'steel-pipe-pile': [6_000],
  gabion: [3_000],
  'flood-barrier': [900],
  'absorbent-bag': [20_000],
  'sheet-plastic': [40_000],
  'hemp-rope': [3_000, 'town'],
  'life-buoy': [1_200, 'town'],
  'throw-line': [400],
  'outboard-motor': [30],
  'generator-lorry': [2],
  'lighting-tower': [12],
  headlamp: [900, 'town'],
  'pump-lorry': [4],
  hose: [6_000],
  megaphone: [240, 'town', 'village'],
  'walkie-talkie': [300],
  'satellite-phone': [20],
  drone: [10],
  gong: [120, 'village'],
  shovel: [5_000, 'town', 'village'],
  pickaxe: [2_400, 'town'],
  hammer: [900],
  barrow: [600],
  'wire-cutter': [120],
  'cotton-tent': [700],
  mattress: [5_000],
  'towel-quilt': [4_000],
  'sleeping-bag': [2_400],
  'winter-clothes': [3_000],
  'rubber-boots': [3_600, 'town'],
  'mosquito-net': [2_400],
  stove: [500],
  cooker: [120],
  kettle: [160],
  toilet: [40],
  torch: [3_000, 'town'],
  'instant-noodles': [3_000],
  biscuits: [1_500, 'town'],
  'water-tank': [60],
  'water-purifier': [8],
  'family-kit': [2_000],
  'first-aid-kit': [300, 'town'],
  stretcher: [160],
  disinfectant: [4_000],
  mask: [120_000],
  'hydraulic-cutter': [16],
  jack: [60],
  'chain-saw': [90],
  ladder: [60],
  helmet: [1_500, 'town'],
  gloves: [5_000, 'town'],
  blower: [160, 'town'],
  'water-gun': [300],
  'fire-beater': [1_800, 'town', 'village'],
  'forest-pump': [24],
  'fire-hose': [6_000],
  'fire-suit': [700],
  extinguisher: [600],
  'gas-mask': [300],
  'de-icing-salt': [60_000],
  'snow-shovel': [600],
  'fuel-can': [300],
  'explosion-proof-lamp': [300],
}

type ItemEntry = [MaterialKey, (typeof ITEMS)[MaterialKey]]

/** Size of a store against the city's. */
const SIZES: Readonly<Record<Tier, number>> = { city: 1, county: 0.22, town: 0.03, village: 0.004 }

const SPREAD = { from: 0.65, to: 1.4 }
/** A store of a lower tier does without some of the items that its tier may keep. */
const CHANCE_OF_ITEM = { city: 1, county: 0.95, town: 0.82, village: 0.75 } as const
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
  const stock: Partial<Record<MaterialKey, number>> = {}
  for (const [item, [cityQuantity, ...marks]] of Object.entries(ITEMS) as ItemEntry[]) {
    const factor = numberBetween(random, SPREAD.from, SPREAD.to)
    const isLowTier = tier === 'town' || tier === 'village'
    if (random() >= CHANCE_OF_ITEM[tier] || (isLowTier && !marks.includes(tier))) continue
    const place = marks.includes('water')
      ? (setting.isByLake ? LAKE_FACTOR : 1) * (setting.isInHills ? HILL_WATER_FACTOR : 1)
      : 1
    const quantity = twoFigures(cityQuantity * SIZES[tier] * factor * place)
    if (quantity > 0) stock[item] = quantity
  }
  return stock
}
