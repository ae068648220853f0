/** The system in which rows are read: named, declared, found by roads, or that of metres. */
import { EPSG, OWN_CRS, sourceCrsOf } from '../../features/crs.ts'
import { epsgOf } from '../coordinates/gauss-kruger.ts'
import { cellText, columnName, type Sheet, type TableFile } from '../tables/table-file.ts'
import type { Table } from './find-table.ts'
import { type FileWarning, fileWarning } from './issues.ts'
import {
  type GroupedJudgement,
  judgeSystems,
  REGISTER_SYSTEMS,
  type RegisterSystem,
  type SystemEvidence,
} from './judge-system.ts'
import type { Known } from './known.ts'
import { headingUnit, type Match } from './match-headings.ts'
import type { Imported } from './report.ts'
import type { RowRead } from './row-context.ts'

/** A column distinguishes sources only if it says nothing else that is imported. */
const groupingColumns = (table: Table, matches: readonly Match[]): number[] => {
  const taken = new Set(matches.map(({ heading }) => heading.column))
  return table.headings.map(({ column }) => column).filter((column) => !taken.has(column))
}

const evidenceOf = (rows: readonly RowRead[], columns: readonly number[]): SystemEvidence[] =>
  rows.flatMap(({ data, place }) =>
    place?.numbers && !place.isProjected
      ? [
          {
            numbers: place.numbers,
            groups: new Map(columns.map((column) => [column, cellText(data.cells[column]).trim()])),
          },
        ]
      : [],
  )

/** In which system each row is read. */
export interface SystemChoice {
  readonly systemOf: (row: RowRead) => RegisterSystem
  readonly report: Imported['coordinates']
  readonly warnings: readonly FileWarning[]
}

const oneSystem = ({ whole }: GroupedJudgement, named: RegisterSystem | null): SystemChoice => {
  const system = named ?? whole.system
  const isUnfit = named !== null && whole.isSure && whole.system !== named
  const warnings = [
    ...(isUnfit ? [fileWarning('coordinates-choice-unfit', { detail: whole.system })] : []),
    ...(named === null && !whole.isSure ? [fileWarning('coordinates-system-unsure')] : []),
    ...(named === null && system !== 'wgs-84'
      ? [fileWarning('coordinates-other-system', { detail: system })]
      : []),
  ]
  return {
    systemOf: () => system,
    warnings,
    report: {
      system,
      sourceCrs: system,
      declared: named,
      isSure: named === null ? whole.isSure : !isUnfit,
      medianRoadMetres: roundedMedians(whole.medianRoadMetres),
    },
  }
}

const roundedMedians = <M extends Readonly<Record<string, number>>>(medians: M): M =>
  Object.fromEntries(Object.entries(medians).map(([key, metres]) => [key, Math.round(metres)])) as M

const mixedSystems = (
  { column, byValue }: NonNullable<GroupedJudgement['grouped']>,
  rows: readonly RowRead[],
  sheet: Sheet,
): SystemChoice => {
  const systemOf = ({ data }: RowRead): RegisterSystem =>
    byValue.get(cellText(data.cells[column]).trim())?.system ?? 'wgs-84'
  const isSure = [...byValue.values()].every((each) => each.isSure)
  const counts: Record<string, number> = {}
  for (const row of rows) {
    if (row.place?.numbers) counts[systemOf(row)] = (counts[systemOf(row)] ?? 0) + 1
  }
  return {
    systemOf,
    warnings: [
      fileWarning('coordinates-mixed-systems'),
      ...(isSure ? [] : [fileWarning('coordinates-system-unsure')]),
    ],
    report: {
      system: 'mixed',
      isSure,
      groupedBy: columnName(sheet, column),
      groups: Object.fromEntries([...byValue].map(([value, { system }]) => [value, system])),
      rows: counts,
    },
  }
}

/** Metres say themselves what they are: of what zone, the most of them. */
const projected = (rows: readonly RowRead[], matches: readonly Match[]): SystemChoice => {
  const counts = new Map<number, number>()
  for (const { place } of rows) {
    const epsg = place?.zone && epsgOf(place.zone)
    if (epsg) counts.set(epsg, (counts.get(epsg) ?? 0) + 1)
  }
  const [epsg] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? []
  const axes = matches
    .filter(({ target }) => target.name === null && target.path.startsWith('geometry.'))
    .map(({ target, heading }) => `${heading.path.at(-1)} ${target.path.replace('geometry.', '')}`)
  return {
    systemOf: () => 'wgs-84',
    warnings: [fileWarning('coordinates-projected', { detail: `EPSG:${epsg ?? CGCS2000}` })],
    report: {
      system: 'projected',
      ...(epsg === undefined ? {} : { epsg }),
      sourceCrs: 'cgcs-2000',
      axes: axes.join(', '),
    },
  }
}

