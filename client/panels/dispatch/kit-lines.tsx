import { Collapse } from 'antd'
import type { SomeKits } from '../../../data/kit.ts'
import { kitPartsText, kitsText, lackingParts } from '../../../data/kit-words.ts'
import type { MaterialKey } from '../../../data/materials.ts'
import { goodsText, listText } from '../../../data/wording.ts'
import { useText } from '../../i18n/text.ts'

interface KitLinesProps {
  kits: readonly SomeKits[]
  /** What has left of an item; left out while nothing has. */
  shippedOf?: ((item: MaterialKey) => number) | undefined
}

/** Whole kits of a load, each one line that opens to its parts. */
export const KitLines = ({ kits, shippedOf }: KitLinesProps) => {
  const { t, language } = useText('kits')
  if (kits.length === 0) return null
  return (
    <Collapse
      ghost
      size="small"
      items={kits.map((kit) => {
        const lacking = shippedOf ? lackingParts(kit, shippedOf) : []
        const names = lacking.map(({ item, short }) => goodsText(short, item, language))
        return {
          key: kit.id,
          label: (
            <>
              <strong>{kitsText(kit, language)}</strong>
              {lacking.length > 0 && (
                <em className="bad-news">
                  {' · '}
                  {t('notWhole', { parts: listText(names, language) })}
                </em>
              )}
            </>
          ),
          children: <p className="secondary">{kitPartsText(kit, language)}</p>,
        }
      })}
    />
  )
}
