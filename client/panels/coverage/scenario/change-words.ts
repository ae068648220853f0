/** The changes of a scenario in words, one entry per station or closure. */
import type { Language } from '../../../../data/bilingual.ts'
import { EQUIPMENT } from '../../../../data/equipment.ts'
import { haversineMetres, type LonLat } from '../../../../data/geometry.ts'
import { stationResource } from '../../../../data/resources/station.ts'
import type { ChangedStation, Closure, ScenarioChanges } from '../../../../data/scenario.ts'
import {
  coordinateText,
  countsText,
  distanceText,
  localisedName,
} from '../../../../data/wording.ts'
import type { ApiFeature } from '../../../api/features.ts'
import type { Translate } from '../../../i18n/text.ts'

export interface ChangeEntry {
  readonly key: string
  readonly name: string
  readonly position: LonLat
  /** What has been changed, one phrase each. */
  readonly words: readonly string[]
  /** The station concerned; null for a closure. */
  readonly stationId: string | null
  /** Place among the closures; null for a station. */
  readonly closure: number | null
  /** Whether the station can still be changed. */
  readonly isEditable: boolean
}

type Text = Translate<'planning'>

const CHOICES = ['dutyPattern', 'buildStatus', 'grade'] as const

const choiceLabel = (
  field: (typeof CHOICES)[number],
  option: string,
  language: Language,
): string => {
  const options: Readonly<Record<string, { label: Readonly<Record<Language, string>> }>> =
    stationResource.fields[field].options
  return options[option]?.label[language] ?? option
}

/** Phrases for the values that differ. */
export const valueWords = (
  values: Omit<ChangedStation, 'id'>,
  language: Language,
  t: Text,
): string[] => {
  const words = CHOICES.flatMap((field) => {
    const option = values[field]
    return option === undefined
      ? []
      : [t(`change.${field}`, { value: choiceLabel(field, option, language) })]
  })
  if (values.openingOn !== undefined) {
    const day = values.openingOn
    words.push(day === null ? t('change.noOpening') : t('change.openingOn', { day }))
  }
  if (values.dutyFrom && values.dutyUntil) {
    words.push(t('change.hours', { from: values.dutyFrom, until: values.dutyUntil }))
  }
  for (const field of ['crewOnDuty', 'turnoutSeconds'] as const) {
    if (values[field] !== undefined) words.push(t(`change.${field}`, { value: values[field] }))
  }
  if (values.equipment !== undefined) {
    const value = countsText(values.equipment, EQUIPMENT, language)
    words.push(t('change.equipment', { value: value === '' ? '–' : value }))
  }
  return words
}

const placeOf = (feature: ApiFeature | undefined): LonLat | null =>
  feature?.geometry.type === 'Point' ? feature.geometry.coordinates : null

const middleOf = (closure: Closure): LonLat => {
  if (closure.type === 'Point') return closure.coordinates
  const ring =
    (closure.type === 'Polygon' ? closure.coordinates : closure.coordinates[0])?.[0] ?? []
  const mean = (axis: 0 | 1): number =>
    ring.reduce((sum, place) => sum + place[axis], 0) / Math.max(1, ring.length)
  return [mean(0), mean(1)]
}

/** In the order in which they are kept: added, closed, moved or changed, closures of roads. */
export const changeEntries = (
  changes: ScenarioChanges,
  stations: readonly ApiFeature[],
  language: Language,
  t: Text,
): ChangeEntry[] => {
  const features = new Map(stations.map((feature) => [feature.id, feature]))
  const nameOf = (id: string): string => {
    const feature = features.get(id)
    return feature ? localisedName(feature.properties as never, language) : id
  }
  const added = changes.add.map(
    ({ id = '', name, lon, lat, ...values }): ChangeEntry => ({
      key: `add ${id}`,
      name: name ?? id,
      position: [lon, lat],
      words: [t('change.added'), ...valueWords(values, language, t)],
      stationId: id,
      closure: null,
      isEditable: true,
    }),
  )
  const removed = changes.remove.map(
    (id): ChangeEntry => ({
      key: `remove ${id}`,
      name: nameOf(id),
      position: placeOf(features.get(id)) ?? [0, 0],
      words: [t('change.removed')],
      stationId: id,
      closure: null,
      isEditable: false,
    }),
  )
  const touched = new Set([...changes.move, ...changes.change].map(({ id }) => id))
  const changed = [...touched].map((id): ChangeEntry => {
    const move = changes.move.findLast((each) => each.id === id)
    const { id: _id, ...values } = changes.change.findLast((each) => each.id === id) ?? { id }
    const from = placeOf(features.get(id))
    const metres = move && from ? haversineMetres(from[0], from[1], move.lon, move.lat) : 0
    const distance = distanceText(metres, language)
    return {
      key: `change ${id}`,
      name: nameOf(id),
      position: move ? [move.lon, move.lat] : (from ?? [0, 0]),
      words: [
        ...(move ? [t('change.moved', { distance })] : []),
        ...valueWords(values, language, t),
      ],
      stationId: id,
      closure: null,
      isEditable: true,
    }
  })
  const closed = changes.close.map(
    (closure, index): ChangeEntry => ({
      key: `close ${index}`,
      name: t(closure.type === 'Point' ? 'list.closedRoad' : 'list.closedArea', {
        number: index + 1,
      }),
      position: middleOf(closure),
      words: [t('change.closed')],
      stationId: null,
      closure: index,
      isEditable: false,
    }),
  )
  return [...added, ...removed, ...changed, ...closed]
}

/** For paper, where no click shows a place: added and moved stations with their coordinates. */
export const placedEntries = (
  entries: readonly ChangeEntry[],
  { add, move }: ScenarioChanges,
  t: Text,
): ChangeEntry[] => {
  const placed = new Set<string | null | undefined>([...add, ...move].map(({ id }) => id))
  return entries.map((entry) => ({
    ...entry,
    words: placed.has(entry.stationId)
      ? [...entry.words, t('change.at', { place: coordinateText(entry.position) })]
      : entry.words,
  }))
}
