import { describe, expect, it } from 'vitest'
import { answerBbox, emphasisedOf, routeShapes } from '../../../client/layers/answer-features.ts'
import { countyAreas, waterLabelPoints } from '../../../client/layers/background-features.ts'
import {
  colourOf,
  colourOption,
  colourOptions,
  SYMBOL_SHAPES,
  shapeOf,
  symbolImage,
  symbolOf,
} from '../../../client/layers/feature-look.ts'
import { resourcePoints, resourceShapes } from '../../../client/layers/resource-features.ts'
import {
  countOptions,
  countShown,
  filterFields,
} from '../../../client/panels/legend/option-counts.ts'
import { COLLECTIONS, LAYER_IDS } from '../../../data/collections.ts'
import type { NearestAnswer } from '../../../data/nearest.ts'
import { declaredIcons } from '../../../vite.config.ts'
import { line, point, square } from '../../fixtures/shapes.ts'

/** 2026-11-23 in Shanghai: noon and midnight. */
const NOON = Date.parse('2026-11-23T12:00:00+08:00')
const MIDNIGHT = Date.parse('2026-11-23T00:00:00+08:00')

const feature = <G>(id: string, geometry: G, properties: Record<string, unknown>) => ({
  ...{ type: 'Feature' as const, id, geometry },
  properties: { name: id, nameEn: null, ...properties },
})

const station = (id: string, properties: Record<string, unknown>) =>
  feature(id, point(116.5, 35.4), {
    ...{ grade: 'first', buildStatus: 'operating', crewOnDuty: 4 },
    ...{ dutyPattern: 'around-the-clock', dutyFrom: null, dutyUntil: null },
    ...properties,
  })

