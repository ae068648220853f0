import { type KeyboardEvent, useId, useState } from 'react'
import type { Language } from '../../data/bilingual.ts'
import type { Health } from '../../data/health.ts'
import { DEMONSTRATION_NOTICE, PROVENANCE_OPTIONS } from '../../data/provenance.ts'
import { useHealth } from '../api/features.ts'
import { type Translate, useText } from '../i18n/text.ts'
import { InfoIcon } from './icons.tsx'

/** Says on the map, for as long as it is so, that the data is not real; opens to say what is what. */
export const DemonstrationNotice = () => {
  const { t, language } = useText('shell')
  const { data: health } = useHealth()
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  // until the server has said that its data is real, it is taken for demonstration data
  if (health && !health.demonstration) return null
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
        {t('notice.chip')}
      </button>
      <div id={id} className="notice-text" hidden={!isOpen}>
        <p>{DEMONSTRATION_NOTICE[language]}</p>
        {health && <p>{networkText(health, t, language)}</p>}
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
        source: network.source,
      })
    : t('notice.noNetwork')
  const separator = language === 'zh' ? '' : ' '
  return `${about}${separator}${t('notice.revision', { revision })}`
}
