/** Everything that the builders of roads share. */
import type { Facts } from '../facts.ts'
import { type BuiltUpArea, layOutBuiltUpAreas } from '../settlements/built-up-areas.ts'
import { planStreets, type StreetPlan } from '../settlements/street-plan.ts'
import { type Course, ExpresswayCorridors, layOutCourses } from './courses.ts'
import { GroundNetwork } from './ground-network.ts'
import { LandGrid } from './land-grid.ts'
import { Obstacles } from './obstacles.ts'
import { RoadBuilder } from './road-builder.ts'
import { RouteFinder } from './route-finder.ts'

const EXPRESSWAY_AVOIDED_METRES = 180

export interface Land {
  readonly facts: Facts
  readonly obstacles: Obstacles
  readonly grid: LandGrid
  readonly courses: readonly Course[]
  readonly areas: readonly BuiltUpArea[]
  readonly plans: readonly StreetPlan[]
  readonly network: GroundNetwork
  readonly finder: RouteFinder
  readonly builder: RoadBuilder
  readonly expressways: ExpresswayCorridors
}

/** An empty network on the land that the facts describe. */
export const prepareLand = (facts: Facts): Land => {
  const obstacles = new Obstacles(facts)
  const grid = new LandGrid(facts, obstacles)
  const courses = layOutCourses(facts, obstacles)
  const areas = layOutBuiltUpAreas(facts)
  const network = new GroundNetwork()
  const finder = new RouteFinder(grid)
  const expressways = new ExpresswayCorridors(courses)
  const builtUpCells = areas.flatMap((area) =>
    grid
      .cellsNear(area.centre, area.centre, area.reachMetres)
      .filter((cell) => area.depthMetres(grid.centreOf(cell)) > 0),
  )
  finder.avoidBuiltUp(builtUpCells)
  for (const [a, b] of expressways.pieces) {
    finder.avoidNearExpressway(grid.cellsNear(a, b, EXPRESSWAY_AVOIDED_METRES))
  }
  return {
    facts,
    obstacles,
    grid,
    courses,
    areas,
    plans: areas.map(planStreets),
    network,
    finder,
    builder: new RoadBuilder(network, finder, obstacles, builtUpCells),
    expressways,
  }
}
