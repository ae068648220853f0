import { COLLECTIONS } from '../../data/collections.ts'
import { useCollections } from '../api/features.ts'
import { asApiProblem } from '../api/problem.ts'
import { useAppState } from '../state/app-state.ts'
import { MAP_TEXTS } from './map-texts.ts'
import { RESOURCE_LAYERS } from './style/resource-layers.ts'

/** Says that resources are on their way, or which of them could not be had. */
export const LayerStatus = () => {
  const language = useAppState((state) => state.language)
  const queries = useCollections(RESOURCE_LAYERS)
  const failed = queries.flatMap((query, index) => {
    const id = RESOURCE_LAYERS[index]
    return query.isError && id ? [{ id, query }] : []
  })
  const isLoading = queries.some((query) => query.isLoading)
  return (
    <div className="layer-status" role="status" aria-live="polite">
      {isLoading && <p>{MAP_TEXTS.loading[language]}</p>}
      {failed.map(({ id, query }) => (
        <p key={id}>
          {COLLECTIONS[id].title[language]} {MAP_TEXTS.failed[language]}
          {asApiProblem(query.error).sentence[language]}{' '}
          <button
            type="button"
            className="status-retry target"
            onClick={() => void query.refetch()}
          >
            {MAP_TEXTS.retry[language]}
          </button>
        </p>
      ))}
    </div>
  )
}
