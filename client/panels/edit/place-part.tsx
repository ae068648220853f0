/** Where a feature is: by a click, a name or coordinates; by what is drawn. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import { AutoComplete } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { COLLECTIONS } from '../../../data/collections.ts'
import { COORDINATE_SYSTEMS, type CoordinateSystem } from '../../../data/coordinate-system.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import {
  type Geometry,
  haversineMetres,
  type LonLat,
  polygonsOf,
  positionsOf,
} from '../../../data/geometry.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import type { PastedSystem, SearchFeature } from '../../../data/search.ts'
import { coordinateText, distanceText, localisedName, nameOfCode } from '../../../data/wording.ts'
import { useFeatures, useSearchAnswer } from '../../api/features.ts'
import { Action, Choice, Message } from '../../form/pieces.tsx'
import { useDebounced } from '../../form/use-debounced.ts'
import { useText } from '../../i18n/text.ts'
import { flyTo } from '../../state/app-state.ts'
import {
  changeFields,
  type EditTool,
  type FeatureDraft,
  placePoint,
  setEditTool,
  stepBack,
  useEditing,
} from '../../state/edit-draft.ts'
import { firstReading, useRememberedSystem } from '../../state/pasted-place.ts'

const TYPING_MILLISECONDS = 250

const SYSTEMS = Object.keys(COORDINATE_SYSTEMS) as CoordinateSystem[]

const SOURCE_CRS = { wgs84: 'wgs-84', gcj02: 'gcj-02', bd09: 'bd-09' } as const

interface PlacePartProps {
  draft: FeatureDraft
  problem: string | null
}

export const PlacePart = ({ draft, problem }: PlacePartProps) => {
  const { t } = useText('edit', 'place')
  const { geometryTypes }: ResourceDeclaration = COLLECTIONS[draft.collection]
  const isPoint = geometryTypes.includes('Point')
  return (
    <section className="column edit-group" data-field="geometry">
      <h3>{t(isPoint ? 'title' : 'shape')}</h3>
      {isPoint ? <PointPlace draft={draft} /> : <ShapeTools draft={draft} />}
      {problem !== null && <p className="edit-problem">{problem}</p>}
      {draft.geometry && <CountyOfPlace draft={draft} geometry={draft.geometry} />}
    </section>
  )
}

const ToolButton = ({ tool, label }: { tool: EditTool; label: string }) => {
  const isInUse = useEditing((state) => state.tool === tool)
  return (
    <Action
      type={isInUse ? 'primary' : 'default'}
      aria-pressed={isInUse}
      label={label}
      onClick={() => setEditTool(isInUse ? 'none' : tool)}
    />
  )
}

const StepBack = () => {
  const { t } = useText('edit', 'place')
  const isPossible = useEditing(({ earlier }) => earlier.length > 0)
  return <Action disabled={!isPossible} label={t('back')} onClick={stepBack} />
}

const PointPlace = ({ draft: { geometry, read } }: { draft: FeatureDraft }) => {
  const { t, language } = useText('edit', 'place')
  const [pasted, setPasted] = useState<PastedSystem | null>(null)
  const place = (position: LonLat, system: CoordinateSystem | null): void => {
    placePoint(position)
    changeFields({ sourceCrs: SOURCE_CRS[system ?? 'wgs84'] })
    flyTo([...position, ...position])
  }
  const takeIn = (from: PastedSystem, system: CoordinateSystem): void => {
    setPasted({ ...from, system })
    const reading = from.readings.find((each) => each.system === system) ?? from.readings[0]
    if (reading) place([reading.position[0], reading.position[1]], reading.system)
  }
  const found = ({ geometry: there, properties }: SearchFeature): void => {
    if (properties.pasted) {
      const remembered = useRememberedSystem.getState().system
      takeIn(properties.pasted, firstReading(properties.pasted, remembered).system)
      return
    }
    setPasted(null)
    place(representativePoint(there), null)
  }
  const moved =
    geometry && read.geometry
      ? haversineMetres(...representativePoint(read.geometry), ...representativePoint(geometry))
      : 0
  return (
    <>
      <p className="row wrapped edit-place">
        <span className="figure">
          {geometry ? `${coordinateText(representativePoint(geometry))} WGS-84` : t('none')}
        </span>
        {moved >= 1 && (
          <span className="secondary">
            {t('moved', { distance: distanceText(moved, language) })}
          </span>
        )}
      </p>
      <PlaceSearch onFound={found} />
      {pasted && (
        <SystemChoice
          pasted={pasted}
          onChange={(system) => {
            useRememberedSystem.setState({ system })
            takeIn(pasted, system)
          }}
        />
      )}
      <div className="buttons">
        <ToolButton tool="place" label={t('click')} />
        <StepBack />
      </div>
    </>
  )
}

const SystemChoice = (props: {
  pasted: PastedSystem
  onChange: (system: CoordinateSystem) => void
}) => {
  const { pasted, onChange } = props
  const { t, language } = useText('edit', 'place')
  const texts = { told: 'systemTold', assumed: 'systemAssumed', unknown: 'systemUnknown' } as const
  return (
    <>
      {pasted.readings.length > 1 && (
        <Choice
          block
          vertical
          label={t('system')}
          value={pasted.system}
          values={SYSTEMS}
          textOf={(system) => COORDINATE_SYSTEMS[system][language]}
          onChange={onChange}
        />
      )}
      <p className="secondary">
        {t(texts[pasted.certainty], { system: COORDINATE_SYSTEMS[pasted.system][language] })}
      </p>
    </>
  )
}

/** What the search of the page finds, coordinates and links of other maps among it. */
const PlaceSearch = ({ onFound }: { onFound: (feature: SearchFeature) => void }) => {
  const { t, language } = useText('edit', 'place')
  const id = useId()
  const [text, setText] = useState('')
  const query = useDebounced(text.trim(), TYPING_MILLISECONDS)
  const { data, isLoading } = useSearchAnswer(query)
  const features = query === '' ? [] : (data?.features ?? [])
  return (
    <AutoComplete
      id={id}
      className="target"
      aria-label={t('search')}
      placeholder={t('search')}
      allowClear
      value={text}
      options={features.map((feature) => ({
        value: feature.id,
        feature,
        label: (
          <span className="column edit-found">
            <span>{localisedName(feature.properties, language)}</span>
            <span className="secondary">
              {feature.properties[language === 'zh' ? 'context' : 'contextEn']}
            </span>
          </span>
        ),
      }))}
      notFoundContent={query !== '' && !isLoading && data ? t('nothing') : null}
      defaultActiveFirstOption
      onChange={(value) => {
        // a result that is taken would put its id here
        if (!features.some((feature) => feature.id === value)) setText(value ?? '')
      }}
      onSelect={(_, option) => {
        setText(localisedName(option.feature.properties, language))
        onFound(option.feature)
      }}
    />
  )
}

