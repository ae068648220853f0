import { useIsFetching } from '@tanstack/react-query'
import { type CSSProperties, useId, useState } from 'react'
import {
  coverageColours,
  coverageRamp,
  fadeMinutes,
  LEAST_MINUTES,
  MOST_MINUTES,
  type RampStep,
} from '../../layers/coverage-ramp.ts'
import { type CoveragePaint, changeCoverage, useAppState } from '../../state/app-state.ts'
import { CELL_OPACITY } from '../style/coverage-layers.ts'
import { COVERAGE_MAP_TEXTS, PAINT_TEXTS, stepText, withinText } from './coverage-map-texts.ts'
import { SiteShapes } from './proposed-sites-layer.tsx'
import './coverage-legend.css'

const PAINTS = Object.keys(PAINT_TEXTS) as CoveragePaint[]

/** What the colours mean, and what they are chosen by: lies on the map, can be folded away. */
export const CoverageLegend = ({ isOpenAtFirst }: { isOpenAtFirst: boolean }) => {
  const language = useAppState((state) => state.language)
  const [isOpen, setIsOpen] = useState(isOpenAtFirst)
  const id = useId()
  return (
    <section className="framed coverage-legend" aria-label={COVERAGE_MAP_TEXTS.legend[language]}>
      <div className="legend-head">
        {isOpen && <PaintChoice />}
        <button
          type="button"
          className="bare legend-fold target"
          aria-expanded={isOpen}
          aria-controls={id}
          title={COVERAGE_MAP_TEXTS[isOpen ? 'fold' : 'unfold'][language]}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? '–' : COVERAGE_MAP_TEXTS.legend[language]}
        </button>
      </div>
      {isOpen && (
        <div id={id}>
          <Swatches />
          <MinutesSlider />
          <ContoursBox />
          <SiteShapes />
        </div>
      )}
    </section>
  )
}

const PaintChoice = () => {
  const language = useAppState((state) => state.language)
  const paint = useAppState((state) => state.coverage.paint)
  const name = useId()
  return (
    <fieldset className="paint-choice">
      <legend className="visually-hidden">{COVERAGE_MAP_TEXTS.paint[language]}</legend>
      {PAINTS.map((value) => (
        <label key={value} data-checked={value === paint}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === paint}
            onChange={() => changeCoverage({ paint: value })}
          />
          {PAINT_TEXTS[value][language]}
        </label>
      ))}
    </fieldset>
  )
}

const Swatches = () => {
  const language = useAppState((state) => state.language)
  const theme = useAppState((state) => state.theme)
  const paint = useAppState((state) => state.coverage.paint)
  const { inTime, notInTime, unreachable, unreachableHatch } = coverageColours(theme)
  const hatch = `repeating-linear-gradient(135deg, ${unreachableHatch} 0 1.5px, ${unreachable} 1.5px 5px)`
  return (
    <>
      {/* as strong as on the map, where the ground shines through */}
      <ul className="swatches" style={{ '--cell-opacity': CELL_OPACITY[theme] } as CSSProperties}>
        {paint === 'served' ? (
          <>
            <Swatch background={inTime} text="inTime" />
            <Swatch background={notInTime} text="notInTime" />
          </>
        ) : (
          coverageRamp(theme).map((step) => <TimeSwatch key={step.fromMinutes} step={step} />)
        )}
      </ul>
      <p className="row unreachable">
        <i style={{ background: hatch }} />
        {COVERAGE_MAP_TEXTS.unreachable[language]}
      </p>
    </>
  )
}

const Swatch = ({ background, text }: { background: string; text: 'inTime' | 'notInTime' }) => {
  const language = useAppState((state) => state.language)
  return (
    <li>
      <i style={{ background }} />
      {COVERAGE_MAP_TEXTS[text][language]}
    </li>
  )
}

/** The minutes stand at the edges between colours; heard, each colour says from when to when. */
const TimeSwatch = ({ step }: { step: RampStep }) => {
  const language = useAppState((state) => state.language)
  const unit = COVERAGE_MAP_TEXTS.unit[language]
  return (
    <li className="ramp-step" title={`${stepText(step)} ${unit}`}>
      <i style={{ background: step.colour }} />
      <span aria-hidden="true">
        {step.fromMinutes}
        {step.toMinutes === null && ` ${unit}`}
      </span>
      <span className="visually-hidden">{`${stepText(step)} ${unit}`}</span>
    </li>
  )
}

const MinutesSlider = () => {
  const language = useAppState((state) => state.language)
  const minutes = useAppState((state) => state.coverage.minutes)
  const id = useId()
  const isFading = fadeMinutes(minutes) !== null
  const text = isFading ? withinText(minutes) : COVERAGE_MAP_TEXTS.allShown
  return (
    <div className="minutes-slider">
      <label htmlFor={id}>{COVERAGE_MAP_TEXTS.slider[language]}</label>
      <output htmlFor={id}>{text[language]}</output>
      <input
        id={id}
        type="range"
        min={LEAST_MINUTES}
        max={MOST_MINUTES}
        step={1}
        value={minutes}
        aria-valuetext={text[language]}
        onChange={(event) => changeCoverage({ minutes: event.currentTarget.valueAsNumber })}
      />
    </div>
  )
}

const ContoursBox = () => {
  const language = useAppState((state) => state.language)
  const contours = useAppState((state) => state.coverage.contours)
  const isComputing = useIsFetching({ queryKey: ['coverage-contours'] }) > 0
  return (
    <label className="contours-box">
      <input
        type="checkbox"
        checked={contours}
        onChange={(event) => changeCoverage({ contours: event.currentTarget.checked })}
      />
      {COVERAGE_MAP_TEXTS.contours[language]}
      <small role="status">{isComputing && COVERAGE_MAP_TEXTS.computing[language]}</small>
    </label>
  )
}
