/** All flood works: the named ones at their places, the others made to be like them. */
import { createCodes, createNames } from '../resources/labels.ts'
import { leveeSections } from './levees.ts'
import { type FloodWorkFacts, namedDams, namedPoints } from './named-works.ts'
import { generatedDangerSections, generatedPumpStations } from './on-levees.ts'
import { generatedSluices } from './sluices.ts'
import { type ReservoirSurroundings, smallReservoirs } from './small-reservoirs.ts'
import { CODE_PREFIXES, type FloodWorkFeature, featureOfWork, middleOf, type Work } from './work.ts'

const LAKE = '南四湖'

const allWorks = (surroundings: ReservoirSurroundings, facts: FloodWorkFacts): Work[] => {
  const { region } = surroundings
  const points = namedPoints(region, facts.points)
  const levees = leveeSections(region, facts.lines)
  const lakeLevees = levees.filter(({ river }) => river === LAKE)
  const reservoirs = points.filter(({ kind }) => kind === 'reservoir').map(middleOf)
  return [
    ...points,
    ...namedDams(region, facts.lines),
    ...levees,
    ...generatedSluices(region, lakeLevees),
    ...generatedPumpStations(region, levees),
    ...generatedDangerSections(region, levees),
    ...smallReservoirs(surroundings, reservoirs),
  ]
}

/** Every flood work of the default data set, with a code, a name of its own and three persons. */
export const generateFloodWorks = (
  surroundings: ReservoirSurroundings,
  facts: FloodWorkFacts,
): FloodWorkFeature[] => {
  const nextName = createNames()
  const codes = new Map(
    Object.entries(CODE_PREFIXES).map(([kind, prefix]) => [kind, createCodes(prefix)]),
  )
  return allWorks(surroundings, facts).map((work, index) => {
    const name = nextName({ zh: work.nameZh, en: work.nameEn })
    const code = codes.get(work.kind)?.(work.countyCode) ?? ''
    const renamed = { ...work, nameZh: name.zh, nameEn: name.en }
    return featureOfWork(surroundings.region, renamed, code, index)
  })
}
