import { Alert, Button, Input } from 'antd'
import { type ChangeEvent, useId, useState } from 'react'
import { asApiProblem } from '../../api-problem.ts'
import { takeCap } from '../../hazard-api.ts'
import { useDispatchText } from '../../i18n/dispatch-texts.ts'

/** A message as it was received, pasted or from a file. */
export const CapForm = () => {
  const { t, language } = useDispatchText('hazards')
  const id = useId()
  const [xml, setXml] = useState('')
  const [outcome, setOutcome] = useState<{ isDone: boolean; text: string } | null>(null)
  const take = async (): Promise<void> => {
    try {
      const { length: count } = await takeCap(xml)
      setOutcome({ isDone: true, text: t('capTaken', { count }) })
      setXml('')
    } catch (error) {
      setOutcome({ isDone: false, text: asApiProblem(error).sentence[language] })
    }
  }
  const readFile = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0]
    if (file) setXml(await file.text())
  }
  return (
    <div className="hazard-inside">
      <label htmlFor={id}>{t('capXml')}</label>
      <Input.TextArea
        id={id}
        rows={5}
        value={xml}
        onChange={({ target }) => setXml(target.value)}
      />
      <label className="target">
        {t('capFile')}{' '}
        <input type="file" accept=".xml,.cap,text/xml" onChange={(event) => void readFile(event)} />
      </label>
      <Button
        type="primary"
        className="target"
        disabled={xml.trim() === ''}
        onClick={() => void take()}
      >
        {t('capTake')}
      </Button>
      {outcome && (
        <Alert type={outcome.isDone ? 'success' : 'error'} showIcon title={outcome.text} />
      )}
    </div>
  )
}
