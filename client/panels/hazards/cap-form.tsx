import { Alert, Button, Input } from 'antd'
import { type ChangeEvent, useId, useState } from 'react'
import { takeCap } from '../../api/hazards.ts'
import { type ApiProblem, asApiProblem } from '../../api/problem.ts'
import { useText } from '../../i18n/text.ts'
import { NotSaved } from './not-saved.tsx'
import { isOutside } from './region.ts'

/** Told in the language of the page, whichever it was when the message was taken. */
type Outcome =
  | { readonly kind: 'taken'; readonly count: number; readonly outside: number }
  | { readonly kind: 'refused'; readonly problem: ApiProblem }

/** A message as it was received, pasted or from a file. */
export const CapForm = () => {
  const { t } = useText('hazards')
  const id = useId()
  const [xml, setXml] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const take = async (): Promise<void> => {
    setIsSending(true)
    try {
      const warnings = await takeCap(xml)
      const outside = warnings.filter(isOutside).length
      setOutcome({ kind: 'taken', count: warnings.length, outside })
      setXml('')
    } catch (error) {
      setOutcome({ kind: 'refused', problem: asApiProblem(error) })
    } finally {
      setIsSending(false)
    }
  }
  const readFile = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0]
    if (file) setXml(await file.text())
    // the same file, corrected, may be chosen again
    target.value = ''
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
      <label className="target hazard-file">
        {t('capFile')}
        <input
          className="visually-hidden"
          type="file"
          accept=".xml,.cap,text/xml"
          onChange={(event) => void readFile(event)}
        />
      </label>
      <Button
        type="primary"
        className="target"
        disabled={xml.trim() === ''}
        loading={isSending}
        onClick={() => void take()}
      >
        {t('capTake')}
      </Button>
      {outcome && <OutcomeNote outcome={outcome} />}
    </div>
  )
}

const OutcomeNote = ({ outcome }: { outcome: Outcome }) => {
  const { t } = useText('hazards')
  if (outcome.kind === 'refused') {
    return <NotSaved problem={outcome.problem} />
  }
  const { count, outside } = outcome
  return (
    <Alert
      type={outside > 0 ? 'warning' : 'success'}
      showIcon
      title={t('capTaken', { count })}
      description={outside > 0 && t('capOutside', { count: outside })}
    />
  )
}
