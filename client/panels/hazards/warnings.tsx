import { Collapse, Input } from 'antd'
import { type ChangeEvent, useId, useState } from 'react'
import type { Warning } from '../../../data/warning.ts'
import { WARNING_KINDS, WARNING_LEVELS } from '../../../data/warning-kind.ts'
import { deleteWarning, takeCap, useWarnings } from '../../api/hazards.ts'
import { useRegion } from '../../api/region.ts'
import { Action, EmptyNote, Message, QueryStatus, ReadableTag } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { drillText, isOutside } from '../../layers/hazard-features.ts'
import { setHazardTool, useHazardDraft } from '../../state/map-tool.ts'
import { WarningForm } from './hazard-forms.tsx'
import { CardButtons, Held, Inside, NotSaved, ToolNote, titleOf } from './hazard-pieces.tsx'

const byRank = (a: Warning, b: Warning): number =>
  Number(b.isActive) - Number(a.isActive) ||
  WARNING_LEVELS[b.level].rank - WARNING_LEVELS[a.level].rank

/** Warnings, the highest level in force first. */
export const WarningsPart = () => {
  const { t } = useText('hazards')
  const query = useWarnings()
  const { tool, area } = useHazardDraft()
  return (
    <>
      <Action label={t('warningDraw')} onClick={() => setHazardTool('draw-area')} />
      {tool !== 'none' && <ToolNote title={t('drawingWarning')} />}
      {area && area.type !== 'Point' && <WarningForm area={area} />}
      <Collapse
        size="small"
        items={[{ key: 'cap', label: t('warningCap'), children: <CapForm /> }]}
      />
      <QueryStatus query={query} failed={(reason) => t('loadFailed', reason)} />
      {query.data?.length === 0 && <EmptyNote text={t('warningsEmpty')} />}
      {[...(query.data ?? [])].sort(byRank).map((warning) => (
        <WarningCard key={warning.id} warning={warning} />
      ))}
    </>
  )
}

/** One warning: what, how bad, how long, and what lies inside its area. */
const WarningCard = ({ warning }: { warning: Warning }) => {
  const { t, language } = useText('hazards')
  const { bbox } = useRegion()
  const { problem, attempt } = useAttempt()
  const { name, level, kind, area, origin } = warning
  const drill = drillText(warning, language)
  return (
    <article className="block">
      <div className="row block-head">
        <h3>
          {drill !== null && <strong className="warning-drill">{drill}</strong>} {titleOf(warning)}
        </h3>
        <span className="warning-level" style={{ borderColor: WARNING_LEVELS[level].colour }}>
          {WARNING_LEVELS[level].label[language]}
        </span>
      </div>
      <p>
        <Held of={warning} kind={WARNING_KINDS[kind][language]} />{' '}
        <ReadableTag>{t(warning.isActive ? 'inForce' : 'notInForce')}</ReadableTag>
      </p>
      {isOutside(warning, bbox) && <Message type="warning" title={t('outside')} />}
      {warning.text && <p className="warning-text">{warning.text}</p>}
      {origin.source === 'cap' && (
        <p className="secondary">
          {t('cap', {
            identifier: origin.identifier,
            status: drill ?? t('capActual'),
            from: origin.levelFrom,
          })}
        </p>
      )}
      <Collapse
        size="small"
        items={[{ key: 'inside', label: t('inside'), children: <Inside id={warning.id} /> }]}
      />
      <CardButtons
        name={name}
        area={area}
        onRemove={() => void attempt(() => deleteWarning(warning))}
      />
      {problem && <NotSaved problem={problem} />}
    </article>
  )
}

/** A CAP message as it was received, pasted or from a file. */
const CapForm = () => {
  const { t } = useText('hazards')
  const { bbox } = useRegion()
  const id = useId()
  const [xml, setXml] = useState('')
  const [taken, setTaken] = useState<readonly Warning[] | null>(null)
  const { isBusy, problem, attempt } = useAttempt()
  const take = async (): Promise<void> => {
    setTaken(await takeCap(xml))
    setXml('')
  }
  const readFile = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0]
    if (file) setXml(await file.text())
    // the same file, corrected, may be chosen again
    target.value = ''
  }
  const outside = taken?.filter((warning) => isOutside(warning, bbox)).length ?? 0
  return (
    <div className="stack">
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
      <Action
        type="primary"
        disabled={xml.trim() === ''}
        loading={isBusy}
        label={t('capTake')}
        onClick={() => void attempt(take)}
      />
      {problem && <NotSaved problem={problem} />}
      {taken && !problem && (
        <Message
          type={outside > 0 ? 'warning' : 'success'}
          title={t('capTaken', { count: taken.length })}
          description={outside > 0 && t('capOutside', { count: outside })}
        />
      )}
    </div>
  )
}
