/** What an import brings, while its panel is open; a click chooses a row, or gives one its place. */
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import { useImport, useImportMap } from '../api/imports.ts'
import { intakeFeatures } from '../layers/intake-features.ts'
import {
  chooseRow,
  isImportInSight,
  leavePlaceTool,
  setRowPosition,
  useIntake,
} from '../state/intake.ts'
import { GeojsonLayers } from './geojson-layers.tsx'
import { boxRound } from './hit.ts'
import { listen } from './listen.ts'
import { INTAKE_POINTS, intakeLayers } from './style/intake-layers.ts'
import { useDrawable } from './use-drawable.ts'
import { useLayers } from './use-style.ts'
import { useToolClicks } from './use-tool-clicks.ts'

const REACH_PIXELS = 5

const namesOf = ({ features }: ReturnType<typeof intakeFeatures>): string =>
  features.map(({ properties: { name } }) => name ?? '').join('')

export const IntakePicture = ({ map }: { map: MapLibreMap }) => {
  const { importId, filter, chosenRow, position, tool } = useIntake()
  const isInSight = useIntake(isImportInSight)
  const { data } = useImportMap(importId)
  const layers = useLayers(intakeLayers)
  const { data: entry } = useImport(importId)
  const isShown = isInSight && entry?.state !== 'undone'
  const told = isShown ? data : undefined
  const features = useMemo(
    () => intakeFeatures(told, { filter, chosenRow, position }),
    [told, filter, chosenRow, position],
  )
  useToolClicks(map, tool === 'place', setRowPosition, leavePlaceTool)
  useChoosing(map, tool === 'none' && isShown)
  const drawable = useDrawable(features, namesOf)
  return <GeojsonLayers map={map} layers={layers} data={drawable} />
}

const useChoosing = (map: MapLibreMap, isOn: boolean): void => {
  useEffect(() => {
    if (!isOn) return
    const onClick = ({ point }: MapMouseEvent): void => {
      const box = boxRound(point, REACH_PIXELS)
      const [top] = map.queryRenderedFeatures(box, { layers: [INTAKE_POINTS] })
      if (typeof top?.properties.row === 'number') chooseRow(top.properties.row)
    }
    return listen(map, { click: onClick })
  }, [map, isOn])
}