const metresAlong = (geometry: Geometry): number =>
  positionsOf(geometry).reduce((sum, place, index, places) => {
    const before = places[index - 1]
    return before ? sum + haversineMetres(...before, ...place) : sum
  }, 0)

const ShapeTools = ({ draft: { geometry, collection } }: { draft: FeatureDraft }) => {
  const { t, language } = useText('edit', 'place')
  const { geometryTypes }: ResourceDeclaration = COLLECTIONS[collection]
  const isArea = !geometryTypes.includes('LineString')
  if (!geometry) {
    return (
      <>
        <p className="secondary">{t('noShape')}</p>
        <div className="buttons">
          <ToolButton tool="draw" label={t('draw')} />
        </div>
      </>
    )
  }
  const hasHoles = polygonsOf(geometry).some((rings) => rings.length > 1)
  const facts = [
    t('corners', { count: positionsOf(geometry).length - polygonsOf(geometry).flat().length }),
    ...(isArea ? [] : [t('length', { length: distanceText(metresAlong(geometry), language) })]),
    ...(hasHoles ? [t('holes')] : []),
  ]
  return (
    <>
      <p className="row wrapped edit-place">
        <span>{facts.join(' · ')}</span>
      </p>
      <div className="buttons">
        <ToolButton tool="reshape" label={t('reshape')} />
        <ToolButton tool="erase" label={t('erase')} />
        <StepBack />
        <ToolButton tool="draw" label={t('drawAgain')} />
        {geometryTypes.includes('MultiPolygon') && (
          <ToolButton tool="add-part" label={t('drawPart')} />
        )}
      </div>
    </>
  )
}

/**
 * Says which county a feature lies in. A new one gets it, and follows its place until somebody enters
 * another; where another one is entered, that is said.
 */
const CountyOfPlace = ({ draft, geometry }: { draft: FeatureDraft; geometry: Geometry }) => {
  const { t, language } = useText('edit', 'place')
  const { data: counties } = useFeatures('counties')
  const { fields }: ResourceDeclaration = COLLECTIONS[draft.collection]
  const isKept = fields.countyCode?.kind === 'text'
  const entered = draft.properties.countyCode ?? null
  const place = representativePoint(geometry)
  const county = counties?.find(
    ({ geometry: area }) =>
      area.type.endsWith('Polygon') && booleanPointInPolygon([...place], area as never),
  )
  const proposed = useRef<string | null>(null)
  useEffect(() => {
    if (!isKept || !county || (entered !== null && entered !== proposed.current)) return
    proposed.current = county.id
    if (entered !== county.id) changeFields({ countyCode: county.id, townCode: null })
  }, [isKept, county, entered])
  if (!isKept || !counties?.length) return null
  if (!county) return <Message type="warning" title={t('noCounty')} />
  const there = localisedName(county.properties, language)
  if (entered === null || entered === county.id) {
    return <p className="secondary">{t('inCounty', { there })}</p>
  }
  const here = nameOfCode(entered, counties ?? [], language) ?? String(entered)
  return (
    <Message
      type="warning"
      title={t('otherCounty', { there, here })}
      action={
        <Action
          label={t('takeCounty', { there })}
          onClick={() => changeFields({ countyCode: county.id, townCode: null })}
        />
      }
    />
  )
}
