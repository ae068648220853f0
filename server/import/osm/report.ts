/** What an import did, for the person at the terminal: first in Chinese, then in English. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Bbox } from '../../../data/geometry.ts'
import { NAMED_PLACE_KINDS, type NamedPlaceKind } from '../../../data/named-place.ts'
import { ROAD_CLASS_NAMES, ROAD_CLASSES } from '../../../data/road-class.ts'
import type { RoadGraph } from '../../network/graph.ts'
import { type DroppedParts, SMALLEST_PART_METRES } from './build-draft.ts'
import { formatBbox } from './import-roads.ts'
import type { Tally } from './tally.ts'

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

const kilometresByClass = (graph: RoadGraph): Bilingual[] => {
  const metres = new Float64Array(ROAD_CLASS_NAMES.length)
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    metres[graph.segmentClass[segment]!]! += graph.segmentLengthMetres[segment]!
  }
  return ROAD_CLASS_NAMES.flatMap((name, index) => {
    const { zh, en } = ROAD_CLASSES[name].label
    const length = `${kilometres(metres[index]!)} km`
    return metres[index]! > 0 ? [{ zh: `  ${zh} ${length}`, en: `  ${en} ${length}` }] : []
  })
}

/** How many there are of each kind, most first. */
const placesByKind = ({ places }: RoadGraph): Bilingual[] => {
  const kinds = Map.groupBy(places, ({ kind }) => kind)
  const counts = [...kinds].map(([kind, of]): [NamedPlaceKind, number] => [kind, of.length])
  return counts
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => {
      const { zh, en } = NAMED_PLACE_KINDS[kind]
      return { zh: `  ${zh} ${count}`, en: `  ${en} ${count}` }
    })
}

const countsByGroup = (tally: Tally): Bilingual[] =>
  tally.groups().flatMap(({ label: group, entries }) => [
    { zh: `${group.zh}：`, en: `${group.en}:` },
    ...entries.map(({ label, count }) => ({
      zh: `  ${label.zh} ${count}`,
      en: `  ${label.en} ${count}`,
    })),
  ])

const sentences = (result: ImportResult): Bilingual[] => {
  const { path, graph, turnBanCount, dropped } = result
  const share = (result.stronglyConnectedShare * PER_CENT).toFixed(SHARE_DECIMALS)
  const smallest = `${SMALLEST_PART_METRES / METRES_PER_KILOMETRE} km`
  const left = `${kilometres(dropped.metres)} km`
  const region = formatBbox(result.region)
  const seconds = result.elapsedSeconds.toFixed(1)
  return [
    {
      zh: `路网已导入：${path}（编号 ${graph.id}）。正在运行的服务会在几秒内自动换用。`,
      en: `Roads imported: ${path} (id ${graph.id}). A running server takes it up within seconds.`,
    },
    {
      zh: `节点 ${graph.nodeCount}，路段 ${graph.segmentCount}，禁止转向序列 ${turnBanCount}`,
      en: `${graph.nodeCount} nodes, ${graph.segmentCount} segments, ${turnBanCount} banned sequences`,
    },
    ...kilometresByClass(graph),
    {
      zh: `往返均可到达的路段方向占 ${share}%`,
      en: `${share} % of directed edges can be reached and left again`,
    },
    {
      zh: `舍去不相连的零散部分 ${dropped.parts} 处（各不足 ${smallest}），共 ${dropped.segments} 个路段、${left}`,
      en: `Left out ${dropped.parts} parts that hang together with nothing else (each under ${smallest}): ${dropped.segments} segments, ${left}`,
    },
    {
      zh: `有名称或门牌的地点 ${graph.places.length}，里程碑 ${graph.distancePosts.length}`,
      en: `${graph.places.length} places with a name or house number, ${graph.distancePosts.length} kilometre posts`,
    },
    ...placesByKind(graph),
    {
      zh: `水面和岸线 ${graph.waters.length}：步行不穿过`,
      en: `${graph.waters.length} surfaces of water and shores, which no walk crosses`,
    },
    ...countsByGroup(result.tally),
    { zh: `范围 ${region}`, en: `Region ${region}` },
    result.reachesBeyondRegion && {
      zh: '道路超出该范围；如不需要外围道路，可加 --clip 裁剪。',
      en: 'The roads reach beyond the region; add --clip to leave out those outside.',
    },
    result.relationCount === 0 && {
      zh: '注意：文件中没有任何关系（relation），因而没有转向限制；文件可能不完整。',
      en: 'Note: the file holds no relations at all, hence no turn restrictions; it may have lost its end.',
    },
    { zh: `用时 ${seconds} 秒`, en: `Took ${seconds} s` },
  ].filter((sentence) => sentence !== false)
}

/** In a sentence: how many roads, and how many places came with them. */
export const shortReport = ({ graph }: ImportResult): Bilingual => ({
  zh: `已换用新的道路网：节点 ${graph.nodeCount}，路段 ${graph.segmentCount}，有名称或门牌的地点 ${graph.places.length}。`,
  en: `The new roads are in use: ${graph.nodeCount} nodes, ${graph.segmentCount} segments, ${graph.places.length} places with a name or house number.`,
})

export const reportImport = (result: ImportResult): string => {
  const lines = sentences(result)
  return [...lines.map(({ zh }) => zh), '', ...lines.map(({ en }) => en)].join('\n')
}
