/** Code of the dispatcher's parts, fetched while there is a connection: at night it may go. */
const PARTS: readonly (() => Promise<unknown>)[] = [
  () => import('../panels/dispatch/dispatch-panel.tsx'),
  () => import('../map/dispatch-picture.tsx'),
  () => import('../panels/hazards/hazards-panel.tsx'),
  () => import('../panels/drawer/nearby-goods.tsx'),
]
/** The first picture of the map goes before what nobody has asked for yet. */
const WAIT_MILLISECONDS = 5000

export const fetchPartsEarly = (): void => {
  setTimeout(() => {
    // What does not come now is asked for again, and its failure told, when it is opened.
    for (const fetchPart of PARTS) fetchPart().catch(() => undefined)
  }, WAIT_MILLISECONDS)
}
