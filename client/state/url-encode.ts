/** The state as the part of an address after `#`, which never reaches a server or its logs. */
import { type AppState, INITIAL_STATE, type LayerFilter } from './app-state.ts'

/** Five decimals of a degree are one metre; a hundredth of a zoom level is not seen. */
const DEGREE_DECIMALS = 5
const ZOOM_DECIMALS = 2

type Parameter = readonly [name: string, value: string]

/** Commas, colons and slashes are harmless in a fragment and readable. */
const encodeValue = (value: string): string =>
  encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')

const position = (longitude: number, latitude: number): string =>
  `${Number(longitude.toFixed(DEGREE_DECIMALS))},${Number(latitude.toFixed(DEGREE_DECIMALS))}`

const viewParameter = ({ view }: AppState): Parameter => [
  'view',
  `${position(view.longitude, view.latitude)},${Number(view.zoom.toFixed(ZOOM_DECIMALS))}`,
]

const filterParameters = ({ filters }: AppState): Parameter[] =>
  Object.entries(filters).flatMap(([collection, filter]: [string, LayerFilter]) =>
    Object.entries(filter)
      .filter(([, options]) => options.length > 0)
      .map(([field, options]): Parameter => [`f.${collection}.${field}`, options.join(',')]),
  )

const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([key, quantity]) => `${key}:${quantity}`)
    .join(',')

/** Only what differs from the state that a bare address stands for. */
const nearestParameters = ({ nearest }: AppState): Parameter[] => {
  const initial = INITIAL_STATE.nearest
  const parameters: Parameter[] = []
  if (nearest.collection !== initial.collection) parameters.push(['find', nearest.collection])
  if (nearest.count !== initial.count) parameters.push(['k', String(nearest.count)])
  if (nearest.profile !== initial.profile) parameters.push(['vehicle', nearest.profile])
  if (nearest.onDuty !== initial.onDuty) parameters.push(['duty', nearest.onDuty ? '1' : '0'])
  if (nearest.at !== null) parameters.push(['at', nearest.at])
  const gear = countsText(nearest.equipment)
  if (gear !== '') parameters.push(['gear', gear])
  if (nearest.item !== null) parameters.push(['item', nearest.item])
  if (nearest.quantity !== null) parameters.push(['quantity', String(nearest.quantity)])
  return parameters
}

/** Only what differs from what a bare address stands for, each name beginning with `c.`. */
const coverageParameters = ({ coverage }: AppState): Parameter[] => {
  const initial = INITIAL_STATE.coverage
  const { standards, filter } = coverage
  const texts: Record<string, [value: string, bare: string]> = {
    at: [coverage.at ?? '', ''],
    vehicle: [coverage.profile, initial.profile],
    urban: [String(standards.urban), String(initial.standards.urban)],
    rural: [String(standards.rural), String(initial.standards.rural)],
    duty: [filter.onDuty ? '1' : '0', '1'],
    gear: [countsText(filter.equipment), ''],
    grade: [filter.minimumGrade ?? '', ''],
    due: [String(filter.due), String(initial.filter.due)],
    tab: [coverage.tab, initial.tab],
    paint: [coverage.paint, initial.paint],
    minutes: [String(coverage.minutes), String(initial.minutes)],
    contours: [coverage.contours ? '1' : '0', '0'],
    scenario: [coverage.scenarioId ?? '', ''],
    beside: [coverage.compareId ?? '', ''],
  }
  return Object.entries(texts).flatMap(([name, [value, bare]]) =>
    value === bare ? [] : [[`c.${name}`, value] as const],
  )
}

/** The same, each name beginning with `d.`. */
const dispatchParameters = ({ dispatch }: AppState): Parameter[] => {
  const initial = INITIAL_STATE.dispatch
  const texts: Record<string, [value: string, bare: string]> = {
    tab: [dispatch.tab, initial.tab],
    want: [countsText(dispatch.wanted), ''],
    order: [dispatch.orderNumber ?? '', ''],
    store: [dispatch.stockpileId ?? '', ''],
  }
  return Object.entries(texts).flatMap(([name, [value, bare]]) =>
    value === bare ? [] : [[`d.${name}`, value] as const],
  )
}

const placeParameters = ({ place, emphasisedId }: AppState): Parameter[] => {
  if (place === null) return []
  const parameters: Parameter[] = [['place', position(place.position[0], place.position[1])]]
  if (place.label !== null) parameters.push(['label', place.label])
  if (emphasisedId !== null) parameters.push(['route', emphasisedId])
  return parameters
}

const pageParameters = (state: AppState): Parameter[] => {
  const parameters: Parameter[] = []
  if (state.panel !== INITIAL_STATE.panel) parameters.push(['panel', state.panel])
  if (state.selection !== null)
    parameters.push(['open', `${state.selection.collection}/${state.selection.id}`])
  if (state.language !== INITIAL_STATE.language) parameters.push(['lang', state.language])
  if (state.theme !== INITIAL_STATE.theme) parameters.push(['theme', state.theme])
  if (state.display !== INITIAL_STATE.display) parameters.push(['display', state.display])
  return parameters
}

const layersParameters = ({ visibleLayers }: AppState): Parameter[] => {
  const layers = visibleLayers.join(',')
  return layers === INITIAL_STATE.visibleLayers.join(',') ? [] : [['layers', layers]]
}

/** `#view=…&place=…`: opening it shows the same picture. */
export const hashFromState = (state: AppState): string => {
  const parameters = [
    viewParameter(state),
    ...placeParameters(state),
    ...nearestParameters(state),
    ...coverageParameters(state),
    ...dispatchParameters(state),
    ...layersParameters(state),
    ...filterParameters(state),
    ...pageParameters(state),
  ]
  return `#${parameters.map(([name, value]) => `${name}=${encodeValue(value)}`).join('&')}`
}
