import { useIsFetching } from '@tanstack/react-query'
import { type CSSProperties, useId, useState } from 'react'
import { cellChangeColours, circlePixels, LEGEND_PEOPLE } from '../../layers/coverage-classes.ts'
import {
  coverageColours,
  coverageRamp,
  fadeMinutes,
  LEAST_MINUTES,
  MOST_MINUTES,
  type RampStep,
} from '../../layers/coverage-ramp.ts'
import {
  COVERAGE_PAINTS,
  changeCoverage,
  DISPLAY_SCALES,
  useAppState,
} from '../../state/app-state.ts'
import { useIsByTown, useShownPaint } from '../../state/coverage-answer.ts'
import { CELL_OPACITY, HEXAGON_MINZOOM } from '../style/coverage-layers.ts'
import {
  CIRCLE_OPACITY,
  circleColours,
  type TownPaint,
  townClasses,
} from '../style/coverage-town-layers.ts'
import {
  COVERAGE_MAP_TEXTS,
  classText,
  PAINT_TEXTS,
  roundPeopleText,
  stepText,
  withinText,
} from './coverage-map-texts.ts'
import { SiteShapes } from './proposed-sites-layer.tsx'
import { useMapWords, usePeoplePerCount } from './use-map-words.ts'
import './coverage-legend.css'

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
          <ContoursBox />
          <SiteShapes />
        </div>
      )}
    </section>
  )
}

const PaintChoice = () => {
  const language = useAppState((state) => state.language)
  const paint = useShownPaint()
  const isPresent = useAppState((state) => state.coverage.tab === 'result')
  const name = useId()
  // against itself the present state has neither won nor lost
  const paints = COVERAGE_PAINTS.filter((value) => value !== 'change' || !isPresent)
  return (
    <fieldset className="paint-choice">
      <legend className="visually-hidden">{COVERAGE_MAP_TEXTS.paint[language]}</legend>
      {paints.map((value) => (
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
  const paint = useShownPaint()
  const isByTown = useIsByTown()
  const isCity = useAppState(({ view }) => view.zoom < HEXAGON_MINZOOM)
  if (isByTown && isCity) return <TownSwatches paint={paint === 'change' ? 'change' : 'late'} />
  return paint === 'served' || paint === 'change' ? (
    <PeopleSwatches paint={paint} />
  ) : (
    <TimeSwatches />
  )
}

/** As strong as on the map, where the ground shines through. */
const useCellOpacity = (): CSSProperties => {
  const theme = useAppState((state) => state.theme)
  return { '--cell-opacity': CELL_OPACITY[theme] } as CSSProperties
}

const TimeSwatches = () => {
  const theme = useAppState((state) => state.theme)
  return (
    <>
      <ul className="swatches" style={useCellOpacity()}>
        {coverageRamp(theme).map((step) => (
          <TimeSwatch key={step.fromMinutes} step={step} />
        ))}
      </ul>
      <Unreachable />
      <MinutesSlider />
    </>
  )
}

/** Of hexagons: in time or not, or won, lost and alike. */
const PeopleSwatches = ({ paint }: { paint: 'served' | 'change' }) => {
  const theme = useAppState((state) => state.theme)
  const { inTime, notInTime } = coverageColours(theme)
  const { won, lost, none } = cellChangeColours(theme)
  return (
    <>
      <ul className="swatches" style={useCellOpacity()}>
        {paint === 'served' ? (
          <>
            <Swatch background={inTime} text="inTime" />
            <Swatch background={notInTime} text="notInTime" />
          </>
        ) : (
          <>
            <Swatch background={lost} text="lost" />
            <Swatch background={none} text="alike" />
            <Swatch background={won} text="won" />
          </>
        )}
      </ul>
      {paint === 'served' && <Unreachable />}
    </>
  )
}

const Unreachable = () => {
  const language = useAppState((state) => state.language)
  const theme = useAppState((state) => state.theme)
  const { unreachable, unreachableHatch } = coverageColours(theme)
  const hatch = `repeating-linear-gradient(135deg, ${unreachableHatch} 0 1.5px, ${unreachable} 1.5px 5px)`
  return (
    <p className="row unreachable">
      <i style={{ background: hatch }} />
      {COVERAGE_MAP_TEXTS.unreachable[language]}
    </p>
  )
}

/** Classes of towns with the figures at which they begin, and what circles and dots are. */
const TownSwatches = ({ paint }: { paint: TownPaint }) => {
  const language = useAppState((state) => state.language)
  const theme = useAppState((state) => state.theme)
  const classes = townClasses(paint, theme, usePeoplePerCount())
  const words = useMapWords()
  const text = words(paint === 'late' ? 'lateShare' : 'changeByTown')
  return (
    <>
      <p className="legend-title">{text}</p>
      <ul className="swatches" style={useCellOpacity()}>
        {classes.map(({ from, colour }, index) => {
          const { mark, heard } = classText(paint, from, classes[index + 1]?.from ?? null, language)
          return (
            <li key={colour} className="ramp-step" title={heard}>
              <i style={{ background: colour }} />
              <span aria-hidden="true">{mark}</span>
              <span className="visually-hidden">{heard}</span>
            </li>
          )
        })}
      </ul>
      {paint === 'late' && <CircleSwatches />}
      <p className="secondary legend-note">{COVERAGE_MAP_TEXTS.near[language]}</p>
    </>
  )
}

/** Circles in the sizes of the map, with their people. */
const CircleSwatches = () => {
  const language = useAppState((state) => state.language)
  const theme = useAppState((state) => state.theme)
  const scale = useAppState((state) => DISPLAY_SCALES[state.display])
  const words = useMapWords()
  const perCount = usePeoplePerCount()
  const { fill, edge } = circleColours(theme)
  return (
    <ul className="unmarked row wrapped circle-swatches">
      {LEGEND_PEOPLE.map((people) => {
        const radius = circlePixels(people) * scale
        const side = 2 * (radius + scale)
        return (
          <li key={people} className="row">
            <svg width={side} height={side} aria-hidden="true">
              <circle
                cx={side / 2}
                cy={side / 2}
                r={radius}
                fill={fill}
                fillOpacity={CIRCLE_OPACITY}
                stroke={edge}
                strokeWidth={scale}
              />
            </svg>
            {roundPeopleText(people / perCount, language)}
          </li>
        )
      })}
      <li>{words('circles')}</li>
    </ul>
  )
}

interface SwatchProps {
  background: string
  text: 'inTime' | 'notInTime' | 'won' | 'lost' | 'alike'
}

const Swatch = ({ background, text }: SwatchProps) => {
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
