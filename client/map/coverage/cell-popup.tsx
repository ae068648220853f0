import { type CellTimes, UNREACHED } from '../../../data/cell-times.ts'
import type { CellFeature } from '../../../data/coverage.ts'
import { AREA_CLASSES } from '../../../data/standards.ts'
import { durationText, localisedName, numberText } from '../../../data/wording.ts'
import { useCollection } from '../../api/features.ts'
import { countedCell } from '../../layers/coverage-towns.ts'
import { useAppState } from '../../state/app-state.ts'
import { useChangedTimes, useCountedFigure } from '../../state/coverage-answer.ts'
import { useScenarioDraft } from '../../state/scenario-draft.ts'
import { COVERAGE_MAP_TEXTS } from './coverage-map-texts.ts'
import { useMapWords } from './use-map-words.ts'

const DECISECONDS_PER_SECOND = 10

/** Who lives in a cell, and who would be there when. */
export const CellFacts = ({ feature: { id, properties } }: { feature: CellFeature }) => {
  const language = useAppState((state) => state.language)
  const words = useMapWords()
  const figure = useCountedFigure()
  const { data, isPlaceholderData } = useChangedTimes()
  // times under other conditions are not shown
  const times = isPlaceholderData ? undefined : data
  const towns = useCollection('towns').data?.features
  const town = towns?.find((each) => each.properties.code === properties.townCode)
  return (
    <>
      {town && <strong>{localisedName(town.properties, language)}</strong>}
      <dl>
        <dt>{words('people')}</dt>
        <dd>{numberText(countedCell(properties, figure).people, language)}</dd>
        <dt>{COVERAGE_MAP_TEXTS.place[language]}</dt>
        <dd>{AREA_CLASSES[properties.areaClass].label[language]}</dd>
        {(['first', 'second'] as const).map((which, rank) => (
          <Arrival key={which} which={which} rank={rank} cell={id} times={times} />
        ))}
      </dl>
    </>
  )
}

interface ArrivalProps {
  which: 'first' | 'second'
  rank: number
  cell: number
  times: CellTimes | undefined
}

const Arrival = ({ which, rank, cell, times }: ArrivalProps) => {
  const language = useAppState((state) => state.language)
  const nameOf = useStationNames()
  const deciseconds = times?.deciseconds[rank]?.[cell]
  const station = times?.stations[rank]?.[cell] ?? UNREACHED
  if (deciseconds === undefined) return null
  return (
    <>
      <dt>{COVERAGE_MAP_TEXTS[which][language]}</dt>
      <dd>
        {deciseconds === UNREACHED ? (
          COVERAGE_MAP_TEXTS.nobody[language]
        ) : (
          <>
            {durationText(deciseconds / DECISECONDS_PER_SECOND, language)}
            <span className="secondary cell-station">{nameOf(station)}</span>
          </>
        )}
      </dd>
    </>
  )
}

/** Names by index: present stations in the order of their collection, then the added ones. */
const useStationNames = (): ((index: number) => string) => {
  const language = useAppState((state) => state.language)
  const present = useCollection('stations').data?.features ?? []
  const added = useScenarioDraft((draft) => draft.changes.add)
  return (index) => {
    const feature = present[index]
    return feature
      ? localisedName(feature.properties, language)
      : (added[index - present.length]?.name ?? '')
  }
}