const ROUND = station('round', {})
const DAY = station('day', {
  ...{ grade: 'second', dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' },
})
const BUILDING = station('building', { grade: 'third', buildStatus: 'building' })

describe('how a feature looks', () => {
  it('tells readiness by shape: filled, hollow off duty, dashed when it cannot go at all', () => {
    expect(shapeOf(ROUND.properties, MIDNIGHT)).toBe('ready')
    expect(shapeOf(DAY.properties, NOON)).toBe('ready')
    expect(shapeOf(DAY.properties, MIDNIGHT)).toBe('off-duty')
    expect(shapeOf(BUILDING.properties, NOON)).toBe('unready')
    expect(shapeOf({ name: 'a reservoir' }, MIDNIGHT)).toBe('ready')
  })

  it('takes the colour of the declared option, and of the layer where there is none', () => {
    expect(colourOf('stations', colourOption('stations', ROUND.properties))).toBe('#a3150f')
    expect(colourOf('stations', colourOption('stations', { grade: 'unheard of' }))).toBe('#c8321f')
    expect(colourOf('stations', colourOption('stations', { grade: 'toString' }))).toBe('#c8321f')
  })

  it('is told by the name of its image: of each layer, option and shape, and of nothing else', () => {
    for (const collection of LAYER_IDS)
      for (const option of ['', ...Object.keys(colourOptions(collection))])
        for (const shape of SYMBOL_SHAPES)
          expect(symbolOf(symbolImage(collection, option, shape))).toEqual({
            ...{ collection, option, shape },
          })
    for (const other of [
      'cluster|#fff|1|shares|1,2',
      'free|12|8',
      'hatch',
      'stations|first|else',
      '',
    ])
      expect(symbolOf(other)).toBeNull()
  })

  it('finds the file of every icon that a layer declares, and nothing but paths in it', () => {
    const icons = declaredIcons()
    for (const id of LAYER_IDS) {
      const { symbol } = COLLECTIONS[id]
      const { paths, side } = icons[symbol.icon] ?? { paths: [], side: 0 }
      expect(paths.length).toBeGreaterThan(0)
      for (const path of paths) expect(path).toMatch(/^[Mm][\d.,\s\-a-zA-Z]+$/)
      expect(side).toBeGreaterThan(0)
    }
  })
})

describe('features of a layer on the map', () => {
  it('are those that pass the filter, with the image of their look', () => {
    const filter = { grade: ['first', 'second'] }
    const { features } = resourcePoints('stations', [ROUND, DAY, BUILDING], filter, MIDNIGHT)
    expect(features.map(({ properties }) => properties.image)).toEqual([
      'stations|first|ready',
      'stations|second|off-duty',
    ])
    // what lies together is counted by the group that the legend has
    expect(features.map(({ properties }) => properties.group)).toEqual(['stations', 'stations'])
    const levees = resourcePoints('levees', [feature('l', point(116, 35), {})], {}, NOON)
    expect(levees.features[0]?.properties.group).toBe('flood-works')
  })

  it('stand for a line at its middle and keep the line itself', () => {
    const bent = line([116, 35], [116.1, 35.1], [116.2, 35])
    const levee = feature('levee', bent, { name: '左堤', kind: 'levee' })
    const points = resourcePoints('flood-works', [levee], {}, NOON)
    expect(points.features[0]?.geometry).toEqual({ type: 'Point', coordinates: [116.1, 35.1] })
    const shapes = resourceShapes('flood-works', [levee, ROUND])
    expect(shapes.features).toHaveLength(1)
    expect(shapes.features[0]?.properties.colour).toBe('#14508a')
  })

  it('give every county its own index of tint, and unnamed ponds no label', () => {
    const area = (id: string, name: string, west: number) =>
      feature(id, square(west, 35, 0.1), { name })
    const tints = countyAreas([area('370826', '微山县', 117), area('370811', '任城区', 116)])
    expect(tints.features.map(({ properties }) => [properties.name, properties.tint])).toEqual([
      ['任城区', 0],
      ['微山县', 1],
    ])
    const labels = waterLabelPoints([area('a', '尼山水库', 117), area('b', '未命名水面', 116)])
    expect(labels.features.map(({ properties }) => properties.name)).toEqual(['尼山水库'])
    // 0.1° by 0.1° at 35.05° north: 11.12 km by 11.12 km × cos 35.05° = 101.2 km²
    expect(labels.features[0]?.properties.areaSquareKilometres).toBeCloseTo(101.2, 0)
  })
})

describe('an answer on the map', () => {
  const route = (featureId: string, geometry: ReturnType<typeof line>) => ({
    geometry,
    properties: { featureId },
  })
  const answer = {
    features: [
      { id: 'a', geometry: point(116.4, 35.3) },
      { id: 'b', geometry: point(116.6, 35.5) },
    ],
    routes: {
      features: [
        route('a', line([116.4, 35.3], [116.3, 35.35], [116.5, 35.4])),
        route('b', line([116.6, 35.5], [116.5, 35.4])),
      ],
    },
    passedOver: [{ id: 'c', geometry: point(116.55, 35.6) }],
  } as unknown as NearestAnswer

  it('emphasises the chosen resource, else the first to arrive', () => {
    expect(emphasisedOf(answer, 'b')).toBe('b')
    expect(emphasisedOf(answer, null)).toBe('a')
    expect(emphasisedOf(answer, 'gone')).toBe('a')
    const shapes = routeShapes(answer, 'b')
    expect(shapes.features.map(({ properties }) => properties.isEmphasised)).toEqual([false, true])
  })

  it('is shown whole: place, resources, passed-over ones and the bends of the routes', () => {
    const nothing = { features: [], routes: { features: [] }, passedOver: [] }
    expect(answerBbox(answer, [116.5, 35.4])).toEqual([116.3, 35.3, 116.6, 35.6])
    expect(answerBbox(nothing as never, [116, 35])).toEqual([116, 35, 116, 35])
  })
})

describe('the counts of the legend', () => {
  const all = [ROUND, DAY, BUILDING]

  it('say how many are shown and how many each option would show', () => {
    expect(countShown(all, {})).toBe(3)
    expect(countShown(all, { grade: ['first', 'third'] })).toBe(2)
    const grades = countOptions(all, 'grade', { grade: ['first'], buildStatus: ['operating'] })
    expect([...grades].join(' ')).toBe('first,1 second,1')
  })

  it('offer exactly the fields declared as filters', () => {
    const names = filterFields(COLLECTIONS.stations).map(([name]) => name)
    expect(names).toEqual(['grade', 'buildStatus', 'dutyPattern'])
  })
})
