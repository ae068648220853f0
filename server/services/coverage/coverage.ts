/** The coverage analysis: answer and tables, times of the demand cells, their shapes, isochrones. */

import type { z } from 'zod'
import type { Bilingual } from '../../../data/bilingual.ts'
import { CELL_TIMES_HEADER_WORDS, CELL_TIMES_MAGIC } from '../../../data/cell-times.ts'
import {
  type CellCollection,
  COVERAGE_PARTS,
  type ContourCollection,
  type CoverageAnswer,
  type CoverageQuery,
  type CoverageTable,
  type contourRequestSchema,
  type coverageRequestSchema,
  type TownAreaCollection,
} from '../../../data/coverage.ts'
import { conditionLine, coverageConditions } from '../../../data/coverage-conditions.ts'
import { type Demand, type DemandRecord, isOnRecord } from '../../../data/demand.ts'
import { NOT_ON_RECORD, saidInDemandWords } from '../../../data/demand-words.ts'
import type { SentStation } from '../../../data/deployment.ts'
import { polygonsOf } from '../../../data/geometry.ts'
import { localMinuteOfDay, toLocalIso } from '../../../data/local-time.ts'
import type { ActiveClosure } from '../../../data/road-closure.ts'
import { DEFAULT_STANDARDS } from '../../../data/standards.ts'
import type { Arrivals } from '../../analysis/coverage/arrivals.ts'
import type { PeriodQuestion } from '../../analysis/coverage/day-figures.ts'
import { cellFeatures } from '../../analysis/coverage/demand.ts'
import type { CoverageQuestion } from '../../analysis/coverage/planning-data.ts'
import type { TownArea } from '../../analysis/coverage/town-areas.ts'
import { CRS84 } from '../../features/crs.ts'
import { aboutParameter } from '../../http/problem-error.ts'
import { periodAt } from '../../network/profile.ts'
import type { Snapshot } from '../../store/store.ts'
import { sentAt, sentStations } from '../deployments/sent.ts'
import { type ClosuresInForce, NONE_IN_FORCE } from '../hazards/closures-in-force.ts'
import { Service } from '../service-context.ts'
import { filledSheet, remarksOf, type TableSheet } from '../tables/table-files.ts'
import { FILLABLE_TABLES } from './coverage-tables.ts'

type CoverageRequest = z.output<typeof coverageRequestSchema>

/** What is left out is as the city wants it. */
export const standardsOf = ({
  standards: { urban, rural },
}: Pick<CoverageRequest, 'standards'>) => ({
  urban: urban ?? DEFAULT_STANDARDS.urban,
  rural: rural ?? DEFAULT_STANDARDS.rural,
})

/** Which moment is asked about; null: now. */
export const momentOf = ({ at, periods }: CoverageRequest): Date | null => {
  const moment = at ?? periods?.[0]?.at
  return moment === undefined ? null : new Date(moment)
}

/** The query as understood: send it again and the answer is the same. */
export const coverageQueryOf = (request: CoverageRequest, now: Date): CoverageQuery => ({
  ...request,
  at: toLocalIso(momentOf(request) ?? now),
  withoutSent: request.withoutSent ?? momentOf(request) === null,
  standards: standardsOf(request),
  parts: request.parts ?? [...COVERAGE_PARTS],
})

/** As it stands, without the closures in force. @param sent ids of stations that are out. */
export const questionOf = (
  query: Omit<CoverageQuery, 'parts'>,
  sent: readonly string[] = [],
): CoverageQuestion => {
  const instant = new Date(query.at)
  return { query, instant, period: periodAt(localMinuteOfDay(instant)), sent }
}

/** @throws ProblemError where no settlement has what is to be counted. */
export const checkDemand = (demand: Demand, record: DemandRecord): void => {
  if (demand === 'residents' || isOnRecord(demand, record)) return
  throw aboutParameter('invalid-body', 'demand', NOT_ON_RECORD[demand])
}

/** What an answer says that it obeyed. */
export interface Obeyed {
  readonly obeyed: ActiveClosure[]
  readonly sent: SentStation[]
}

/**
 * The question with the closures in force at its time and without the stations that are out then,
 * unless it says not to obey them.
 */
export const questionNow = async (
  query: Omit<CoverageQuery, 'parts'>,
  inForce: ClosuresInForce,
  snapshot: Snapshot,
): Promise<{ question: CoverageQuestion; told: Obeyed }> => {
  const obeyed = query.obeyClosures ? await inForce.at(snapshot, new Date(query.at)) : NONE_IN_FORCE
  const closures = [...query.closures, ...obeyed.closures]
  const sent = sentStations(await sentAt(snapshot, new Date(query.at), query.withoutSent))
  const ids = sent.map(({ id }) => id)
  return {
    question: questionOf({ ...query, closures }, ids),
    told: { obeyed: obeyed.list, sent },
  }
}

