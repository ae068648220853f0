import { Progress } from 'antd'
import { type ChangeEvent, useRef, useState } from 'react'
import { PROVENANCE_OPTIONS } from '../../../data/provenance.ts'
import type { RoadImport } from '../../../data/roads.ts'
import { halfIn } from '../../../data/wording.ts'
import {
  buildAllTheSame,
  cancelRoads,
  sendExtract,
  takeBackRoads,
  useRoads,
} from '../../api/first-run.ts'
import { Action, Message, QueryStatus } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'

const PER_CENT = 100

/** The roads in use, and an extract that is to replace them. */
export const RoadsPart = () => {
  const { t, language } = useText('firstRun', 'roads')
  const { t: all } = useText('firstRun')
  const query = useRoads()
  const { isBusy, problem, attempt } = useAttempt()
  const sending = useRef<AbortController | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const [isSending, setIsSending] = useState(false)
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0]
    // the same file, corrected, may be chosen again
    target.value = ''
    if (!file) return
    const abort = new AbortController()
    sending.current = abort
    setIsSending(true)
    await attempt(() =>
      sendExtract(file, abort.signal).catch((error: unknown) => {
        if (!abort.signal.aborted) throw error
      }),
    )
    setIsSending(false)
  }
  const cancel = (): void => {
    sending.current?.abort()
    void attempt(cancelRoads)
  }
  const { data: roads } = query
  if (!roads) return <QueryStatus query={query} failed={(reason) => all('failed', reason)} />
  const { network, import: coming } = roads
  const isComing = coming?.state === 'building' || isSending
  const inUse = network && {
    provenance: PROVENANCE_OPTIONS[network.provenance].label[language],
    source: halfIn(network.source, language),
  }
  return (
    <div className="stack">
      <p className="secondary">{inUse ? t('inUse', inUse) : t('none')}</p>
      {coming && <Coming coming={coming} />}
      {problem && <Message type="error" title={problem.sentence[language]} />}
      <div className="buttons">
        {!isComing && (
          <>
            <Action label={t('choose')} onClick={() => input.current?.click()} />
            <input
              ref={input}
              hidden
              type="file"
              accept=".pbf,.osm,.gz"
              onChange={(event) => void choose(event)}
            />
          </>
        )}
        {isComing && <Action label={t('cancel')} onClick={cancel} />}
        {coming?.isElsewhere && (
          <Action
            label={t('force')}
            loading={isBusy}
            onClick={() => void attempt(buildAllTheSame)}
          />
        )}
        {roads.hasDemonstration && network?.provenance !== 'generated' && !isComing && (
          <Action label={t('back')} loading={isBusy} onClick={() => void attempt(takeBackRoads)} />
        )}
      </div>
      <p className="secondary">{t('how')}</p>
    </div>
  )
}

const Coming = ({ coming }: { coming: RoadImport }) => {
  const { t, language } = useText('firstRun', 'roads')
  const { state, name, received, total, share, sentence } = coming
  if (sentence) {
    return <Message type={state === 'done' ? 'success' : 'error'} title={sentence[language]} />
  }
  const isUploading = state === 'uploading'
  const percent = Math.floor((isUploading ? received / total : share) * PER_CENT)
  const label = t(isUploading ? 'uploading' : 'building', { name })
  return (
    <div role="status">
      <span>{label}</span>
      <Progress percent={percent} aria-label={label} />
    </div>
  )
}
