/** Tables that are filed, read to be printed. */
import { askUntyped } from './request.ts'

/** A row by the keys of its columns. */
export type FiledRow = Readonly<Record<string, string | number | null>>

export interface FiledTable {
  readonly title: string
  /** Who reports, of which days, who made it when. */
  readonly facts: readonly string[]
  readonly columns: readonly {
    readonly key: string
    readonly label: string
    readonly isSummed: boolean
  }[]
  readonly signatures: readonly string[]
  readonly remarks: readonly string[]
  readonly rows: readonly FiledRow[]
}

/** @param address of the table as GeoJSON. @throws ApiProblem */
export const readFiledTable = async (address: string): Promise<FiledTable> => {
  const { features, ...about } = (await askUntyped('get', address, {})) as Omit<
    FiledTable,
    'rows'
  > & { readonly features: readonly { readonly properties: FiledRow }[] }
  return { ...about, rows: features.map(({ properties }) => properties) }
}