/**
 * The question of the moment looked at with those of the periods of its day, none where it has
 * none, and all that they obey, each closure and station once.
 */
export const questionOfDay = async (
  { periods = [], band: _band, ...query }: Omit<CoverageQuery, 'parts'>,
  inForce: ClosuresInForce,
  snapshot: Snapshot,
): Promise<{ question: CoverageQuestion; periods: PeriodQuestion[]; told: Obeyed }> => {
  const { question, told } = await questionNow(query, inForce, snapshot)
  const { obeyed, sent } = byId(told)
  const asked: PeriodQuestion[] = []
  for (const { at, weight, name = null } of periods) {
    const ofPeriod = { ...query, at: toLocalIso(new Date(at)) }
    const found = await questionNow(ofPeriod, inForce, snapshot)
    for (const closure of found.told.obeyed) obeyed.set(closure.id, closure)
    for (const station of found.told.sent) sent.set(station.id, station)
    asked.push({ question: found.question, weight, name })
  }
  const all: Obeyed = { obeyed: [...obeyed.values()], sent: [...sent.values()] }
  return { question, periods: asked, told: all }
}

type ContourRequest = z.output<typeof contourRequestSchema>

/** Parts that follow a hand on the map; with any other the question waits with the long ones. */
const QUICK_PARTS: readonly string[] = ['areas', 'changes', 'distribution']

/** @see CELL_TIMES_MAGIC for the layout. */
const encodeCellTimes = (arrivals: Arrivals, revision: number): Uint8Array<ArrayBuffer> => {
  const rows = [...arrivals.deciseconds, ...arrivals.stations]
  const words = new DataView(
    new ArrayBuffer((CELL_TIMES_HEADER_WORDS + rows.length * arrivals.cellCount) * 4),
  )
  for (const [i, character] of [...CELL_TIMES_MAGIC].entries()) {
    words.setUint8(i, character.charCodeAt(0))
  }
  const header = [arrivals.cellCount, revision, arrivals.deciseconds.length]
  for (const [i, word] of header.entries()) words.setInt32((i + 1) * 4, word, true)
  let at = CELL_TIMES_HEADER_WORDS * 4
  for (const row of rows) {
    for (const word of row) {
      words.setInt32(at, word, true)
      at += 4
    }
  }
  return new Uint8Array(words.buffer)
}

/** Of coordinates in the columns of a table. */
const DEGREES: Bilingual = {
  zh: '坐标：CGCS2000/WGS-84 经纬度（°）',
  en: 'Coordinates: degrees of CGCS2000/WGS-84',
}

/** Below a table: which periods its figures are weighed over. */
const dayRemark = ({ day }: CoverageAnswer): Bilingual[] => {
  if (day === null) return []
  const told = day.periods.map(({ at, weight, stationsCounted }) => ({
    at,
    weight,
    stationsCounted,
  }))
  return [
    {
      zh: `达标人口按时段加权：${told.map(({ at, weight, stationsCounted }) => `${at}（权重 ${weight}，计入 ${stationsCounted} 站）`).join('、')}；最晚到达取各时段中最晚的`,
      en: `People in time are weighted over periods: ${told.map(({ at, weight, stationsCounted }) => `${at} (weight ${weight}, ${stationsCounted} stations)`).join(', ')}; the latest arrival is that of any`,
    },
  ]
}

/** What was obeyed, to be gathered over several moments. */
const byId = ({ obeyed, sent }: Obeyed) => ({
  obeyed: new Map(obeyed.map((each) => [each.id, each])),
  sent: new Map(sent.map((each) => [each.id, each])),
})

const AREA_COLLECTIONS = ['settlements', 'counties'] as const

const areaFeature = ({ code, coordinates }: TownArea, id: number) => ({
  type: 'Feature' as const,
  id,
  geometry: { type: 'MultiPolygon' as const, coordinates },
  properties: { code },
})

export class Coverage extends Service {
  /** @param signal aborted when no one waits any more. @throws ProblemError */
  answer(request: CoverageRequest, signal: AbortSignal): Promise<CoverageAnswer> {
    return this.#answer(coverageQueryOf(request, this.context.now()), signal)
  }

