import { type KeyboardEvent, useRef } from 'react'
import { useText } from '../i18n/text.ts'
import { changeState, PANEL_IDS, useAppState } from '../state/app-state.ts'

const ARROWS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

interface PanelTabsProps {
  /** Begin of the ids that tie each tab to its panel. */
  id: string
  onChoose: () => void
}

/** One tab per panel, after the ARIA practices: arrows move and choose, Tab leaves. */
export const PanelTabs = ({ id, onChoose }: PanelTabsProps) => {
  const { t } = useText('shell')
  const panel = useAppState((state) => state.panel)
  const list = useRef<HTMLDivElement>(null)

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = ARROWS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (PANEL_IDS.indexOf(panel) + step + PANEL_IDS.length) % PANEL_IDS.length
    changeState({ panel: PANEL_IDS[next] ?? panel })
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div
      className="panel-tabs"
      role="tablist"
      aria-label={t('panel.label')}
      ref={list}
      onKeyDown={onKeyDown}
    >
      {PANEL_IDS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`${id}-${name}`}
          className="panel-tab target"
          aria-selected={name === panel}
          aria-controls={`${id}-${name}-panel`}
          tabIndex={name === panel ? 0 : -1}
          onClick={() => {
            changeState({ panel: name })
            onChoose()
          }}
        >
          {t(`panel.${name}`)}
        </button>
      ))}
    </div>
  )
}
