/** The picture of tiles that this installation has set under its map. */
import { useQuery } from '@tanstack/react-query'
import type { BaseMap } from '../../data/base-map.ts'
import { reading } from './request.ts'

/** Null while it is not known, and where none is set: it comes with the start of the service. */
export const useBaseMap = (): BaseMap | null => {
  const { data } = useQuery({
    ...reading(['base-map'], '/api/base-map'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data?.baseMap ?? null
}
