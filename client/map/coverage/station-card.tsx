import type { Map as MapLibreMap } from 'maplibre-gl'
import { type ReactNode, useCallback, useEffect, useId, useMemo } from 'react'
import type { LonLat } from '../../../data/geometry.ts'
import { stationResource } from '../../../data/resources/station.ts'
import type { ChangedStation } from '../../../data/scenario.ts'
import { localisedName } from '../../../data/wording.ts'
import { DAY_PART_NAMES, DAY_PARTS, momentOf, planningDay } from '../../../data/working-day.ts'
import { useCollection } from '../../api/features.ts'
import { instantOf } from '../../form/shanghai-time.ts'
import { type AskedMoment, uncountedAt } from '../../layers/uncounted.ts'
import { changeCoverage, changeState, useAppState } from '../../state/app-state.ts'
import { setTool } from '../../state/map-tool.ts'
import {
  changeStation,
  removeStation,
  renameStation,
  restoreStation,
  useScenarioDraft,
} from '../../state/scenario-draft.ts'
import { editStation, showStationCard, useStationCard } from '../../state/station-card.ts'
import { type StationValues, stationValues } from '../../state/station-values.ts'
import { FactsPopup } from './area-popups.tsx'
import { STATION_CARD_TEXTS, uncountedText } from './station-card-texts.ts'
import { useHeldStation } from './station-drag.ts'
import './station-card.css'

/** What is changed is tried out: the present state stays what it is, so the page turns to the scenario. */
const inScenario = (edit: () => void): void => {
  edit()
  if (useAppState.getState().coverage.tab === 'result') changeCoverage({ tab: 'scenario' })
}

/** A station as the planner sees it: what can be done about it, each an undoable change of the scenario. */
export const StationCard = ({ map }: { map: MapLibreMap }) => {
  const id = useStationCard((state) => state.cardId)
  const close = useCallback(() => showStationCard(null), [])
  const station = useStation(id)
  if (id === null || station === null) return null
  return (
    <FactsPopup map={map} position={station.position} onClose={close}>
      <Card key={id} station={station} />
    </FactsPopup>
  )
}

interface Station {
  readonly id: string
  readonly name: string
  readonly position: LonLat
  readonly kind: 'present' | 'added' | 'moved' | 'removed'
  readonly isChanged: boolean
  readonly values: StationValues
  /** All of its fields with what is changed: hours of duty may stand in a roster. */
  readonly properties: Readonly<Record<string, unknown>>
}

const DUTY_FIELDS = ['dutyPattern', 'dutyFrom', 'dutyUntil'] as const

/** A present station or one of the scenario; null where there is none of that id (any more). */
const useStation = (id: string | null): Station | null => {
  const language = useAppState((state) => state.language)
  const { data } = useCollection('stations')
  const changes = useScenarioDraft((draft) => draft.changes)
  return useMemo(() => {
    if (id === null) return null
    const feature = data?.features.find((each) => each.id === id)
    const added = changes.add.find((each) => each.id === id)
    const moved = changes.move.findLast((each) => each.id === id)
    const changed = changes.change.findLast((each) => each.id === id)
    const place = added ?? moved
    const present = feature?.geometry.type === 'Point' ? feature.geometry.coordinates : null
    const position: LonLat | null = place ? [place.lon, place.lat] : present
    if (position === null) return null
    const isRemoved = changes.remove.includes(id)
    const values = stationValues(id, changes, data?.features ?? [])
    const hasOwnHours = added || DUTY_FIELDS.some((field) => changed?.[field] !== undefined)
    const kind = added ? 'added' : isRemoved ? 'removed' : moved ? 'moved' : 'present'
    return {
      ...{ id, position, kind, values },
      name: added ? (added.name ?? id) : localisedName(feature?.properties ?? {}, language),
      isChanged: isRemoved || place !== undefined || changed !== undefined,
      properties: { ...feature?.properties, ...values, ...(hasOwnHours && { roster: null }) },
    }
  }, [id, data, changes, language])
}

const Card = ({ station }: { station: Station }) => {
  const language = useAppState((state) => state.language)
  const { id, name, kind, isChanged } = station
  const text = (key: keyof typeof STATION_CARD_TEXTS): string => STATION_CARD_TEXTS[key][language]
  return (
    <div className="station-card">
      {kind === 'added' ? (
        <input
          key={name}
          aria-label={text('name')}
          defaultValue={name}
          onBlur={({ target }) => target.value !== name && renameStation(id, target.value)}
          onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
        />
      ) : (
        <strong>{name}</strong>
      )}
      {kind !== 'present' && <p className="secondary">{text(kind)}</p>}
      <UncountedNote station={station} />
      {kind !== 'removed' && <Fields station={station} />}
      <div className="row wrapped card-verbs">
        {kind !== 'removed' && (
          <>
            <Verb
              onClick={() => inScenario(() => removeStation(id))}
              label={text(kind === 'added' ? 'takeAway' : 'close')}
            />
            <Verb
              onClick={() => {
                inScenario(() => {})
                setTool('move', id)
                showStationCard(null)
              }}
              label={text('move')}
            />
            <Verb
              onClick={() => {
                changeCoverage({ tab: 'scenario' })
                editStation(id)
              }}
              label={text('more')}
            />
          </>
        )}
        {isChanged && kind !== 'added' && (
          <Verb onClick={() => inScenario(() => restoreStation(id))} label={text('restore')} />
        )}
        {kind !== 'added' && (
          <Verb
            onClick={() => changeState({ selection: { collection: 'stations', id } })}
            label={text('details')}
          />
        )}
      </div>
    </div>
  )
}

