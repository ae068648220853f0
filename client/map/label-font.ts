/** Fonts for the names on the map: a canvas does not wait for them, and keeps what it has drawn. */
import { useEffect, useState } from 'react'
import type { ApiFeature } from '../api/features.ts'
import { loadCharacters } from '../shell/chinese-font.ts'

/** Names of roads come in tiles, unseen before they are drawn: what most of them are made of. */
const ROAD_CHARACTERS = '路街道线高速公国省县乡村环大桥东西南北中内外上下一二三四五六七八九十'

const nameOf = ({ properties: { name } }: ApiFeature): string =>
  typeof name === 'string' ? name : ''

/** Whether these features' names can be drawn; at once where the machine has a Chinese font. */
export const useLabelFont = (features: readonly ApiFeature[]): boolean => {
  const [legible, setLegible] = useState<readonly ApiFeature[] | null>(null)
  useEffect(() => {
    if (features.length === 0) return
    let isCurrent = true
    const settle = (): void => {
      if (isCurrent) setLegible(features)
    }
    // boxes are better than no names at all
    loadCharacters(features.map(nameOf).join('') + ROAD_CHARACTERS).then(settle, settle)
    return () => {
      isCurrent = false
    }
  }, [features])
  return legible === features
}
