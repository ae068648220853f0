import { useMemo } from 'react'
import { localisedName } from '../../../form/localised-name.ts'
import { useAppState } from '../../../state/app-state.ts'
import { useFeatures } from '../../panel-data.ts'

/** Names of the stockpiles by id; an id stands for itself until they are there. */
export const useStockpileNames = (): ((id: string) => string) => {
  const language = useAppState((state) => state.language)
  const { data } = useFeatures('stockpiles')
  return useMemo(() => {
    const names = new Map(
      data?.map(({ id, properties }) => [id, localisedName(properties, language)]),
    )
    return (id: string) => names.get(id) ?? id
  }, [data, language])
}
