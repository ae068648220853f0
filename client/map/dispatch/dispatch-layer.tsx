import type { Map as MapLibreMap } from 'maplibre-gl'
import { lazy, Suspense } from 'react'
import { useAppState } from '../../state/app-state.ts'

/** It comes with the dispatcher's first look at goods. */
const DispatchPicture = lazy(async () => ({
  default: (await import('./dispatch-picture.tsx')).DispatchPicture,
}))

/** What the dispatcher's tab shows, while its panel is open. */
export const DispatchLayer = ({ map }: { map: MapLibreMap }) => {
  const isOpen = useAppState((state) => state.panel === 'dispatch')
  return isOpen ? (
    <Suspense fallback={null}>
      <DispatchPicture map={map} />
    </Suspense>
  ) : null
}