  /** A table of the answer. */
  async table(
    name: CoverageTable,
    request: CoverageRequest,
    signal: AbortSignal,
  ): Promise<TableSheet> {
    const { parts, fill } = FILLABLE_TABLES[name]
    const { band: _band, ...asked } = coverageQueryOf(request, this.context.now())
    const query = { ...asked, parts: [...parts] }
    const answer = await this.#answer(query, signal)
    const remarks = [
      ...remarksOf(answer.query.at, answer),
      ...(name === 'counties' || name === 'towns' ? dayRemark(answer) : []).map((remark) =>
        saidInDemandWords(remark, query.demand),
      ),
      ...coverageConditions(answer).map(conditionLine),
    ]
    const file = `coverage-${name}`
    return {
      name: file,
      write: (form) => {
        const { crs } = form
        const told = crs === CRS84 && name !== 'distribution' ? [...remarks, DEGREES] : remarks
        const { tables } = this.context
        return filledSheet(tables, file, fill(answer, crs), told, answer.query.at).write(form)
      },
    }
  }

  /** Revision of the data that the demand cells are made from. */
  cellsRevision(): Promise<number> {
    return this.#data().then(({ revision }) => revision)
  }

  /** The demand cells as polygons. */
  async cells(): Promise<CellCollection> {
    const { revision, demand } = await this.#data()
    return { type: 'FeatureCollection', revision, features: cellFeatures(demand) }
  }

  /** Revision of the data that the areas of towns are made from. */
  townAreasRevision(): Promise<number> {
    return this.context.store.read((snapshot) => snapshot.revision(AREA_COLLECTIONS))
  }

  /** The ground round the people of each town. */
  async townAreas(signal: AbortSignal): Promise<TownAreaCollection> {
    const { store, analyses, registers } = this.context
    const { context, counties, revision } = await store.read(async (snapshot) => ({
      context: await analyses.context(snapshot),
      counties: await registers.features(snapshot, 'counties'),
      revision: await snapshot.revision(AREA_COLLECTIONS),
    }))
    const outlines = counties.map(({ geometry, properties }) => ({
      code: String(properties.code),
      polygons: polygonsOf(geometry),
    }))
    const areas = await analyses.run('quick', context, 'town-areas', { counties: outlines }, signal)
    return { type: 'FeatureCollection', revision, features: areas.map(areaFeature) }
  }

  /** Times of arrival at every demand cell, as bytes. */
  async cellTimes(request: CoverageRequest, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const { parts: _parts, ...query } = coverageQueryOf(request, this.context.now())
    const { context, question } = await this.#read(query)
    const input = { question }
    const arrivals = await this.context.analyses.run('quick', context, 'arrivals', input, signal)
    return encodeCellTimes(arrivals, context.revision)
  }

  /** What the first station reaches within some minutes: one MultiPolygon for each number. */
  async contours(
    { minutes, ...request }: ContourRequest,
    signal: AbortSignal,
  ): Promise<ContourCollection> {
    const { parts: _parts, ...query } = coverageQueryOf(request, this.context.now())
    const { context, question, told } = await this.#read(query)
    const input = { question, minutes }
    const contours = await this.context.analyses.run('long', context, 'contours', input, signal)
    return {
      type: 'FeatureCollection',
      revision: context.revision,
      query: { ...query, minutes },
      ...told,
      notice: context.notice,
      features: contours.map(({ minutes: within, coordinates }) => ({
        type: 'Feature',
        geometry: { type: 'MultiPolygon', coordinates },
        properties: { minutes: within },
      })),
    }
  }

  #data() {
    const { store, analyses } = this.context
    return store.read((snapshot) => analyses.planningData(snapshot))
  }

  /** The question with what it is asked about, of one moment. */
  #read(query: Omit<CoverageQuery, 'parts'>) {
    const { store, analyses, inForce } = this.context
    return store.read(async (snapshot) => {
      const context = await analyses.context(snapshot)
      checkDemand(query.demand, context.data.demand.record)
      return { context, ...(await questionOfDay(query, inForce, snapshot)) }
    })
  }

  async #answer(query: CoverageQuery, signal: AbortSignal): Promise<CoverageAnswer> {
    const { parts, ...asked } = query
    const { context, question, periods, told } = await this.#read(asked)
    const band = query.band ?? null
    const isQuick = band === null && parts.every((part) => QUICK_PARTS.includes(part))
    const lane = isQuick ? 'quick' : 'long'
    const input = { question, parts, spread: { periods, band } }
    const figures = await this.context.analyses.run(lane, context, 'coverage', input, signal)
    const { graph } = context.network
    return {
      ...figures,
      ...told,
      revision: context.revision,
      network: { id: graph.id, provenance: graph.provenance },
      query,
      timeStamp: this.context.now().toISOString(),
      notice: context.notice,
    }
  }
}
