/** What an import did, for the person at the terminal: first in Chinese, then in English. */
import type { Language } from '../../../data/bilingual.ts'
import type { Bbox } from '../../../data/geometry.ts'
import { ROAD_CLASS_NAMES, ROAD_CLASSES } from '../../../data/road-class.ts'
import type { RoadGraph } from '../../network/graph.ts'
import { type DroppedParts, SMALLEST_PART_METRES } from './build-draft.ts'
import { formatBbox } from './import-roads.ts'
import { TALLY_GROUPS, type Tally, type TallyGroup } from './tally.ts'

export interface ImportResult {
  path: string
  graph: RoadGraph
  turnBanCount: number
  dropped: DroppedParts
  tally: Tally
  /**
   * Share of the rescue van's directed edges from which everywhere else can be reached and back.
   */
  stronglyConnectedShare: number
  region: Bbox
  reachesBeyondRegion: boolean
  relationCount: number
  elapsedSeconds: number
}

const METRES_PER_KILOMETRE = 1000
const PER_CENT = 100
const SHARE_DECIMALS = 2

const kilometres = (metres: number): string =>
  (metres / METRES_PER_KILOMETRE).toLocaleString('en', {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })

const kilometresByClass = (graph: RoadGraph, language: Language): string[] => {
  const metres = new Float64Array(ROAD_CLASS_NAMES.length)
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    metres[graph.segmentClass[segment]!]! += graph.segmentLengthMetres[segment]!
  }
  return ROAD_CLASS_NAMES.flatMap((name, index) =>
    metres[index]! > 0
      ? [`  ${ROAD_CLASSES[name].label[language]} ${kilometres(metres[index]!)} km`]
      : [],
  )
}

const countsByGroup = (tally: Tally, language: Language): string[] =>
  (Object.keys(TALLY_GROUPS) as TallyGroup[]).flatMap((group) => {
    const entries = tally.entries(group)
    if (entries.length === 0) return []
    const colon = language === 'zh' ? '：' : ':'
    return [
      `${TALLY_GROUPS[group][language]}${colon}`,
      ...entries.map(({ label, count }) => `  ${label[language]} ${count}`),
    ]
  })

const inChinese = (result: ImportResult): string[] => {
  const { graph, dropped } = result
  return [
    `路网已导入：${result.path}（编号 ${graph.id}）。正在运行的服务会在几秒内自动换用。`,
    `节点 ${graph.nodeCount}，路段 ${graph.segmentCount}，禁止转向序列 ${result.turnBanCount}`,
    ...kilometresByClass(graph, 'zh'),
    `往返均可到达的路段方向占 ${(result.stronglyConnectedShare * PER_CENT).toFixed(SHARE_DECIMALS)}%`,
    `舍去不相连的零散部分 ${dropped.parts} 处（各不足 ${SMALLEST_PART_METRES / METRES_PER_KILOMETRE} km），共 ${dropped.segments} 个路段、${kilometres(dropped.metres)} km`,
    ...countsByGroup(result.tally, 'zh'),
    `范围 ${formatBbox(result.region)}`,
    ...(result.reachesBeyondRegion ? ['道路超出该范围；如不需要外围道路，可加 --clip 裁剪。'] : []),
    ...(result.relationCount === 0
      ? ['注意：文件中没有任何关系（relation），因而没有转向限制；文件可能不完整。']
      : []),
    `用时 ${result.elapsedSeconds.toFixed(1)} 秒`,
  ]
}

const inEnglish = (result: ImportResult): string[] => {
  const { graph, dropped } = result
  return [
    `Roads imported: ${result.path} (id ${graph.id}). A running server takes it up within seconds.`,
    `${graph.nodeCount} nodes, ${graph.segmentCount} segments, ${result.turnBanCount} banned sequences`,
    ...kilometresByClass(graph, 'en'),
    `${(result.stronglyConnectedShare * PER_CENT).toFixed(SHARE_DECIMALS)} % of directed edges can be reached and left again`,
    `Left out ${dropped.parts} parts that hang together with nothing else (each under ${SMALLEST_PART_METRES / METRES_PER_KILOMETRE} km): ${dropped.segments} segments, ${kilometres(dropped.metres)} km`,
    ...countsByGroup(result.tally, 'en'),
    `Region ${formatBbox(result.region)}`,
    ...(result.reachesBeyondRegion
      ? ['The roads reach beyond the region; add --clip to leave out those outside.']
      : []),
    ...(result.relationCount === 0
      ? [
          'Note: the file holds no relations at all, hence no turn restrictions; it may have lost its end.',
        ]
      : []),
    `Took ${result.elapsedSeconds.toFixed(1)} s`,
  ]
}

export const reportImport = (result: ImportResult): string =>
  [...inChinese(result), '', ...inEnglish(result)].join('\n')
