/** What an import left out or could not honour, counted by reason, for the summary. */
import { type Bilingual, type BilingualText, bilingual } from '../../../data/bilingual.ts'

/** Reasons by group, in the order of the summary. */
const GROUPS = {
  restrictions: {
    label: '转向限制|turn restrictions',
    reasons: {
      restrictionNo: '禁止类，已采用|no_*, honoured',
      restrictionOnly: '只准类，已采用|only_*, honoured',
      restrictionViaWay: '其中经由道路（via way）|of these via ways',
      restrictionWithoutEffect:
        '本来就不能这样行驶，无需采用|already impossible to drive, nothing to do',
      restrictionExcepted: '机动车除外（except），不适用|motor vehicles excepted, not applied',
      restrictionConditional: '带时间等条件，未采用|conditional, not honoured',
      restrictionLorryOnly: '仅限货车，未采用|for lorries only, not honoured',
      restrictionOtherVehicle:
        '仅限公交、自行车等，不适用|for buses, bicycles and the like only, not applied',
      restrictionUnknown: '类型无法识别，未采用|of an unknown kind, not honoured',
      restrictionMalformed: '成员缺失或多余，未采用|with members missing or too many, not honoured',
      restrictionElsewhere:
        '涉及未导入的道路，未采用|about a road that was not imported, not honoured',
      restrictionDisjoint:
        '各成员道路未首尾相接，未采用|whose roads do not meet end to end, not honoured',
    },
  },
  values: {
    label: '未采用的标签值|tag values not used',
    reasons: {
      maxspeedUnknown:
        '限速无法识别（改用该类道路的默认值）|maxspeed not understood (class default used)',
      maxspeedConditional: '带条件的限速|conditional maxspeed',
      maxspeedLorry: '货车专用限速|maxspeed for lorries',
      onewayUnknown: '单行标签无法识别|oneway not understood',
      onewayConditional: '带条件的单行|conditional oneway',
      accessUnknown: '通行权限无法识别|access not understood',
      accessConditional: '带条件的通行权限|conditional access',
      accessDestination:
        '仅供到达者通行的道路（按可通行计，不区分过境）|roads for destinations only (open; through traffic is not told apart)',
      lorryLimit: '因限高或限重对货车关闭的道路|roads closed to lorries by height or weight',
      lorryLimitUnknown: '限高或限重无法识别|height or weight limit not understood',
      durationUnknown: '轮渡时长无法识别|ferry duration not understood',
    },
  },
  barriers: {
    label: '路障|barriers',
    reasons: {
      barrierHonoured: '已采用|honoured',
      barrierAtJunction:
        '位于同级道路交叉口，含义不明，未采用|on a junction of equal roads, ambiguous, not honoured',
      barrierUnknown: '类型无法识别，未采用|of an unknown kind, not honoured',
    },
  },
  roads: {
    label: '道路|roads',
    reasons: {
      wayReversible: '可变方向道路，未导入|reversible lanes, left out',
      wayTrack: '机耕路路况较差或未知，未导入|tracks of poor or unknown grade, left out',
      wayClosed: '对所有车辆关闭，未导入|closed to every vehicle, left out',
      wayArea: '面状道路，未导入|areas, left out',
      wayFootFerry: '不载车的轮渡，未导入|ferries not known to carry cars, left out',
      wayWithoutNodes:
        '有节点不在文件中的道路，只导入其余部分|roads some of whose nodes are not in the file, the rest of them imported',
      objectRepeated:
        '文件中重复出现的道路、关系等对象，只计一次（以新版本为准）|roads, relations and other objects that come more than once, counted once (the newest version)',
    },
  },
} as const satisfies Record<
  string,
  { label: BilingualText; reasons: Record<string, BilingualText> }
>

type Group = keyof typeof GROUPS
export type Reason = { [G in Group]: keyof (typeof GROUPS)[G]['reasons'] }[Group]

interface TallyEntry {
  readonly label: Bilingual
  readonly count: number
}

export class Tally {
  readonly #counts = new Map<string, number>()

  add(reason: Reason, count = 1): void {
    this.#counts.set(reason, this.count(reason) + count)
  }

  count(reason: Reason): number {
    return this.#counts.get(reason) ?? 0
  }

  /** Reasons of one group that occurred. */
  entries(group: Group): TallyEntry[] {
    return Object.entries<BilingualText>(GROUPS[group].reasons).flatMap(([reason, label]) => {
      const count = this.#counts.get(reason)
      return count ? [{ label: bilingual(label), count }] : []
    })
  }

  /** Groups of which some reason occurred. */
  groups(): { label: Bilingual; entries: TallyEntry[] }[] {
    return (Object.keys(GROUPS) as Group[]).flatMap((group) => {
      const entries = this.entries(group)
      return entries.length > 0 ? [{ label: bilingual(GROUPS[group].label), entries }] : []
    })
  }
}
