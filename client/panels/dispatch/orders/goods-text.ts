/** An order's goods in one line: quantities of each item over all loads. */
import type { Language } from '../../../../data/bilingual.ts'
import { MATERIAL_KEYS } from '../../../../data/materials.ts'
import type { OrderLoad } from '../../../../data/transfer-order.ts'
import { goodsText } from '../../../form/amount-text.ts'

export const goodsOfLoads = (
  loads: readonly Pick<OrderLoad, 'lines'>[],
  language: Language,
): string => {
  const lines = loads.flatMap((load) => load.lines)
  return MATERIAL_KEYS.flatMap((item) => {
    const quantity = lines
      .filter((line) => line.item === item)
      .reduce((sum, line) => sum + line.quantity, 0)
    return quantity > 0 ? [goodsText(quantity, item, language)] : []
  }).join(language === 'zh' ? '，' : ', ')
}
