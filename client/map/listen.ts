import type { MapEventType, Map as MapLibreMap } from 'maplibre-gl'

type Listeners = { readonly [Name in keyof MapEventType]?: (event: MapEventType[Name]) => void }

/** Listens to events of a map. @returns what ends it */
export const listen = (map: MapLibreMap, listeners: Listeners): (() => void) => {
  const subscriptions = Object.entries(listeners).map(([name, listener]) =>
    map.on(name as keyof MapEventType, listener as () => void),
  )
  return () => {
    for (const subscription of subscriptions) subscription.unsubscribe()
  }
}
