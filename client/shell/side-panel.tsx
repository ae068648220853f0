import {
  Activity,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { PartBoundary } from '../form/part-boundary.tsx'
import { useText } from '../i18n/text.ts'
import { changeState, PANEL_IDS, type PanelId, useAppState } from '../state/app-state.ts'
import { ChevronIcon } from './icons.tsx'

/** The panels beside the map (below it on a narrow screen) behind tabs; can be folded away. */
export const SidePanel = ({ panels }: { panels: Readonly<Record<PanelId, ReactNode>> }) => {
  const { t } = useText('shell')
  const panel = useAppState((state) => state.panel)
  const place = useAppState((state) => state.place)
  const [isOpen, setIsOpen] = useState(true)
  const visited = useVisited(panel)
  const id = useId()
  // biome-ignore lint/correctness/useExhaustiveDependencies: who asks or switches wants to see it
  useEffect(() => setIsOpen(true), [panel, place])
  return (
    <aside
      id="panel"
      data-panel={panel}
      className={isOpen ? 'column side-panel' : 'column side-panel is-folded'}
      aria-label={t('panel.label')}
    >
      <div className="panel-bar">
        <PanelTabs id={id} onChoose={() => setIsOpen(true)} />
        <button
          type="button"
          className="fold-button target"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'panel.collapse' : 'panel.expand')}
          onClick={() => setIsOpen(!isOpen)}
        >
          <ChevronIcon />
        </button>
      </div>
      {PANEL_IDS.filter((name) => visited.has(name)).map((name) => (
        <Activity key={name} mode={name === panel && isOpen ? 'visible' : 'hidden'}>
          <div
            role="tabpanel"
            id={`${id}-${name}-panel`}
            aria-labelledby={`${id}-${name}`}
            className="panel-body"
          >
            <PartBoundary>{panels[name]}</PartBoundary>
          </div>
        </Activity>
      ))}
    </aside>
  )
}

/** Panels seen so far: they keep what was typed in them; the others are not built before. */
const useVisited = (panel: PanelId): ReadonlySet<PanelId> => {
  const [visited, setVisited] = useState<ReadonlySet<PanelId>>(() => new Set([panel]))
  if (!visited.has(panel)) setVisited(new Set([...visited, panel]))
  return visited
}

const ARROWS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 }

interface PanelTabsProps {
  /** Begin of the ids that tie each tab to its panel. */
  id: string
  onChoose: () => void
}

/** One tab per panel, after the ARIA practices: arrows move and choose, Tab leaves. */
const PanelTabs = ({ id, onChoose }: PanelTabsProps) => {
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
          className="bare panel-tab target"
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
