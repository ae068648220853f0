/** Draws and reshapes lines and areas; what is near draws the corners to it. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import type { TerraDraw } from 'terra-draw'
import { COLLECTIONS, RESOURCE_IDS, type ResourceId } from '../../../data/collections.ts'
import { bboxOf, boxesMeet, type Geometry, type LonLat, linesOf } from '../../../data/geometry.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { useResources } from '../../api/features.ts'
import {
  type DrawnType,
  drawnType,
  editedLines,
  snapTo,
  withLines,
  withPart,
} from '../../layers/edit-shape.ts'
import { useAppState } from '../../state/app-state.ts'
import {
  type EditTool,
  type FeatureDraft,
  setEditTool,
  setShape,
  useEditing,
} from '../../state/edit-draft.ts'
import { MAP_PALETTES } from '../style/palette.ts'
import { bboxInSight } from '../use-camera.ts'
import { fetchDrawing } from '../use-draw-area.ts'

type Hex = `#${string}`
type Line = [longitude: number, latitude: number][]

const SNAP_PIXELS = 12
/** As many as the library takes. */
const DECIMALS = 9

/** What has lines that others may follow. */
const WITH_LINES: readonly ResourceId[] = RESOURCE_IDS.filter((id) => {
  const { geometryTypes }: ResourceDeclaration = COLLECTIONS[id]
  return !geometryTypes.includes('Point')
})

const MODES = { LineString: 'linestring', Polygon: 'polygon' } as const

const roundedLine = (line: readonly (readonly number[])[]): Line =>
  line.map(([longitude = 0, latitude = 0]): [number, number] => [
    Number(longitude.toFixed(DECIMALS)),
    Number(latitude.toFixed(DECIMALS)),
  ])

/** The line, or the outer ring, that the library holds under an id. */
const lineIn = (draw: TerraDraw, id: string | number): Line | null => {
  const geometry = draw.getSnapshotFeature(id)?.geometry
  if (geometry?.type === 'LineString') return roundedLine(geometry.coordinates)
  return geometry?.type === 'Polygon' ? roundedLine(geometry.coordinates[0] ?? []) : null
}

/** Lines in sight of other features. */
const useOthersLines = (
  map: MapLibreMap,
  { collection, id }: FeatureDraft,
): (() => readonly (readonly LonLat[])[]) => {
  const { data: parts } = useResources(WITH_LINES)
  const all = useMemo(
    () =>
      (parts ?? []).flatMap((part) =>
        part.features
          .filter((each) => part.id !== collection || each.id !== id)
          .map(({ geometry }) => ({ bbox: bboxOf(geometry), geometry })),
      ),
    [parts, collection, id],
  )
  return () => {
    const sight = bboxInSight(map)
    return all
      .filter(({ bbox }) => boxesMeet(bbox, sight))
      .flatMap(({ geometry }): (readonly LonLat[])[] => linesOf(geometry))
  }
}

interface Drawing {
  map: MapLibreMap
  type: DrawnType
  tool: EditTool
  geometry: Geometry | null
  othersLines: () => readonly (readonly LonLat[])[]
}