const CGCS2000 = 4490

/** Shapes that are points, to be judged by. */
export const pointsOf = (rows: readonly RowRead[]): SystemEvidence[] =>
  rows.flatMap(({ shape }) =>
    shape?.geometry?.type === 'Point'
      ? [{ numbers: shape.geometry.coordinates, groups: new Map<number, string>() }]
      : [],
  )

/** Our own files name a system that no register has a number for by a sentence. */
const systemInRemarks = (remarks: string): RegisterSystem | null => {
  const crs = OWN_SYSTEMS.find((own) =>
    Object.values(OWN_CRS[own]).some((told) => remarks.includes(told)),
  )
  return REGISTER_SYSTEMS.find((system) => crs && sourceCrsOf(crs) === system) ?? null
}

const OWN_SYSTEMS = Object.keys(OWN_CRS) as (keyof typeof OWN_CRS)[]

/**
 * What a geographic file declares, or what the user says against it; said where its points fit
 * another system.
 */
export const declaredSystem = (
  {
    declaredEpsg: epsg,
    format,
    remarks = '',
  }: Pick<TableFile, 'declaredEpsg' | 'format' | 'remarks'>,
  points: readonly SystemEvidence[],
  known: Known,
  asked: RegisterSystem | null,
): SystemChoice => {
  const named = asked ?? systemInRemarks(remarks)
  const judgement = judgeSystems(points, [], known.roadMetres)
  // Files drawn over a shifted map say WGS-84 all the same.
  if (named !== null && named !== 'wgs-84') return oneSystem(judgement, named)
  const { whole } = judgement
  const isUnfit = whole.isSure && whole.system !== 'wgs-84'
  const isCgcs = epsg === CGCS2000
  return {
    systemOf: () => 'wgs-84',
    warnings: isUnfit ? [fileWarning('coordinates-choice-unfit', { detail: whole.system })] : [],
    report: {
      system: isCgcs ? 'geographic' : 'wgs-84',
      ...(epsg === null ? {} : { epsg }),
      sourceCrs: epsg === null ? 'wgs-84' : sourceCrsOf(`${EPSG}${epsg}`),
      declared: epsg === null ? null : `${format}: EPSG:${epsg}`,
      isSure: !isUnfit,
    },
  }
}

/** 经度（GCJ-02）, as our own files have it. */
const systemInHeadings = (matches: readonly Match[]): RegisterSystem | null => {
  const told = matches
    .filter(({ target }) => target.name === null)
    .map(({ heading }) => headingUnit(heading.path.at(-1) ?? '').toLowerCase())
  return REGISTER_SYSTEMS.find((system) => told.includes(system)) ?? null
}

export const chooseSystem = (
  rows: readonly RowRead[],
  table: Table,
  matches: readonly Match[],
  asked: RegisterSystem | null,
  known: Known,
): SystemChoice => {
  const system = asked ?? systemInHeadings(matches)
  if (matches.some(({ target }) => target.path === 'geometry')) {
    return declaredSystem({ declaredEpsg: null, format: 'WKT' }, pointsOf(rows), known, system)
  }
  if (rows.some(({ place }) => place?.isProjected)) return projected(rows, matches)
  const columns = groupingColumns(table, matches)
  // Each county may have had its own way, where nothing else shows whose rows they are.
  const counties = matches
    .filter(({ target }) => target.path === 'countyCode')
    .map(({ heading }) => heading.column)
  const evidence = evidenceOf(rows, [...columns, ...counties])
  if (evidence.length === 0) {
    return { systemOf: () => 'wgs-84', report: { system: null }, warnings: [] }
  }
  const bySource = judgeSystems(evidence, columns, known.roadMetres)
  const isTold = bySource.grouped !== null || bySource.whole.isSure
  const judgement = isTold ? bySource : judgeSystems(evidence, counties, known.roadMetres)
  return judgement.grouped && system === null
    ? mixedSystems(judgement.grouped, rows, table.sheet)
    : oneSystem(judgement, system)
}
