import type { Map as MapLibreMap } from 'maplibre-gl'
import { lazy, Suspense } from 'react'
import { useAppState } from '../../state/app-state.ts'

/** Planners come for it, duty officers do not wait for it. */
const CoveragePicture = lazy(async () => ({
  default: (await import('./coverage-picture.tsx')).CoveragePicture,
}))

/** The coverage picture, while its panel is open. */
export const CoverageLayer = ({ map }: { map: MapLibreMap }) => {
  const isOpen = useAppState((state) => state.panel === 'coverage')
  return isOpen ? (
    <Suspense fallback={null}>
      <CoveragePicture map={map} />
    </Suspense>
  ) : null
}
