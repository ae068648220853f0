import { lazy, Suspense } from 'react'
import { PartBoundary } from '../form/part-boundary.tsx'
import { type TextKey, useText } from '../i18n/text.ts'

const MapView = lazy(async () => ({ default: (await import('../map/map-view.tsx')).MapView }))

/** MapLibre draws with WebGL2 only; a machine without it gets everything but the picture. */
const hasWebgl2 = (): boolean => {
  const context = document.createElement('canvas').getContext('webgl2')
  // browsers allow only a few contexts at a time
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}

const CAN_DRAW = hasWebgl2()

/** The map where it can be drawn, otherwise a sentence that says what still works. */
export const MapSlot = () =>
  CAN_DRAW ? (
    <PartBoundary fallback={<MapSentence text="map.failed" />}>
      <Suspense fallback={<MapSentence text="map.loading" />}>
        <MapView />
      </Suspense>
    </PartBoundary>
  ) : (
    <MapSentence text="map.noWebgl" />
  )

const MapSentence = ({ text }: { text: TextKey<'shell'> }) => {
  const { t } = useText('shell')
  return (
    <div className="secondary map-sentence" role="status">
      <p>{t(text)}</p>
    </div>
  )
}
