import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { AnswerLayer } from './answer-layer.tsx'
import { CoverageLayer } from './coverage/coverage-layer.tsx'
import { createMap } from './create-map.ts'
import { setCurrentMap } from './current-map.ts'
import { DispatchLayer } from './dispatch/dispatch-layer.tsx'
import { HazardLayer } from './hazards/hazard-layer.tsx'
import { LayerStatus } from './layer-status.tsx'
import { ResourceLayer } from './resource-layer.tsx'
import { RESOURCE_LAYERS } from './style/resource-layers.ts'
import { useBackground } from './use-background.ts'
import { useCamera } from './use-camera.ts'
import { useControls } from './use-controls.ts'
import { usePointer } from './use-pointer.ts'
import { useSelection } from './use-selection.ts'
import { useStyle } from './use-style.ts'
import { useTooltip } from './use-tooltip.ts'
import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'

/** The map, made once; everything on it follows the state. Fills its parent. */
export const MapView = () => {
  const container = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibreMap | null>(null)
  useEffect(() => {
    if (container.current === null) return
    const created = createMap(container.current)
    tellIdle(created)
    created.once('style.load', () => {
      setMap(created)
      setCurrentMap(created)
    })
    return () => {
      setMap(null)
      setCurrentMap(null)
      created.remove()
    }
  }, [])
  return (
    <>
      <div ref={container} className="map-canvas" data-map-idle="false" />
      {map && <MapContents map={map} />}
      <LayerStatus />
    </>
  )
}

/** `data-map-idle` on the container: whether all that is asked for has been drawn. */
const tellIdle = (map: MapLibreMap): void => {
  const { dataset } = map.getContainer()
  const busy = (): void => {
    dataset.mapIdle = 'false'
  }
  map.on('dataloading', busy)
  map.on('movestart', busy)
  map.on('idle', () => {
    dataset.mapIdle = 'true'
  })
}

const MapContents = ({ map }: { map: MapLibreMap }) => {
  useStyle(map)
  useBackground(map)
  useCamera(map)
  useControls(map)
  usePointer(map)
  useTooltip(map)
  useSelection(map)
  return (
    <>
      {RESOURCE_LAYERS.map((id) => (
        <ResourceLayer key={id} map={map} id={id} />
      ))}
      <CoverageLayer map={map} />
      <HazardLayer map={map} />
      <DispatchLayer map={map} />
      <AnswerLayer map={map} />
    </>
  )
}
