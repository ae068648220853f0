import type { Position } from './from-packages-geometry.ts'

type WaterKind = 'lake' | 'reservoir' | 'pond'

export interface NamedWater {
  id: string
  nameZh: string
  nameEn: string
  kind: WaterKind
  /** A place in (or near the middle of) each polygon of the package that is part of it. */
  places: Position[]
}

/** The package has shapes without names; these are the ones whose name is known. */
export const namedWater: NamedWater[] = [
  {
    id: 'nansi-lake-upper',
    nameZh: '南四湖上级湖（独山湖、昭阳湖）',
    nameEn: 'Nansi Lake, upper (Dushan and Zhaoyang Lakes)',
    kind: 'lake',
    places: [[116.865, 34.992]],
  },
  {
    id: 'nansi-lake-lower',
    nameZh: '南四湖下级湖（微山湖）',
    nameEn: 'Nansi Lake, lower (Weishan Lake)',
    kind: 'lake',
    places: [[117.218, 34.586]],
  },
  {
    id: 'nanyang-lake',
    nameZh: '南四湖上级湖（南阳湖）',
    nameEn: 'Nansi Lake, upper (Nanyang Lake)',
    kind: 'lake',
    places: [
      [116.65, 35.215],
      [116.633, 35.253],
      [116.652, 35.1],
      [116.653, 35.143],
      [116.71, 35.085],
    ],
  },
  {
    id: 'taibai-lake',
    nameZh: '太白湖（北湖）',
    nameEn: 'Taibai Lake (North Lake)',
    kind: 'lake',
    places: [[116.597, 35.31]],
  },
  {
    id: 'dongping-lake',
    nameZh: '东平湖',
    nameEn: 'Dongping Lake',
    kind: 'lake',
    places: [[116.218, 35.987]],
  },
  {
    id: 'nishan-reservoir',
    nameZh: '尼山水库',
    nameEn: 'Nishan Reservoir',
    kind: 'reservoir',
    places: [[117.203, 35.48]],
  },
  {
    id: 'xiwei-reservoir',
    nameZh: '西苇水库',
    nameEn: 'Xiwei Reservoir',
    kind: 'reservoir',
    places: [[117.048, 35.391]],
  },
  {
    id: 'hezhuang-reservoir',
    nameZh: '贺庄水库',
    nameEn: 'Hezhuang Reservoir',
    kind: 'reservoir',
    places: [[117.551, 35.633]],
  },
  {
    id: 'huacun-reservoir',
    nameZh: '华村水库',
    nameEn: 'Huacun Reservoir',
    kind: 'reservoir',
    places: [[117.466, 35.71]],
  },
  {
    id: 'longwantao-reservoir',
    nameZh: '龙湾套水库',
    nameEn: 'Longwantao Reservoir',
    kind: 'reservoir',
    places: [[117.31, 35.572]],
  },
  {
    id: 'yincheng-reservoir',
    nameZh: '尹城水库',
    nameEn: 'Yincheng Reservoir',
    kind: 'reservoir',
    places: [[117.195, 35.607]],
  },
  {
    id: 'yanma-reservoir',
    nameZh: '岩马水库',
    nameEn: 'Yanma Reservoir',
    kind: 'reservoir',
    places: [[117.362, 35.213]],
  },
  {
    id: 'mahe-reservoir',
    nameZh: '马河水库',
    nameEn: 'Mahe Reservoir',
    kind: 'reservoir',
    places: [[117.207, 35.217]],
  },
]

/**
 * Pieces of the Yellow, Dawen, Sihe and Zhuzhaoxin Rivers that the package holds as separate
 * blobs. The rivers are lines of rivers.geojson; blobs on them would only bar their bridges.
 */
export const riverPieces: Position[] = [
  [116.669, 35.93],
  [115.906, 35.96],
  [116.037, 35.982],
  [115.883, 35.894],
  [117.11, 35.965],
  [116.983, 35.637],
  [117.268, 35.676],
  [116.325, 35.282],
  [116.26, 35.3],
]
