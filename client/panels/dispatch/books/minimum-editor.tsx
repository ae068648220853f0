import { Alert, Button, InputNumber } from 'antd'
import { useState } from 'react'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import type { Holding } from '../../../../data/stock.ts'
import { asApiProblem } from '../../../api-problem.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { setMinimums } from '../../../stock-api.ts'

interface MinimumEditorProps {
  stockpileId: string
  holding: Holding
}

/** What has to stay when others ask for it. */
export const MinimumEditor = ({ stockpileId, holding }: MinimumEditorProps) => {
  const { t, language } = useDispatchText('books')
  const [minimum, setMinimum] = useState(holding.minimum)
  const [isSaving, setIsSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { label, unit } = MATERIALS[holding.item]
  const save = async (): Promise<void> => {
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
        value={minimum}
        onChange={(value) => setMinimum(value ?? 0)}
      />
      {minimum !== holding.minimum && (
        <Button className="target" loading={isSaving} onClick={() => void save()}>
          {t('saveMinimum')}
        </Button>
      )}
      {problem && <Alert type="error" showIcon title={problem} />}
    </div>
  )
}
