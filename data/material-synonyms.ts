/** What registers call goods besides; names that may mean something else are left out. */
import type { MaterialKey } from './materials.ts'

export const MATERIAL_SYNONYMS: Readonly<Partial<Record<MaterialKey, readonly string[]>>> = {
  sandbag: ['编织袋（空）', '防汛编织袋'],
  geotextile: ['无纺布', '土工膜布'],
  wire: ['铁丝', '镀锌铁丝'],
  'life-jacket': ['救生背心'],
  boat: ['冲锋舟', '橡皮艇', '橡皮船', '橡皮船（艇）', '橡皮舟'],
  generator: ['发电机', '柴油发电机', '发电机组'],
  floodlight: ['移动照明灯', '投光灯组'],
  pump: ['水泵', '潜水泵', '抽水泵', '抽水机'],
  shovel: ['铁锨'],
  tent: ['单帐篷', '救灾帐篷'],
  'cotton-tent': ['救灾棉帐篷'],
  'rubber-boots': ['胶靴', '水靴'],
  'first-aid-kit': ['急救包'],
  torch: ['手电'],
  water: ['瓶装水', '矿泉水'],
}
