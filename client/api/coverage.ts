/** What the coverage panel, its map and its report ask the server for. */
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Language } from '../../data/bilingual.ts'
import {
  type CellTimes,
  type CoverageAnswer,
  type CoveragePart,
  type CoverageRequest,
  type CoverageTable,
  decodeCellTimes,
} from '../../data/coverage.ts'
import { fetchBytes, postJson, reading } from './request.ts'

/** "Now" moves on: an answer for now is asked again after this long. */
const STALE_MILLISECONDS = 60_000

/** Totals, towns and changed cells: what follows the hand. */
const LIVE_PARTS: CoveragePart[] = ['areas', 'changes']

export interface CellFeature {
  readonly type: 'Feature'
  /** Place of the cell in every list of cells. */
  readonly id: number
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: number[][][] }
  readonly properties: {
    readonly h3: string
    readonly people: number
    readonly areaClass: 'urban' | 'rural'
    readonly townCode: string
    readonly countyCode: string
    readonly longitude: number
    readonly latitude: number
  }
}
export interface CellCollection {
  readonly type: 'FeatureCollection'
  readonly features: readonly CellFeature[]
}

interface ContourFeature {
  readonly type: 'Feature'
  readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: number[][][][] }
  readonly properties: { readonly minutes: number }
}
export interface ContourCollection {
  readonly type: 'FeatureCollection'
  readonly features: readonly ContourFeature[]
}

/** The hexagons; they change only with the data. */
export const useCells = (): UseQueryResult<CellCollection> =>
  useQuery({
    ...reading<CellCollection>(['coverage-cells'], '/api/coverage/cells'),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** @param mode `live`: only what follows the hand. */
export const useCoverage = (
  request: CoverageRequest,
  mode: 'full' | 'live' = 'full',
  isAsked = true,
): UseQueryResult<CoverageAnswer> => {
  const body = mode === 'live' ? { ...request, parts: LIVE_PARTS } : request
  return useQuery({
    queryKey: ['coverage', mode, body],
    queryFn: ({ signal }) => postJson<CoverageAnswer>('/api/coverage', body, signal),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    staleTime: STALE_MILLISECONDS,
  })
}

export const useCellTimes = (request: CoverageRequest): UseQueryResult<CellTimes> =>
  useQuery({
    queryKey: ['coverage-times', request],
    queryFn: async ({ signal }) =>
      decodeCellTimes(await fetchBytes('/api/coverage/cells', request, signal)),
    placeholderData: keepPreviousData,
    staleTime: STALE_MILLISECONDS,
  })

/** Isochrones; nothing is asked for an empty list of minutes. */
export const useContours = (
  request: CoverageRequest,
  minutes: readonly number[],
): UseQueryResult<ContourCollection> =>
  useQuery({
    queryKey: ['coverage-contours', request, minutes],
    queryFn: ({ signal }) =>
      postJson<ContourCollection>('/api/coverage/contours', { ...request, minutes }, signal),
    enabled: minutes.length > 0,
    placeholderData: keepPreviousData,
    staleTime: STALE_MILLISECONDS,
  })

/** A table of the answer as a file. @throws ApiProblem */
export const fetchTable = (
  request: CoverageRequest,
  table: CoverageTable,
  format: 'csv' | 'xlsx' | 'geojson',
  language: Language,
): Promise<ArrayBuffer> =>
  fetchBytes(`/api/coverage/tables/${table}?f=${format}&lang=${language}`, request)
