/** A flood work as it is being made, and the feature it becomes. */
import type { LonLat } from '../../../data/geometry.ts'
import type { Properties, ResourceFeature } from '../../../data/resource.ts'
import { floodWorkResource } from '../../../data/resources/flood-work.ts'
import { checkedFeature, GENERATED_SOURCE } from '../resources/feature.ts'
import type { Line } from '../resources/lines.ts'
import { placeholderPhone } from '../resources/phone.ts'
import { rounded } from '../resources/plane.ts'
import { daysBeforeReference } from '../resources/reference-date.ts'
import type { Region } from '../resources/region.ts'

type FloodWorkProperties = Properties<typeof floodWorkResource>
export type FloodWorkFeature = ResourceFeature<typeof floodWorkResource>

/** Figures that only some kinds of work have. */
type Figures = Partial<
  Pick<
    FloodWorkProperties,
    | 'scale'
    | 'leveeGrade'
    | 'floodStandardYears'
    | 'lengthMetres'
    | 'capacityTenThousandCubicMetres'
    | 'designFlowCubicMetresPerSecond'
    | 'floodLimitLevelMetres'
    | 'warningLevelMetres'
    | 'guaranteedLevelMetres'
  >
>

export interface Work extends Figures {
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

/** The three responsible persons of every work, as placeholders that are nobody's names. */
const PERSONS = {
  administrativePerson: '责任人甲',
  technicalPerson: '责任人乙',
  patrolPerson: '责任人丙',
} as const
const PERSONS_PER_WORK = 3
const VERIFIED_WITHIN_DAYS = 300
const NO_FIGURES = {
  scale: null,
  leveeGrade: null,
  floodStandardYears: null,
  lengthMetres: null,
  capacityTenThousandCubicMetres: null,
  designFlowCubicMetresPerSecond: null,
  floodLimitLevelMetres: null,
  warningLevelMetres: null,
  guaranteedLevelMetres: null,
} as const satisfies Record<keyof Figures, null>

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

const figuresOf = (work: Work): typeof NO_FIGURES | Required<Figures> => ({
  ...NO_FIGURES,
  ...Object.fromEntries(
    Object.keys(NO_FIGURES).map((name) => [name, work[name as keyof Figures] ?? null]),
  ),
})

/** The feature of a work; `index` counts all works and decides the telephone numbers. */
export const featureOfWork = (
  region: Region,
  work: Work,
  code: string,
  index: number,
): FloodWorkFeature => {
  const phone = (person: number): string =>
    placeholderPhone('flood-works', index * PERSONS_PER_WORK + person)
  return checkedFeature(floodWorkResource, {
    type: 'Feature',
    id: code,
    geometry: geometryOf(work),
    properties: {
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
    },
  })
}
