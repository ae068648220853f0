/** Registers on their way in: sent, read, corrected, committed, undone. */
import {
  type InfiniteData,
  keepPreviousData,
  type QueryKey,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { Language } from '../../data/bilingual.ts'
import type { ResourceId } from '../../data/collections.ts'
import type { LonLat } from '../../data/geometry.ts'
import type {
  Import,
  ImportChoicesInput,
  ImportList,
  ImportMap,
  ImportRow,
  ImportRows,
  ImportTarget,
} from '../../data/imports.ts'
import type { RowFilter } from '../state/intake.ts'
import { askUntyped, changing, invalidate, queryClient, upload } from './request.ts'

type Asked = Parameters<typeof askUntyped>[2]

const IMPORTS = ['imports'] as const
/** Rows and points of one import: they change with what is chosen for it. */
const ROWS = ['import-rows'] as const
const MAP = ['import-map'] as const

/** While it is being read or written, how far that is. */
const POLL_MILLISECONDS = 400
const PAGE_SIZE = 100

const oneKey = (id: number) => [...IMPORTS, 'one', id] as const
const param = (id: number) => ({ param: { id: String(id) } })

/** A query that reads one address, without its types, as `askUntyped` does. */
const told = <T>(queryKey: QueryKey, path: string, asked: Asked = {}) => ({
  queryKey,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    askUntyped('get', path, asked, signal) as Promise<T>,
})

export const isAtWork = ({ state }: Pick<Import, 'state'>): boolean =>
  state === 'reading' || state === 'committing'

/**
 * Those that are being discarded: the event may report it before the answer does, and what is no
 * longer there must not be asked for.
 */
const discarded = new Set<number>()
const isThere = (id: number | null) => (): boolean => id !== null && !discarded.has(id)

export const useImports = (): UseQueryResult<ImportList> =>
  useQuery(told<ImportList>([...IMPORTS, 'list'], '/api/imports'))

export const useImport = (id: number | null): UseQueryResult<Import> =>
  useQuery({
    ...told<Import>(oneKey(id ?? 0), '/api/imports/:id', param(id ?? 0)),
    enabled: isThere(id),
    refetchInterval: ({ state: { data } }) => (data && isAtWork(data) ? POLL_MILLISECONDS : false),
  })

const queryOf = (filter: RowFilter) => (filter === 'all' ? {} : { status: filter })

/** Rows as they stand in the file, page by page. @param after the row that the first is to follow */
export const useImportRows = (
  id: number,
  filter: RowFilter,
  after = 0,
): UseInfiniteQueryResult<InfiniteData<ImportRows>> =>
  useInfiniteQuery({
    queryKey: [...ROWS, id, filter, after] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = { ...queryOf(filter), after: String(pageParam), limit: String(PAGE_SIZE) }
      const asked = { ...param(id), query }
      return askUntyped('get', '/api/imports/:id/rows', asked, signal) as Promise<ImportRows>
    },
    enabled: isThere(id),
    initialPageParam: after,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

/** One row by its number; nothing is asked for null. */
export const useImportRow = (id: number, row: number | null): UseQueryResult<ImportRow | null> =>
  useQuery({
    queryKey: [...ROWS, id, 'one', row] as const,
    queryFn: async ({ signal }): Promise<ImportRow | null> => {
      const query = { row: String(row), limit: '1' }
      const asked = { ...param(id), query }
      const answer = await askUntyped('get', '/api/imports/:id/rows', asked, signal)
      return (answer as ImportRows).rows[0] ?? null
    },
    enabled: () => row !== null && isThere(id)(),
  })

/** Where the rows lie; nothing is asked where no import is open. */
export const useImportMap = (id: number | null): UseQueryResult<ImportMap> =>
  useQuery({
    ...told<ImportMap>([...MAP, id], '/api/imports/:id/map', param(id ?? 0)),
    enabled: isThere(id),
    placeholderData: keepPreviousData,
  })

/** What was chosen has been taken over: its rows are others now. */
export const readRowsAnew = (id: number): void =>
  invalidate([
    [...ROWS, id],
    [...MAP, id],
  ])

const EVERYTHING = [IMPORTS, ROWS, MAP] as const

interface Sent {
  readonly name: string
  readonly content: Blob | string
  readonly collection: ImportTarget
  /** Name of the desk; '' where none was given. */
  readonly by: string
}

/** Sends a file, or a pasted table; it is read afterwards. @throws ApiProblem */
export const sendFile = (
  { name, content, collection, by }: Sent,
  signal: AbortSignal,
): Promise<Import> => {
  const query = { name, collection, ...(by !== '' && { by }) }
  const answer = upload('/api/imports', { query }, content, signal)
  return changing([IMPORTS], answer as Promise<Import>)
}

/** Reads it anew with what was chosen. @throws ApiProblem */
export const chooseFor = (id: number, json: ImportChoicesInput): Promise<Import> =>
  changeImport('patch', '/api/imports/:id', { ...param(id), json })

/** Stops the reading of an import, or discards one that was read. @throws ApiProblem */
export const discardImport = async (id: number, leave: () => void): Promise<void> => {
  discarded.add(id)
  try {
    await askUntyped('delete', '/api/imports/:id', param(id))
    leave()
    for (const queryKey of [oneKey(id), [...ROWS, id], [...MAP, id]]) {
      queryClient.removeQueries({ queryKey })
    }
  } finally {
    discarded.delete(id)
  }
  invalidate([IMPORTS])
}

/** A change of an import; the compiler cannot look its answer up among the routes' types. */
const changeImport = async <T>(method: 'patch' | 'post', path: string, asked: Asked): Promise<T> =>
  (await changing(EVERYTHING, askUntyped(method, path, asked))) as T

/** @throws ApiProblem */
export const commitImport = (id: number, name: string, by: string): Promise<Import> =>
  changeImport('post', '/api/imports/:id/commit', { ...param(id), json: { name, by } })

/** @throws ApiProblem whose document has `standing` where later changes rest on the import */
export const undoImport = (id: number, by: string): Promise<Import> =>
  changeImport('post', '/api/imports/:id/undo', { ...param(id), json: { by } })

/** Puts a row that has no place into one. @throws ApiProblem */
export const putRow = (
  id: number,
  { row, layer }: Pick<ImportRow, 'row' | 'layer'>,
  [lon, lat]: LonLat,
  by: string,
): Promise<ImportRow> =>
  changeImport('post', '/api/imports/:id/rows/:row/place', {
    param: { id: String(id), row: String(row) },
    json: { lon, lat, by, ...(layer !== undefined && { layer }) },
  })

/** The rows that stay out, as a workbook with the reasons. */
export const rejectedUrl = (id: number, language: Language): string =>
  `/api/imports/${id}/rejected?lang=${language}`

/** A workbook to fill in. */
export const templateUrl = (collection: ResourceId): string =>
  `/api/collections/${collection}/template`
