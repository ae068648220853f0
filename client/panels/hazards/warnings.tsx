import { Collapse, Input } from 'antd'
import { type ChangeEvent, useId, useState } from 'react'
import type { Bbox } from '../../../data/geometry.ts'
import type { Warning } from '../../../data/warning.ts'
import { WARNING_KINDS, WARNING_LEVELS } from '../../../data/warning-kind.ts'
import { listText, localisedName } from '../../../data/wording.ts'
import { xmlText } from '../../../data/xml-text.ts'
import { deleteWarning, endWarning, takeCap, useWarnings } from '../../api/hazards.ts'
import { useRegion } from '../../api/region.ts'
import { Action, EmptyNote, Message, QueryStatus, ReadableTag } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { drillText, isOutside } from '../../layers/hazard-features.ts'
import { setHazardTool, useHazardDraft } from '../../state/map-tool.ts'
import { signedWith } from './form-fields.tsx'
import { CardButtons, Held, Inside, NotSaved, ToolNote, titleOf } from './hazard-pieces.tsx'
import { EndedLine, HistoryPart, LiftForm } from './hazard-record.tsx'
import { WarningForm } from './warning-form.tsx'

const byRank = (a: Warning, b: Warning): number =>
  Number(b.isActive) - Number(a.isActive) ||
  WARNING_LEVELS[b.level].rank - WARNING_LEVELS[a.level].rank

/** Warnings, the highest level in force first. */
export const WarningsPart = () => {
  const { t } = useText('hazards')
  const query = useWarnings()
  const { tool, area } = useHazardDraft()
  const all = [...(query.data ?? [])].sort(byRank)
  const lifted = all.filter(({ ended }) => ended !== null)
  const cardsOf = (warnings: readonly Warning[]) =>
    warnings.map((warning) => <WarningCard key={warning.id} warning={warning} />)
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
      {cardsOf(all.filter(({ ended }) => ended === null))}
      {lifted.length > 0 && (
        <details className="fold">
          <summary className="target">{t('lifted', { count: lifted.length })}</summary>
          {cardsOf(lifted)}
        </details>
      )}
    </>
  )
}

/** One warning: what, how bad, how long, and what lies inside its area. */
const WarningCard = ({ warning }: { warning: Warning }) => {
  const { t, language } = useText('hazards')
  const { bbox } = useRegion()
  const { problem, attempt } = useAttempt()
  const [isLifting, setIsLifting] = useState(false)
  const { id, name, level, kind, area, origin, ended } = warning
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
      <Areas warning={warning} />
      {ended && <EndedLine ended={ended} />}
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
      {isLifting && (
        <LiftForm
          onLift={(signed) =>
            void attempt(() => endWarning(id, signed)).then((isLifted) => setIsLifting(!isLifted))
          }
          onLeave={() => setIsLifting(false)}
        />
      )}
      <CardButtons
        name={name}
        area={area}
        onRemove={() => void attempt(() => deleteWarning(warning, signedWith()))}
      >
        {!ended && !isLifting && <Action label={t('end')} onClick={() => setIsLifting(true)} />}
      </CardButtons>
      <HistoryPart subject="warnings" id={id} />
      {problem && <NotSaved problem={problem} />}
    </article>
  )
}

/** What of a message's areas is not on the map, and what stands for those that are. */
const Areas = ({ warning: { unmapped, origin } }: { warning: Warning }) => {
  const { t, language } = useText('hazards')
  const outlined = origin.areas.flatMap(({ places }) => places)
  const namesOf = (isTown: boolean): string =>
    listText(
      outlined
        .filter((place) => place.isTown === isTown)
        .map((place) => localisedName(place, language)),
      language,
    )
  const [counties, towns] = [namesOf(false), namesOf(true)]
  const areas = listText(unmapped, language)
  return (
    <>
      {areas && <Message type="warning" title={t('unmapped', { areas })} />}
      {counties && <p className="secondary">{t('outlined', { places: counties })}</p>}
      {towns && <p className="secondary">{t('townsOutlined', { places: towns })}</p>}
      {origin.overIn.length > 0 && (
        <p>{t('overIn', { areas: listText(origin.overIn, language) })}</p>
      )}
    </>
  )
}

/** A CAP message as it was received, pasted or from a file. */
const CapForm = () => {
  const { t } = useText('hazards')
  const { bbox } = useRegion()
  const id = useId()
  const [xml, setXml] = useState('')
  const [taken, setTaken] = useState<readonly Warning[] | null>(null)
  const [isUnreadable, setIsUnreadable] = useState(false)
  const { isBusy, problem, attempt } = useAttempt()
  const take = async (): Promise<void> => {
    setTaken(await takeCap(xml, signedWith()))
    setXml('')
  }
  const readFile = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0]
    if (file) {
      const text = xmlText(new Uint8Array(await file.arrayBuffer()))
      setIsUnreadable(text === null)
      setXml(text ?? '')
    }
    // the same file, corrected, may be chosen again
    target.value = ''
  }
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
      {isUnreadable && <Message type="error" title={t('capEncoding')} />}
      {taken && !problem && <Taken warnings={taken} bbox={bbox} />}
    </div>
  )
}

/** What a message did: what came in, what it ended, and what of it is not on the map. */
const Taken = ({ warnings, bbox }: { warnings: readonly Warning[]; bbox: Bbox | null }) => {
  const { t, language } = useText('hazards')
  const open = warnings.filter(({ ended }) => ended === null)
  const kept = open.filter(({ version }) => version === 1)
  const counts = [
    ['capTaken', kept.length],
    ['capEnded', warnings.length - open.length],
    ['capCut', open.length - kept.length],
  ] as const
  const comma = language === 'zh' ? '，' : ', '
  const said = counts.flatMap(([text, count]) => (count > 0 ? [t(text, { count })] : []))
  const outside = kept.filter((warning) => isOutside(warning, bbox)).length
  const areas = listText(
    kept.flatMap(({ unmapped }) => unmapped),
    language,
  )
  const notes = [
    ...(outside > 0 ? [t('capOutside', { count: outside })] : []),
    ...(areas ? [t('unmapped', { areas })] : []),
  ]
  return (
    <Message
      type={notes.length > 0 || said.length === 0 ? 'warning' : 'success'}
      title={said.length > 0 ? said.join(comma) : t('capNothing')}
      description={notes.length > 0 && notes.map((note) => <div key={note}>{note}</div>)}
    />
  )
}