const Verb = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <button type="button" className="target" onClick={onClick}>
    {label}
  </button>
)

const { dutyPattern, buildStatus } = stationResource.fields
const MOST_CREW = 1000
const DAY_SHIFT = { from: '08:00', until: '18:00' } as const

/** Status, hours and crew; each is changed as soon as it is chosen. */
const Fields = ({ station: { id, values } }: { station: Station }) => {
  const language = useAppState((state) => state.language)
  const change = (changed: Omit<ChangedStation, 'id'>): void =>
    inScenario(() => changeStation({ id, ...changed }))
  const isShift = values.dutyPattern === 'day-shift'
  const from = values.dutyFrom ?? DAY_SHIFT.from
  const until = values.dutyUntil ?? DAY_SHIFT.until
  return (
    <div className="card-fields">
      <Field label={STATION_CARD_TEXTS.status[language]}>
        {(fieldId) => (
          <Options
            id={fieldId}
            value={values.buildStatus}
            options={buildStatus.options}
            onChange={(value) => change({ buildStatus: value })}
          />
        )}
      </Field>
      <Field label={STATION_CARD_TEXTS.duty[language]}>
        {(fieldId) => (
          <Options
            id={fieldId}
            value={values.dutyPattern}
            options={dutyPattern.options}
            onChange={(value) =>
              change({
                dutyPattern: value,
                dutyFrom: value === 'day-shift' ? from : null,
                dutyUntil: value === 'day-shift' ? until : null,
              })
            }
          />
        )}
      </Field>
      {isShift && (
        <span className="row card-hours">
          {(['from', 'until'] as const).map((end) => (
            <input
              key={end}
              type="time"
              aria-label={STATION_CARD_TEXTS[end][language]}
              value={end === 'from' ? from : until}
              onChange={({ target }) =>
                target.value !== '' &&
                change({
                  dutyPattern: 'day-shift',
                  dutyFrom: end === 'from' ? target.value : from,
                  dutyUntil: end === 'until' ? target.value : until,
                })
              }
            />
          ))}
        </span>
      )}
      <Field label={STATION_CARD_TEXTS.crew[language]}>
        {(fieldId) => (
          <input
            key={values.crewOnDuty}
            id={fieldId}
            type="number"
            min={0}
            max={MOST_CREW}
            step={1}
            defaultValue={values.crewOnDuty}
            onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
            onBlur={({ target: { valueAsNumber: crew } }) => {
              const isWhole = Number.isInteger(crew) && crew >= 0 && crew <= MOST_CREW
              if (isWhole && crew !== values.crewOnDuty) change({ crewOnDuty: crew })
            }}
          />
        )}
      </Field>
    </div>
  )
}

const Field = ({ label, children }: { label: string; children: (id: string) => ReactNode }) => {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </>
  )
}

interface OptionsProps<Value extends string> {
  id: string
  value: Value
  options: Readonly<Record<Value, { readonly label: Readonly<Record<'zh' | 'en', string>> }>>
  onChange: (value: Value) => void
}

const Options = <Value extends string>({ id, value, options, onChange }: OptionsProps<Value>) => {
  const language = useAppState((state) => state.language)
  return (
    <select id={id} value={value} onChange={({ target }) => onChange(target.value as Value)}>
      {(Object.keys(options) as Value[]).map((option) => (
        <option key={option} value={option}>
          {options[option].label[language]}
        </option>
      ))}
    </select>
  )
}

/** The moments that the question is about. */
const useAskedMoments = (): readonly AskedMoment[] => {
  const part = useAppState((state) => state.coverage.part)
  const at = useAppState((state) => state.coverage.at)
  return useMemo(() => {
    if (part === 'moment') {
      const milliseconds = (at === null ? null : instantOf(at)) ?? Date.now()
      return [{ name: STATION_CARD_TEXTS.now, milliseconds, isLookedAt: true }]
    }
    const day = planningDay(new Date())
    return DAY_PART_NAMES.map((name) => ({
      name: DAY_PARTS[name].label,
      milliseconds: instantOf(momentOf(name, day)) ?? Date.now(),
      isLookedAt: name === part,
    }))
  }, [part, at])
}

/** Why moving it changes nothing; nothing of a station that counts. */
const UncountedNote = ({ station }: { station: Station }) => {
  const language = useAppState((state) => state.language)
  const filter = useAppState((state) => state.coverage.filter)
  const moments = useAskedMoments()
  const uncounted = uncountedAt(station.properties, filter, moments)
  if (station.kind === 'removed' || uncounted.length === 0) return null
  return (
    <p className="uncounted-note" role="status">
      {uncountedText(uncounted, moments.length, language)}
    </p>
  )
}

/** The same while a station is being dragged; once it is let go, its card says so. */
export const HeldNote = () => {
  const id = useHeldStation(({ held }) => held?.id ?? null)
  const station = useStation(id)
  const filter = useAppState((state) => state.coverage.filter)
  const moments = useAskedMoments()
  const isUncounted =
    station !== null && uncountedAt(station.properties, filter, moments).length > 0
  useEffect(() => {
    if (id === null || !isUncounted) return
    return () => showStationCard(id)
  }, [id, isUncounted])
  if (station === null || !isUncounted) return null
  return (
    <div className="row tool-hint held-note">
      <UncountedNote station={station} />
    </div>
  )
}
