/** A flood work as it is being made, and the feature it becomes. */
import type { LonLat } from '../../../data/geometry.ts'
import type { Properties, ResourceFeature } from '../../../data/resource.ts'
import { floodWorkUnion } from '../../../data/resources/flood-work.ts'
import { checkedFeature, daysBeforeReference, GENERATED_SOURCE } from '../resources/feature.ts'
import { phoneBlock } from '../resources/labels.ts'
import { type Line, rounded } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'

type FloodWorkProperties = Properties<typeof floodWorkUnion>
export type FloodWorkFeature = ResourceFeature<typeof floodWorkUnion>

/** Figures that only some kinds of work have. */
const FIGURES = [
  'scale',
  'leveeGrade',
  'floodStandardYears',
  'lengthMetres',
  'startStakeMetres',
  'endStakeMetres',
  'capacityTenThousandCubicMetres',
  'designFlowCubicMetresPerSecond',
  'floodLimitLevelMetres',
  'warningLevelMetres',
  'guaranteedLevelMetres',
] as const
type Figures = Pick<FloodWorkProperties, (typeof FIGURES)[number]>

export interface Work extends Partial<Figures> {
  kind: FloodWorkProperties['kind']
  nameZh: string
  nameEn: string
  river: string | null
  countyCode: string
  shape: { point: LonLat } | { line: Line } | { ring: Line }
  /** The sentence of a work placed by hand; generated ones say that they are. */
  approximateSource?: string
}

/** The first letters of each kind's code. */
export const CODE_PREFIXES: Readonly<Record<Work['kind'], string>> = {
  reservoir: 'SK',
  sluice: 'SZ',
  'pump-station': 'BZ',
  levee: 'DF',
  dam: 'LHB',
  'danger-section': 'XG',
}

/** The three responsible persons of every work, as placeholders that are no real person's name. */
const PERSONS = {
  administrativePerson: '责任人甲',
  technicalPerson: '责任人乙',
  patrolPerson: '责任人丙',
} as const
const PERSONS_PER_WORK = 3
const phoneOf = phoneBlock(4000, 2000)
const VERIFIED_WITHIN_DAYS = 300

/** A place that stands for the whole work: the point itself, the middle of a line. */
export const middleOf = (work: Work): LonLat => {
  if ('point' in work.shape) return work.shape.point
  const line = 'line' in work.shape ? work.shape.line : work.shape.ring
  return line[Math.floor(line.length / 2)]!
}

const geometryOf = ({ shape }: Work): FloodWorkFeature['geometry'] => {
  if ('point' in shape) return { type: 'Point', coordinates: rounded(shape.point) }
  if ('line' in shape) return { type: 'LineString', coordinates: shape.line.map(rounded) }
  return { type: 'Polygon', coordinates: [shape.ring.map(rounded)] }
}

const figuresOf = (work: Work): Figures =>
  Object.fromEntries(FIGURES.map((name) => [name, work[name] ?? null])) as Figures

/** The feature of a work; `index` counts all works and decides the telephone numbers. */
export const featureOfWork = (
  region: Region,
  work: Work,
  code: string,
  index: number,
): FloodWorkFeature => {
  const phone = (person: number): string => phoneOf(index * PERSONS_PER_WORK + person)
  return checkedFeature(floodWorkUnion, code, geometryOf(work), {
    name: work.nameZh,
    nameEn: work.nameEn,
    code,
    countyCode: work.countyCode,
    townCode: region.nearestTown(middleOf(work), work.countyCode).code,
    kind: work.kind,
    river: work.river,
    ...figuresOf(work),
    ...PERSONS,
    administrativePhone: phone(0),
    technicalPhone: phone(1),
    patrolPhone: phone(2),
    provenance: work.approximateSource ? 'approximate' : 'generated',
    source: work.approximateSource ?? GENERATED_SOURCE,
    sourceCrs: 'wgs-84',
    verifiedAt: daysBeforeReference((index * 37) % VERIFIED_WITHIN_DAYS),
  })
}

/** Levee grades 1 to 5: the least return period in years of each. */
const LEVEE_GRADE_YEARS = [100, 50, 30, 20, 10] as const

/** Grade of a levee from its flood standard, null where that is not known or below the lowest. */
export const leveeGradeOf = (floodStandardYears: number | null): number | null => {
  if (floodStandardYears === null) return null
  const index = LEVEE_GRADE_YEARS.findIndex((years) => floodStandardYears >= years)
  return index < 0 ? null : index + 1
}

type Scale = 'large-1' | 'large-2' | 'medium' | 'small-1' | 'small-2'
const SCALES: readonly Scale[] = ['large-1', 'large-2', 'medium', 'small-1', 'small-2']

const scaleFrom = (value: number, leasts: readonly number[]): Scale =>
  SCALES[leasts.findIndex((least) => value >= least)] ?? 'small-2'

/** Sluices by flow in m³/s: large 1 from 5,000, large 2 from 1,000, medium from 100, small 1 from 20. */
export const sluiceScaleOf = (flow: number): Scale => scaleFrom(flow, [5000, 1000, 100, 20])

/** Pump stations by flow in m³/s (GB 50265): large 1 from 200, then 50, 10 and 2. */
export const pumpScaleOf = (flow: number): Scale => scaleFrom(flow, [200, 50, 10, 2])

/** Reservoirs by capacity in 10⁴ m³: large 1 from 100,000, then 10,000, 1,000 and 100. */
export const reservoirScaleOf = (capacity: number): Scale =>
  scaleFrom(capacity, [100_000, 10_000, 1000, 100])
