import { Alert, Button, Segmented, Select, Spin } from 'antd'
import { useState } from 'react'
import { EXAMPLE_NORM_ID } from '../../../../data/reserve-norm.ts'
import { useAdequacy, useNorms } from '../../../api/adequacy.ts'
import { asApiProblem } from '../../../api/problem.ts'
import { useText } from '../../../i18n/text.ts'
import { AdequacyFooter } from './adequacy-footer.tsx'
import { CountyLines } from './county-lines.tsx'
import { NormEditor, type NormOutcome } from './norm-editor.tsx'
import { normText } from './norm-text.ts'
import { WorkLines } from './work-lines.tsx'
import './adequacy.css'

type Part = 'works' | 'counties' | 'edit'
const PARTS: readonly Part[] = ['works', 'counties', 'edit']

/** What should stand ready, what does, and what is to be bought. */
export const AdequacyTab = () => {
  const { t, language } = useText('adequacy')
  const [normId, setNormId] = useState<string>(EXAMPLE_NORM_ID)
  const [part, setPart] = useState<Part>('works')
  const [outcome, setOutcome] = useState<NormOutcome | null>(null)
  const norms = useNorms()
  const { data, error, refetch } = useAdequacy(normId)
  const norm = norms.data?.find(({ id }) => id === normId)
  const choose = (id: string, told: NormOutcome | null): void => {
    setNormId(id)
    setOutcome(told)
  }
  return (
    <div className="adequacy">
      {norms.data && (
        <Select<string>
          className="target"
          aria-label={t('norm')}
          value={normId}
          options={norms.data.map((each) => ({
            value: each.id,
            label: normText(each, language).name,
          }))}
          onChange={(id) => choose(id, null)}
        />
      )}
      {norms.error && !norms.data && (
        <Failure title="normsFailed" error={norms.error} onRetry={() => void norms.refetch()} />
      )}
      {data && part !== 'edit' && <p className="secondary">{data.norm.source[language]}</p>}
      <Segmented<Part>
        block
        className="target-group"
        value={part}
        options={PARTS.map((value) => ({ value, label: t(`parts.${value}`) }))}
        onChange={setPart}
      />
      {part === 'edit' && norm && (
        <NormEditor
          key={norm.id}
          norm={norm}
          outcome={outcome}
          onOutcome={(told, id) => choose(id, told)}
        />
      )}
      {part === 'edit' && !norm && norms.isFetching && <Spin />}
      {part !== 'edit' && error && (
        <Failure title="failed" error={error} onRetry={() => void refetch()} />
      )}
      {part !== 'edit' && !data && !error && <Spin description={t('loading')} />}
      {data && part === 'works' && <WorkLines answer={data} />}
      {data && part === 'counties' && <CountyLines answer={data} />}
      {data && part !== 'edit' && <AdequacyFooter answer={data} normId={normId} />}
    </div>
  )
}

interface FailureProps {
  title: 'failed' | 'normsFailed'
  error: Error
  onRetry: () => void
}

const Failure = ({ title, error, onRetry }: FailureProps) => {
  const { t, language } = useText('adequacy')
  return (
    <Alert
      type="error"
      showIcon
      title={t(title, { detail: asApiProblem(error).sentence[language] })}
      action={
        <Button className="target" onClick={onRetry}>
          {t('retry')}
        </Button>
      }
    />
  )
}
