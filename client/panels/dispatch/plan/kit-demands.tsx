import { CloseOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { localisedName } from '../../../../data/wording.ts'
import { useKits } from '../../../api/kits.ts'
import { Action } from '../../../form/pieces.tsx'
import { QuantityInput } from '../../../form/quantity-input.tsx'
import { useText } from '../../../i18n/text.ts'
import { type DraftSite, setKit } from '../../../state/plan-draft.ts'

/** Kits that a site wants, each with how many, and chips for the others. */
export const KitDemands = ({ site }: { site: DraftSite }) => {
  const { t, language } = useText('kits')
  const { data = [] } = useKits()
  const [added, setAdded] = useState<string | null>(null)
  const wanted = site.kits ?? []
  const offered = data.filter(
    ({ id, isRetired }) => !isRetired && !wanted.some(({ kit }) => kit === id),
  )
  return (
    <>
      {wanted.map(({ kit: id, quantity }) => {
        const kit = data.find((each) => each.id === id)
        const name = kit ? localisedName(kit, language) : ''
        return (
          <div key={id} className="goods-line">
            <strong>{name}</strong>
            <QuantityInput
              className="target plan-quantity"
              aria-label={t('quantity', { name })}
              item={null}
              unit={t('unit')}
              autoFocus={id === added}
              onFocus={({ target }) => target.select()}
              min={1}
              value={quantity}
              onChange={(value) => setKit(site.key, id, value)}
            />
            <Action
              icon={CloseOutlined}
              type="text"
              aria-label={t('removeKit', { name })}
              onClick={() => setKit(site.key, id, undefined)}
            />
          </div>
        )
      })}
      {offered.length > 0 && (
        <fieldset className="buttons" aria-label={t('add')}>
          {offered.map((kit) => (
            <Action
              key={kit.id}
              label={`+ ${localisedName(kit, language)}`}
              onClick={() => {
                setKit(site.key, kit.id, 1)
                setAdded(kit.id)
              }}
            />
          ))}
        </fieldset>
      )}
    </>
  )
}
