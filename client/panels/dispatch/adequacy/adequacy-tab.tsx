import { Segmented, Select, Spin } from 'antd'
import { useState } from 'react'
import type { AdequacyAnswer } from '../../../../data/adequacy.ts'
import { EXAMPLE_NORM_ID } from '../../../../data/reserve-norm.ts'
import { useAdequacy, useNorms } from '../../../api/adequacy.ts'
import { ClosuresObeyed } from '../../../form/closures-obeyed.tsx'
import { QueryStatus } from '../../../form/query-status.tsx'
import { useText } from '../../../i18n/text.ts'
import { CountyLines, WorkLines } from './adequacy-lines.tsx'
import { NormEditor, type NormOutcome, normText } from './norm-editor.tsx'

type Part = 'works' | 'counties' | 'edit'
const PARTS: readonly Part[] = ['works', 'counties', 'edit']

/** What should stand ready, what does, and what is to be bought. */
export const AdequacyTab = () => {
  const { t, language } = useText('adequacy')
  const [normId, setNormId] = useState<string>(EXAMPLE_NORM_ID)
  const [part, setPart] = useState<Part>('works')
  const [outcome, setOutcome] = useState<NormOutcome | null>(null)
  const norms = useNorms()
  const adequacy = useAdequacy(normId)
  const { data } = adequacy
  const norm = norms.data?.find(({ id }) => id === normId)
  const choose = (id: string, next: NormOutcome | null): void => {
    setNormId(id)
    setOutcome(next)
  }
  return (
    <div className="stack">
      {norms.data ? (
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
      ) : (
        <QueryStatus query={norms} failed={(reason) => t('normsFailed', reason)} />
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
          onOutcome={(next, id) => choose(id, next)}
        />
      )}
      {part === 'edit' && !norm && norms.isFetching && <Spin />}
      {part !== 'edit' && (
        <QueryStatus
          query={adequacy}
          failed={(reason) => t('failed', reason)}
          loading={t('loading')}
        />
      )}
      {data && part === 'works' && <WorkLines answer={data} />}
      {data && part === 'counties' && <CountyLines answer={data} />}
      {data && part !== 'edit' && <Footer answer={data} normId={normId} />}
    </div>
  )
}

/** The tables as files, and what the answer obeyed. */
const Footer = ({ answer, normId }: { answer: AdequacyAnswer; normId: string }) => {
  const { t, language } = useText('adequacy')
  return (
    <>
      <p className="file-links">
        {t('downloads')}{' '}
        {(['works', 'purchases'] as const).map((table) => (
          <a
            key={table}
            className="target"
            download
            href={`/api/adequacy/tables/${table}?f=xlsx&lang=${language}&norm=${encodeURIComponent(normId)}`}
          >
            {t(table === 'works' ? 'worksTable' : 'purchases')}
          </a>
        ))}
      </p>
      <ClosuresObeyed closures={answer.obeyed} />
      {answer.notice && <p className="secondary">{answer.notice[language]}</p>}
    </>
  )
}
