/** The conditions of every planner's question in one line above all tabs; each part opens what it is changed by. */
import { DownOutlined, UndoOutlined } from '@ant-design/icons'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Action } from '../../../form/pieces.tsx'
import { coverage } from '../../../i18n/coverage.ts'
import { addTexts, useText } from '../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../state/app-state.ts'
import { useConditionsAnswer } from '../../../state/coverage-answer.ts'
import {
  conditionsLine,
  countedLine,
  STRIP_PARTS,
  type StripPart,
  USUAL_CONDITIONS,
  wordsOf,
} from '../result/condition-texts.ts'
import { StandardField } from '../result/standard-field.tsx'
import { DemandEditor } from './demand-editor.tsx'
import { ClosuresEditor, StationsEditor, TimeEditor, VehicleEditor } from './editors.tsx'
import { PeriodBar } from './period-bar.tsx'
import './conditions.css'

addTexts({ coverage })

const EDITORS: Readonly<Record<StripPart, () => ReactNode>> = {
  time: TimeEditor,
  demand: DemandEditor,
  standard: StandardField,
  vehicle: VehicleEditor,
  stations: StationsEditor,
  closures: ClosuresEditor,
}

export const ConditionsStrip = () => {
  const { t, language } = useText('coverage')
  const options = useAppState((state) => state.coverage)
  const { data } = useConditionsAnswer()
  const [isUnfolded, setIsUnfolded] = useState(false)
  const { opened, toggle, close, strip } = useOpenedPart()
  const parts = wordsOf(options, data ?? null, language, t)
  const isUsual = STRIP_PARTS.every((part) => !parts[part].isChanged)
  const id = useId()
  const counts = countedLine(data ?? null, language, t)
  const Editor = opened && EDITORS[opened]
  return (
    <section
      ref={strip}
      className="planner-strip"
      aria-label={t('parameters.heading')}
      data-unfolded={isUnfolded}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Escape' && close(true)}
    >
      <button
        type="button"
        className="bare strip-fold target"
        aria-expanded={isUnfolded}
        onClick={() => setIsUnfolded(!isUnfolded)}
      >
        <span>{conditionsLine(options, language, t)}</span>
        <DownOutlined aria-hidden />
      </button>
      <div className="strip-parts">
        {STRIP_PARTS.map((part) => (
          <div key={part} className="strip-part" data-part={part}>
            <span className="secondary">{t(`strip.${part}`)}</span>
            {part === 'time' && <PeriodBar />}
            <span className="strip-room">
              <button
                type="button"
                className="bare strip-value target"
                data-opens={part}
                aria-expanded={opened === part}
                aria-controls={opened === part ? id : undefined}
                onClick={() => toggle(part)}
              >
                <span>
                  <span className="visually-hidden">{t(`strip.${part}`)} </span>
                  {parts[part].text}
                </span>
                {parts[part].isChanged && (
                  <span className="strip-dot" title={t('strip.changed')}>
                    <span className="visually-hidden">{t('strip.changed')}</span>
                  </span>
                )}
                <DownOutlined aria-hidden />
              </button>
              {part === 'stations' && (
                <span className="secondary strip-counts" title={counts}>
                  {counts}
                </span>
              )}
            </span>
            {Editor && opened === part && (
              <fieldset id={id} className="strip-editor">
                <legend className="visually-hidden">{t(`strip.${part}`)}</legend>
                <Editor />
                <Action label={t('strip.done')} onClick={() => close(true)} />
              </fieldset>
            )}
          </div>
        ))}
        {!isUsual && (
          <Action
            type="text"
            className="strip-reset"
            icon={UndoOutlined}
            label={t('parameters.reset')}
            onClick={() => changeCoverage(USUAL_CONDITIONS)}
          />
        )}
      </div>
    </section>
  )
}

/** Lists of the library open beside the page, not in the strip: choosing in one is no way out. */
const isInStrip = (strip: HTMLElement | null, target: EventTarget | null): boolean =>
  target instanceof Element &&
  (strip?.contains(target) === true || target.closest('[class*="ant-select"]') !== null)

/** Which editor is open: it takes the focus, and gives it back to what has opened it. */
const useOpenedPart = () => {
  const [opened, setOpened] = useState<StripPart | null>(null)
  const strip = useRef<HTMLElement>(null)
  const close = (givesFocusBack: boolean): void => {
    if (givesFocusBack) {
      strip.current?.querySelector<HTMLElement>(`[data-opens="${opened}"]`)?.focus()
    }
    setOpened(null)
  }
  useEffect(() => {
    if (opened === null) return
    strip.current
      ?.querySelector<HTMLElement>(
        '.strip-editor :is(input:not([disabled]), button:not([disabled]))',
      )
      ?.focus()
    const onPointerDown = ({ target }: PointerEvent): void => {
      if (!isInStrip(strip.current, target)) setOpened(null)
    }
    document.addEventListener('pointerdown', onPointerDown)
    return () => document.removeEventListener('pointerdown', onPointerDown)
  }, [opened])
  const toggle = (part: StripPart): void => setOpened(opened === part ? null : part)
  return { opened, toggle, close, strip }
}
