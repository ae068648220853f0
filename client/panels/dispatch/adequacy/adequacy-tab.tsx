import { Alert, Button, Segmented, Select, Spin } from 'antd'
import { useState } from 'react'
import { EXAMPLE_NORM_ID } from '../../../../data/reserve-norm.ts'
import { useAdequacy, useNorms } from '../../../adequacy-api.ts'
import { asApiProblem } from '../../../api-problem.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { CountyLines } from './county-lines.tsx'
import { NormEditor } from './norm-editor.tsx'
import { WorkLines } from './work-lines.tsx'
import './adequacy.css'

type Part = 'works' | 'counties' | 'edit'
const PARTS: readonly Part[] = ['works', 'counties', 'edit']

/** What should stand ready, what does, and what is to be bought. */
export const AdequacyTab = () => {
  const { t, language } = useDispatchText('adequacy')
  const [normId, setNormId] = useState<string>(EXAMPLE_NORM_ID)
  const [part, setPart] = useState<Part>('works')
  const { data: norms } = useNorms()
  const { data, error, refetch } = useAdequacy(normId)
  const norm = norms?.find(({ id }) => id === normId)
  return (
    <div className="adequacy">
      <Select<string>
        className="target"
        aria-label={t('norm')}
        value={normId}
        options={(norms ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setNormId}
      />
      {data && <p className="secondary">{data.norm.source[language]}</p>}
      <Segmented<Part>
        block
        className="target-group"
        value={part}
        options={PARTS.map((value) => ({ value, label: t(`parts.${value}`) }))}
        onChange={setPart}
      />
      {part === 'edit' && norm && <NormEditor key={norm.id} norm={norm} onChosen={setNormId} />}
      {part !== 'edit' && error && (
        <Alert
          type="error"
          showIcon
          title={t('failed', { detail: asApiProblem(error).sentence[language] })}
          action={
            <Button className="target" onClick={() => void refetch()}>
              {t('retry')}
            </Button>
          }
        />
      )}
      {part !== 'edit' && !data && !error && <Spin description={t('loading')} />}
      {data && part === 'works' && <WorkLines answer={data} />}
      {data && part === 'counties' && <CountyLines answer={data} />}
      {data && part !== 'edit' && (
        <>
          <p className="adequacy-downloads">
            {t('downloads')}{' '}
            {(['works', 'purchases'] as const).map((table) => (
              <a
                key={table}
                className="target"
                download
                href={`/api/adequacy/tables/${table}?f=xlsx&lang=${language}&norm=${encodeURIComponent(normId)}`}
              >
                {t(table === 'works' ? 'worksTable' : 'purchases')}（XLSX）
              </a>
            ))}
          </p>
          {data.obeyed.length > 0 && (
            <p>{t('obeyed', { names: data.obeyed.map(({ name }) => name).join('、') })}</p>
          )}
          {data.notice && <p className="secondary">{data.notice[language]}</p>}
        </>
      )}
    </div>
  )
}
