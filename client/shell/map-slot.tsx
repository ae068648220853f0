import { lateCode } from '../form/late-code.ts'
import { lazyPart } from '../form/part-boundary.tsx'
import { type TextKey, useText } from '../i18n/text.ts'

const fetchMap = lateCode(() => import('../map/map-view.tsx'), { isAtOnce: true })

const MapView = lazyPart(async () => (await fetchMap()).MapView, {
  Waiting: () => <MapSentence text="map.loading" />,
  failed: 'map.failed',
})

/** MapLibre draws with WebGL2 only; a machine without it gets everything but the picture. */
const hasWebgl2 = (): boolean => {
  const context = document.createElement('canvas').getContext('webgl2')
  // browsers allow only a few contexts at a time
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}

const CAN_DRAW = hasWebgl2()

/** What dispatchers see on the map, where there is one. */
export const fetchDispatchPicture = async (): Promise<unknown> =>
  CAN_DRAW && (await fetchMap()).fetchDispatchPicture()

/** The map where it can be drawn, otherwise a sentence that says what still works. */
export const MapSlot = () => (CAN_DRAW ? <MapView /> : <MapSentence text="map.noWebgl" />)

const MapSentence = ({ text }: { text: TextKey<'shell'> }) => {
  const { t } = useText('shell')
  return (
    <div className="secondary map-sentence" role="status">
      <p>{t(text)}</p>
    </div>
  )
}
