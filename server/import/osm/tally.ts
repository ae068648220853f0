/** What an import left out or could not honour, counted by reason, for the summary. */
import type { Bilingual } from '../../../data/bilingual.ts'

export type TallyGroup = 'restrictions' | 'values' | 'barriers' | 'roads'

export const TALLY_GROUPS: Readonly<Record<TallyGroup, Bilingual>> = {
  restrictions: { zh: '转向限制', en: 'turn restrictions' },
  values: { zh: '未采用的标签值', en: 'tag values not used' },
  barriers: { zh: '路障', en: 'barriers' },
  roads: { zh: '道路', en: 'roads' },
}

interface ReasonDeclaration extends Bilingual {
  readonly group: TallyGroup
}

const REASONS = {
  restrictionNo: { group: 'restrictions', zh: '禁止类，已采用', en: 'no_*, honoured' },
  restrictionOnly: { group: 'restrictions', zh: '只准类，已采用', en: 'only_*, honoured' },
  restrictionViaWay: {
    group: 'restrictions',
    zh: '其中经由道路（via way）',
    en: 'of these via ways',
  },
  restrictionWithoutEffect: {
    group: 'restrictions',
    zh: '本来就不能这样行驶，无需采用',
    en: 'already impossible to drive, nothing to do',
  },
  restrictionExcepted: {
    group: 'restrictions',
    zh: '机动车除外（except），不适用',
    en: 'motor vehicles excepted, not applied',
  },
  restrictionConditional: {
    group: 'restrictions',
    zh: '带时间等条件，未采用',
    en: 'conditional, not honoured',
  },
  restrictionLorryOnly: {
    group: 'restrictions',
    zh: '仅限货车，未采用',
    en: 'for lorries only, not honoured',
  },
  restrictionOtherVehicle: {
    group: 'restrictions',
    zh: '仅限公交、自行车等，不适用',
    en: 'for buses, bicycles and the like only, not applied',
  },
  restrictionUnknown: {
    group: 'restrictions',
    zh: '类型无法识别，未采用',
    en: 'of an unknown kind, not honoured',
  },
  restrictionMalformed: {
    group: 'restrictions',
    zh: '成员缺失或多余，未采用',
    en: 'with members missing or too many, not honoured',
  },
  restrictionElsewhere: {
    group: 'restrictions',
    zh: '涉及未导入的道路，未采用',
    en: 'about a road that was not imported, not honoured',
  },
  restrictionDisjoint: {
    group: 'restrictions',
    zh: '各成员道路未首尾相接，未采用',
    en: 'whose roads do not meet end to end, not honoured',
  },
  maxspeedUnknown: {
    group: 'values',
    zh: '限速无法识别（改用该类道路的默认值）',
    en: 'maxspeed not understood (class default used)',
  },
  maxspeedConditional: {
    group: 'values',
    zh: '带条件的限速',
    en: 'conditional maxspeed',
  },
  maxspeedLorry: { group: 'values', zh: '货车专用限速', en: 'maxspeed for lorries' },
  onewayUnknown: { group: 'values', zh: '单行标签无法识别', en: 'oneway not understood' },
  onewayConditional: { group: 'values', zh: '带条件的单行', en: 'conditional oneway' },
  accessUnknown: { group: 'values', zh: '通行权限无法识别', en: 'access not understood' },
  accessConditional: { group: 'values', zh: '带条件的通行权限', en: 'conditional access' },
  accessDestination: {
    group: 'values',
    zh: '仅供到达者通行的道路（按可通行计，不区分过境）',
    en: 'roads for destinations only (open; through traffic is not told apart)',
  },
  lorryLimit: {
    group: 'values',
    zh: '因限高或限重对货车关闭的道路',
    en: 'roads closed to lorries by height or weight',
  },
  lorryLimitUnknown: {
    group: 'values',
    zh: '限高或限重无法识别',
    en: 'height or weight limit not understood',
  },
  durationUnknown: { group: 'values', zh: '轮渡时长无法识别', en: 'ferry duration not understood' },
  barrierHonoured: { group: 'barriers', zh: '已采用', en: 'honoured' },
  barrierAtJunction: {
    group: 'barriers',
    zh: '位于同级道路交叉口，含义不明，未采用',
    en: 'on a junction of equal roads, ambiguous, not honoured',
  },
  barrierUnknown: {
    group: 'barriers',
    zh: '类型无法识别，未采用',
    en: 'of an unknown kind, not honoured',
  },
  wayReversible: {
    group: 'roads',
    zh: '可变方向道路，未导入',
    en: 'reversible lanes, left out',
  },
  wayTrack: {
    group: 'roads',
    zh: '机耕路路况较差或未知，未导入',
    en: 'tracks of poor or unknown grade, left out',
  },
  wayClosed: {
    group: 'roads',
    zh: '对所有车辆关闭，未导入',
    en: 'closed to every vehicle, left out',
  },
  wayArea: { group: 'roads', zh: '面状道路，未导入', en: 'areas, left out' },
  wayFootFerry: {
    group: 'roads',
    zh: '不载车的轮渡，未导入',
    en: 'ferries not known to carry cars, left out',
  },
  wayWithoutNodes: {
    group: 'roads',
    zh: '节点不在文件中的路段',
    en: 'stretches whose nodes are not in the file',
  },
} as const satisfies Record<string, ReasonDeclaration>

export type Reason = keyof typeof REASONS

export class Tally {
  readonly #counts = new Map<Reason, number>()

  add(reason: Reason): void {
    this.#counts.set(reason, this.count(reason) + 1)
  }

  count(reason: Reason): number {
    return this.#counts.get(reason) ?? 0
  }

  /** Reasons of one group that occurred, in the order of their declaration. */
  entries(group: TallyGroup): { label: Bilingual; count: number }[] {
    return (Object.keys(REASONS) as Reason[])
      .filter((reason) => REASONS[reason].group === group && this.count(reason) > 0)
      .map((reason) => ({ label: REASONS[reason], count: this.count(reason) }))
  }
}
