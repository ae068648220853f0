/** What a plan says of itself in sentences: the rules it kept, the assumptions it rests on. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { MATERIALS } from '../../../data/materials.ts'
import {
  PLAN_RULE_NAMES,
  PLAN_RULES,
  type PlanRule,
  PRIORITIES,
  type TransferPlanRequest,
} from '../../../data/plan-request.ts'
import type { TransferPlan } from '../../../data/transfer-plan.ts'
import { listText, localisedName } from '../../../data/wording.ts'
import { MOST_STOPS } from '../../analysis/transfer/pickup-search.ts'
import { MOST_STOCKPILES_OF_HIRED } from '../../analysis/transfer/senders.ts'
import { isRuleOn, type PlanCase } from './plan-case.ts'

const { major, normal, minor } = PRIORITIES

type Pair = readonly [zh: string, en: string]

/** What a rule that is kept means, and one that is not. */
const RULE_SENTENCES: Readonly<Record<PlanRule, { on: Pair; off: Pair }>> = {
  keepReserves: {
    on: ['不动用各储备点的最低储备。', 'No stockpile sends what belongs to its minimum reserve.'],
    off: ['可动用最低储备，动用越少越好。', 'Minimum reserves may be used, as little as possible.'],
  },
  importantFirst: {
    on: [
      `主要、一般、次要地点的权重为 ${major.weight}:${normal.weight}:${minor.weight}。`,
      `major, normal and minor sites weigh ${major.weight}:${normal.weight}:${minor.weight}.`,
    ],
    off: ['各地点同等对待。', 'All sites count the same.'],
  },
  lorryLimits: {
    on: [
      '不超过各储备点的车辆数、载重和容积。',
      'number, load and volume of every stockpile’s lorries are kept.',
    ],
    off: [
      '车辆数量不限，仍按载重和容积计算车次。',
      'Any number of lorries; loads and volumes are kept.',
    ],
  },
  oneTrip: {
    on: ['返回后不再装运。', 'none is loaded again when it is back.'],
    off: [
      '有时限的地点，能按时赶到的车辆返回后可再装、再送同一地点，没有时限的地点只送一趟；一辆车只送一个地点。',
      'not so: to a site with a deadline a lorry that is back early enough drives again, always to the same site; to one without it drives once.',
    ],
  },
  oneStore: {
    on: ['不到其他储备点装货。', 'none calls at another store.'],
    off: [
      `可顺路到第二、第三个储备点装货，也可空车到缺车的储备点装货；每车最多装 ${MOST_STOPS} 处，只送一个地点。`,
      `not so: a lorry may load at a second and a third store on its way, or drive empty to one without lorries; at most ${MOST_STOPS} stores and one site each.`,
    ],
  },
  closures: {
    on: ['行车路线不经过有效期内的封闭。', 'no route passes through a closure that is in force.'],
    off: ['未考虑道路封闭。', 'Closures in force are ignored.'],
  },
  deadlines: {
    on: [
      '以各地点时限为准，迟到的照送并注明。',
      'Each site’s deadline counts; what comes late is sent all the same and marked.',
    ],
    off: ['不设时限，尽早送达。', 'No deadlines: as soon as can be.'],
  },
}

/** An emergency lifts the reserves whatever the rule says. */
const holds = (request: TransferPlanRequest, rule: PlanRule): boolean =>
  isRuleOn(request, rule) && !(rule === 'keepReserves' && request.emergency)

export const rulesOf = (request: TransferPlanRequest): TransferPlan['rules'] =>
  PLAN_RULE_NAMES.map((rule) => {
    const isOn = holds(request, rule)
    const [zh, en] = RULE_SENTENCES[rule][isOn ? 'on' : 'off']
    const sentence = { zh: `${PLAN_RULES[rule].zh}：${zh}`, en: `${PLAN_RULES[rule].en}: ${en}` }
    return { rule, isOn, sentence }
  })

export const assumptionsOf = ({
  request,
  stockpiles,
  retired,
  sites,
  items,
  kits,
}: PlanCase): Bilingual[] => {
  const { loadingMinutes, unloadingMinutes } = request
  const assumed = stockpiles.filter(({ areLorriesAssumed }) => areLorriesAssumed).length
  return [
    {
      zh: `装车 ${loadingMinutes} 分钟、卸车 ${unloadingMinutes} 分钟；各储备点同时开始装车。`,
      en: `Loading takes ${loadingMinutes} min, unloading ${unloadingMinutes} min; all stockpiles begin at once.`,
    },
    {
      zh: '行车时间为货车估算值；单件重量与体积为估算值。',
      en: 'Road times are estimates for a lorry; masses and volumes of goods are estimates.',
    },
    ...(items.some((item) => MATERIALS[item].drivesItself)
      ? [
          {
            zh: '自行机动车辆（移动泵车等）自计划起始时刻即出发，按货车车速计，不装车、不卸车、不占运输车辆。',
            en: 'Vehicles that drive themselves (pump lorries and the like) leave at the plan’s start, at a lorry’s speed; they are neither loaded nor unloaded and take no lorry.',
          },
        ]
      : []),
    ...(request.hired.some(({ stockpileId }) => stockpileId === undefined)
      ? [
          {
            zh: `社会车辆从待命地点空驶到储备点装车，只考虑路程最近的 ${MOST_STOCKPILES_OF_HIRED} 个储备点。`,
            en: `Hired lorries drive empty to the stockpile where they load, to one of the ${MOST_STOCKPILES_OF_HIRED} nearest by road.`,
          },
        ]
      : []),
    ...(retired.length > 0
      ? [
          {
            zh: `已停用的储备点不调出：${listText(
              retired.map((place) => localisedName(place, 'zh')),
              'zh',
            )}。`,
            en: `Retired stockpiles send nothing: ${listText(
              retired.map((place) => localisedName(place, 'en')),
              'en',
            )}.`,
          },
        ]
      : []),
    ...(kits.length > 0
      ? [
          {
            zh: '成套物资按整套计划：每套的全部部件从同一储备点、同一批车发出；同种部件先配成套，其余单独调拨；所证明的都以此为前提。',
            en: 'Kits are planned whole: all parts of each from one stockpile in one load; where its items are asked for by themselves too, kits come first. What is proved is proved of such plans.',
          },
        ]
      : []),
    ...(isRuleOn(request, 'oneStore')
      ? []
      : [
          {
            zh: `顺路装货逐处计时：空驶、每处装车 ${loadingMinutes} 分钟、各段路程相加。由只在本点装货的方案逐步改进得到，每一步都更好，但不保证是其中最好的。`,
            en: `A lorry that loads at several stores takes ${loadingMinutes} min at each, and all the ways between. Such plans are made from one in which each lorry loads at its own store, better step by step, not always the best there is.`,
          },
        ]),
    ...(assumed > 0
      ? [
          {
            zh: `${assumed} 个储备点未登记车辆，按其层级的默认车辆计算。`,
            en: `${assumed} stockpiles have no lorries on register; defaults of their tier stand in.`,
          },
        ]
      : []),
    ...(sites.some(({ delivery }) => delivery.how === 'middle')
      ? [
          {
            zh: '未指定卸货点的工程，按其中段临近道路处卸货计算；确认前请指定。',
            en: 'Works without a chosen unloading place are reached by road at their middle; choose one before confirming.',
          },
        ]
      : []),
  ]
}
