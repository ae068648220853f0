import { type KeyboardEvent, useId, useState } from 'react'
import type { Language } from '../../data/bilingual.ts'
import type { Health } from '../../data/health.ts'
import { DEMONSTRATION_NOTICE, PROVENANCE_OPTIONS } from '../../data/provenance.ts'
import { halfIn } from '../../data/wording.ts'
import { useHealth } from '../api/features.ts'
import { Action } from '../form/pieces.tsx'
import { type Translate, useText } from '../i18n/text.ts'
import { openFirstRun } from '../state/first-run.ts'
import { InfoIcon } from './icons.tsx'

const MILLISECONDS_PER_MINUTE = 60_000
const MINUTES_PER_HOUR = 60
const HOURS_PER_DAY = 24

/** Such as "12 minutes ago". */
const ageText = (at: string, language: Language): string => {
  const minutes = (Date.now() - Date.parse(at)) / MILLISECONDS_PER_MINUTE
  const hours = minutes / MINUTES_PER_HOUR
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  if (hours < 2) return format.format(-Math.round(minutes), 'minute')
  const days = hours / HOURS_PER_DAY
  return days < 2
    ? format.format(-Math.round(hours), 'hour')
    : format.format(-Math.round(days), 'day')
}

const backupText = ({ backup }: Health, t: Translate<'shell'>, language: Language): string => {
  if (!backup) return t('notice.noBackups')
  return backup.lastAt
    ? t('notice.backup', { age: ageText(backup.lastAt, language) })
    : t('notice.noBackupYet')
}

/**
 * What the map rests on: roads, revision, backups. For as long as it is so, it says on the map that
 * the data is not real.
 */
export const DataNotice = () => {
  const { t, language } = useText('shell')
  const { data: health } = useHealth()
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  // until the server has said that its data is real, it is taken for demonstration data
  const isReal = health?.demonstration === false
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen) return
    event.preventDefault()
    setIsOpen(false)
  }
  return (
    <div className="notice">
      <button
        type="button"
        className="bare notice-chip target"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        onKeyDown={closeOnEscape}
      >
        <InfoIcon />
        {t(isReal ? 'notice.realChip' : 'notice.chip')}
      </button>
      <div id={id} className="notice-text" hidden={!isOpen}>
        {!isReal && <p>{DEMONSTRATION_NOTICE[language]}</p>}
        <p>
          <Action size="small" label={t('firstRun.open')} onClick={openFirstRun} />
        </p>
        {health && <p>{backupText(health, t, language)}</p>}
        {health && <p>{networkText(health, t, language)}</p>}
        <p>
          <a href="/api">{t('notice.api')}</a> · <a href="/licences.txt">{t('notice.licences')}</a>
        </p>
      </div>
    </div>
  )
}

/** What is wrong with the installation, to whoever can do something about it. */
export const NoticedProblems = () => {
  const { language } = useText('shell')
  const { data: health } = useHealth()
  return health?.noticed.map((sentence) => (
    <p key={sentence.en} role="alert" className="noticed-problem">
      {sentence[language]}
    </p>
  ))
}

const networkText = (
  { network, revision }: Health,
  t: Translate<'shell'>,
  language: Language,
): string => {
  const about = network
    ? t('notice.network', {
        provenance: PROVENANCE_OPTIONS[network.provenance].label[language],
        edges: network.edges.toLocaleString('en-US'),
        source: halfIn(network.source, language),
      })
    : t('notice.noNetwork')
  const separator = language === 'zh' ? '' : ' '
  return `${about}${separator}${t('notice.revision', { revision })}`
}