/** Starts the tool; answers how to end it. */
const startDrawing = async (drawing: Drawing): Promise<() => void> => {
  const { map, type, tool, geometry, othersLines } = drawing
  const library = await fetchDrawing()
  const colour = MAP_PALETTES[useAppState.getState().theme].selection as Hex
  let lines = othersLines()
  const gather = (): void => {
    lines = othersLines()
  }
  map.on('moveend', gather)
  const snapping = {
    toCustom: ({ containerX, containerY }: { containerX: number; containerY: number }) => {
      const project = (longitude: number, latitude: number) => map.project([longitude, latitude])
      const place = snapTo(lines, { x: containerX, y: containerY }, project, SNAP_PIXELS)
      return place ? roundedLine([place])[0] : undefined
    },
  }
  const coordinates = { draggable: true, midpoints: true, deletable: true, snappable: snapping }
  const flags = { feature: { draggable: false, coordinates } }
  const draw = new library.TerraDraw({
    adapter: new library.TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: DECIMALS }),
    modes: [
      new library.TerraDrawLineStringMode({
        snapping,
        styles: { lineStringColor: colour, lineStringWidth: 3, closingPointColor: colour },
      }),
      new library.TerraDrawPolygonMode({
        snapping,
        styles: {
          fillColor: colour,
          fillOpacity: 0.18,
          outlineColor: colour,
          outlineWidth: 3,
          closingPointColor: colour,
        },
      }),
      new library.TerraDrawSelectMode({
        flags: { linestring: flags, polygon: flags },
        keyEvents: { deselect: null, delete: null, rotate: null, scale: null },
        allowManualDeselection: false,
        styles: {
          selectedLineStringColor: colour,
          selectedLineStringWidth: 3,
          selectedPolygonColor: colour,
          selectedPolygonFillOpacity: 0.18,
          selectedPolygonOutlineColor: colour,
          selectedPolygonOutlineWidth: 3,
          selectionPointColor: '#ffffff',
          selectionPointOutlineColor: colour,
          selectionPointOutlineWidth: 3,
          selectionPointWidth: 6,
          midPointColor: colour,
          midPointWidth: 4,
        },
      }),
    ],
  })
  draw.start()
  if (tool === 'reshape' && geometry) reshape(draw, type, geometry)
  else {
    draw.setMode(MODES[type])
    draw.on('finish', (id) => {
      const line = lineIn(draw, id)
      if (!line) return
      if (tool === 'add-part' && geometry) setShape(withPart(geometry, line))
      else if (type === 'LineString') setShape({ type, coordinates: line })
      else setShape({ type, coordinates: [line] })
      setEditTool('reshape')
    })
  }
  return () => {
    map.off('moveend', gather)
    draw.stop()
  }
}

/** Hands the lines of a shape to the library, and hears of every corner that it moves. */
const reshape = (draw: TerraDraw, type: DrawnType, geometry: Geometry): void => {
  const ids = editedLines(geometry).map((line) => {
    const id = draw.getFeatureId()
    const coordinates = roundedLine(line)
    draw.addFeatures([
      {
        id,
        type: 'Feature',
        geometry:
          type === 'LineString'
            ? { type: 'LineString', coordinates }
            : { type: 'Polygon', coordinates: [coordinates] },
        properties: { mode: MODES[type] },
      },
    ])
    return id
  })
  draw.setMode('select')
  const [first] = ids
  if (first !== undefined) draw.selectFeature(first)
  draw.on('finish', () => {
    const lines = ids.map((id) => lineIn(draw, id) ?? [])
    setShape(withLines(geometry, lines), 'drawing')
  })
}

/** The tool of the open form, while it draws or reshapes. */
export const useShapeDrawing = (map: MapLibreMap, draft: FeatureDraft): void => {
  const tool = useEditing((state) => state.tool)
  const sequence = useEditing((state) => state.shapeSequence)
  const othersLines = useOthersLines(map, draft)
  const latest = useRef({ draft, othersLines })
  latest.current = { draft, othersLines }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a shape set by others is begun anew
  useEffect(() => {
    if (tool !== 'draw' && tool !== 'reshape' && tool !== 'add-part') return
    const { collection, geometry } = latest.current.draft
    const { geometryTypes }: ResourceDeclaration = COLLECTIONS[collection]
    let stop: (() => void) | null = null
    let isOver = false
    startDrawing({
      map,
      type: drawnType(geometryTypes),
      tool,
      geometry,
      othersLines: () => latest.current.othersLines(),
    }).then(
      (end) => {
        if (isOver) end()
        else stop = end
      },
      () => setEditTool('none'),
    )
    return () => {
      isOver = true
      if (map.style) stop?.()
    }
  }, [map, tool, sequence])
}
