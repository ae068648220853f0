/** Texts of the card of a station on the planner's map, and of what is added there. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { listText } from '../../../data/wording.ts'
import type { Uncounted } from '../../layers/uncounted.ts'

export const STATION_CARD_TEXTS = {
  name: { zh: '站点名称', en: 'Name of the station' },
  close: { zh: '停用', en: 'Close' },
  takeAway: { zh: '撤去', en: 'Take away' },
  restore: { zh: '取消修改', en: 'Take back' },
  move: { zh: '迁移', en: 'Move' },
  more: { zh: '等级、装备…', en: 'Grade, gear…' },
  details: { zh: '登记资料', en: 'Record' },
  duty: { zh: '值班', en: 'Duty' },
  from: { zh: '上班时间', en: 'On duty from' },
  until: { zh: '下班时间', en: 'On duty until' },
  crew: { zh: '在岗人数', en: 'Crew on duty' },
  status: { zh: '状态', en: 'Status' },
  removed: { zh: '方案中停用', en: 'Closed in this scenario' },
  moved: { zh: '方案中迁移', en: 'Moved in this scenario' },
  added: { zh: '方案新增', en: 'Added by this scenario' },
  addedGrade: { zh: '新增站点的等级', en: 'Class of the new station' },
  outfit: {
    zh: '人员和装备取现有同级站的中位数，之后可改',
    en: 'Crew and gear are the median of present stations of that class, and can be changed',
  },
  now: { zh: '现在', en: 'now' },
} as const satisfies Record<string, Bilingual>

/**
 * Why moving a station changes nothing, or nothing on the map.
 * @param momentCount how many moments are asked about
 */
export const uncountedText = (
  uncounted: readonly Uncounted[],
  momentCount: number,
  language: Language,
): string => {
  const names = listText(
    uncounted.map(({ moment }) => moment.name[language]),
    language,
  )
  const reasons = [...new Set(uncounted.map(({ reason }) => reason[language]))]
  const why = listText(reasons, language)
  const isAll = uncounted.length === momentCount
  if (isAll) {
    return language === 'zh'
      ? `不计入（${why}）：迁移它不改变任何结果。可改值班、人员或状态，或改上方“计入站点”。`
      : `Not counted (${why}): moving it changes nothing. Change its duty, crew or status, or which stations count, above.`
  }
  const isSeen = uncounted.some(({ moment }) => moment.isLookedAt)
  if (language === 'zh') {
    return `${names}不计入（${why}）${isSeen ? '：地图与缺口不随它变化，其他时段会变' : ''}。`
  }
  return `Not counted by ${names} (${why})${isSeen ? ': map and gaps do not follow it, other periods do' : ''}.`
}
