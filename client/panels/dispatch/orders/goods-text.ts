/** An order's goods in one line: quantities of each item over all loads. */
import type { Language } from '../../../../data/bilingual.ts'
import { MATERIAL_KEYS, MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import type { OrderLoad } from '../../../../data/transfer-order.ts'
import { numberText } from '../../../form/number-text.ts'

export const amountText = (item: MaterialKey, quantity: number, language: Language): string =>
  `${MATERIALS[item].label[language]} ${numberText(quantity, language)} ${MATERIALS[item].unit[language]}`

export const goodsText = (
  loads: readonly Pick<OrderLoad, 'lines'>[],
  language: Language,
): string => {
  const lines = loads.flatMap((load) => load.lines)
  return MATERIAL_KEYS.flatMap((item) => {
    const quantity = lines
      .filter((line) => line.item === item)
      .reduce((sum, line) => sum + line.quantity, 0)
    return quantity > 0 ? [amountText(item, quantity, language)] : []
  }).join(language === 'zh' ? '，' : ', ')
}
