import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'

type SourceData = Parameters<GeoJSONSource['setData']>[0]

const EMPTY: SourceData = { type: 'FeatureCollection', features: [] }

/** Gives a source of the style its features; nothing empties it. Unknown sources are a mistake. */
export const setSourceData = (map: MapLibreMap, id: string, data: unknown): void => {
  const source = map.getSource<GeoJSONSource>(id)
  if (source === undefined) throw new Error(`the style has no source ${id}`)
  source.setData((data as SourceData | null) ?? EMPTY)
}
