import type { ReserveNormInput } from '../../../../data/reserve-norm.ts'
import { GoodsList } from '../../../form/goods-fields.tsx'
import { useText } from '../../../i18n/text.ts'

type Quantities = ReserveNormInput['perKilometre']

interface QuantityLinesProps {
  quantities: Quantities
  onChange: (quantities: Quantities) => void
}

/** Items with their quantities; any of the catalogue can be added. */
export const QuantityLines = ({ quantities, onChange }: QuantityLinesProps) => {
  const { t } = useText('adequacy')
  return (
    <div className="stack">
      <GoodsList
        quantities={quantities}
        addLabel={t('add')}
        labelOf={(item) => item}
        removeLabelOf={(item) => t('remove', { item })}
        onChange={onChange}
      />
    </div>
  )
}
