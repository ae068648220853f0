import { Alert, Button, InputNumber } from 'antd'
import { useState } from 'react'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import type { Holding } from '../../../../data/stock.ts'
import { asApiProblem } from '../../../api/problem.ts'
import { setMinimums } from '../../../api/stock.ts'
import { useText } from '../../../i18n/text.ts'
import { grouped } from './grouped-number.ts'

interface MinimumEditorProps {
  stockpileId: string
  holding: Holding
}

/** What has to stay when others ask for it. */
export const MinimumEditor = ({ stockpileId, holding }: MinimumEditorProps) => {
  const { t, language } = useText('ledger')
  const [minimum, setMinimum] = useState<number | null>(holding.minimum)
  const [isSaving, setIsSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { label, unit } = MATERIALS[holding.item]
  const save = async (): Promise<void> => {
    if (minimum === null) return
    setIsSaving(true)
    try {
      await setMinimums([{ stockpileId, item: holding.item, minimum }])
      setProblem(null)
    } catch (error) {
      setProblem(asApiProblem(error).sentence[language])
    } finally {
      setIsSaving(false)
    }
  }
  return (
    <div className="book-minimum">
      <InputNumber<number>
        className="target"
        aria-label={`${t('minimum')} ${label[language]}`}
        prefix={t('minimum')}
        suffix={unit[language]}
        inputMode="numeric"
        min={0}
        max={LEDGER_LIMITS.mostQuantity}
        precision={0}
        formatter={grouped}
        status={minimum === null ? 'error' : ''}
        value={minimum}
        onChange={setMinimum}
      />
      {minimum !== holding.minimum && (
        <Button
          className="target"
          loading={isSaving}
          disabled={minimum === null}
          onClick={() => void save()}
        >
          {t('saveMinimum')}
        </Button>
      )}
      {problem && <Alert type="error" showIcon title={problem} />}
    </div>
  )
}
