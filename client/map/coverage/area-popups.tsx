import type { Map as MapLibreMap } from 'maplibre-gl'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { Gap } from '../../../data/coverage.ts'
import type { LonLat } from '../../../data/geometry.ts'
import { durationText, localisedName, numberText } from '../../../data/wording.ts'
import { useCollection } from '../../api/features.ts'
import type { TownDifference, TownFigures } from '../../layers/coverage-towns.ts'
import { shareText } from '../../layers/share-text.ts'
import { useAppState } from '../../state/app-state.ts'
import { useContentPopup } from './content-popup.ts'
import { COVERAGE_MAP_TEXTS } from './coverage-map-texts.ts'
import { useMapWords } from './use-map-words.ts'

interface FactsPopupProps {
  map: MapLibreMap
  position: LonLat | null
  onClose: () => void
  children: ReactNode
}

/** Facts at a place of the map; closed by its button, Escape or its parent. */
export const FactsPopup = ({ map, position, onClose, children }: FactsPopupProps) => {
  const language = useAppState((state) => state.language)
  const element = useContentPopup(map, position, onClose)
  return createPortal(
    <>
      <button type="button" className="cell-close target" onClick={onClose}>
        <span aria-hidden="true">×</span>
        <span className="visually-hidden">{COVERAGE_MAP_TEXTS.close[language]}</span>
      </button>
      {children}
    </>,
    element,
  )
}

interface TownFactsProps {
  code: string
  figures: TownFigures | undefined
  difference: TownDifference | undefined
}

/** How many people of a town are not in time, and who is won and lost there. */
export const TownFacts = ({ code, figures, difference }: TownFactsProps) => {
  const language = useAppState((state) => state.language)
  const words = useMapWords()
  const towns = useCollection('towns').data?.features
  const town = towns?.find(({ properties }) => properties.code === code)
  const counties = useCollection('counties').data?.features
  const county = counties?.find(({ properties }) => properties.code === town?.properties.countyCode)
  const people = (count: number): string => numberText(count, language)
  return (
    <>
      <strong>{town ? localisedName(town.properties, language) : code}</strong>
      {county && <span className="secondary"> {localisedName(county.properties, language)}</span>}
      <dl>
        {figures && (
          <>
            <dt>{COVERAGE_MAP_TEXTS.notInTime[language]}</dt>
            <dd>
              {people(figures.late)}
              {figures.people > 0 && ` (${shareText(figures.late, figures.people)})`}
            </dd>
            <dt>{words('people')}</dt>
            <dd>{people(figures.people)}</dd>
          </>
        )}
        {difference && (
          <>
            <dt>{COVERAGE_MAP_TEXTS.won[language]}</dt>
            <dd>{people(difference.gained)}</dd>
            <dt>{COVERAGE_MAP_TEXTS.lost[language]}</dt>
            <dd>{people(difference.lost)}</dd>
          </>
        )}
      </dl>
    </>
  )
}

/** How many people live in a gap, and who is there first. */
export const GapFacts = ({ gap }: { gap: Gap }) => {
  const language = useAppState((state) => state.language)
  const { people, nearest } = gap
  return (
    <>
      <strong>{localisedName(gap, language)}</strong>
      <dl>
        <dt>{COVERAGE_MAP_TEXTS.notInTime[language]}</dt>
        <dd>{numberText(people, language)}</dd>
        <dt>{COVERAGE_MAP_TEXTS.first[language]}</dt>
        <dd>
          {nearest ? (
            <>
              {durationText(nearest.seconds, language)}
              <span className="secondary cell-station">{localisedName(nearest, language)}</span>
            </>
          ) : (
            COVERAGE_MAP_TEXTS.nobody[language]
          )}
        </dd>
      </dl>
    </>
  )
}
