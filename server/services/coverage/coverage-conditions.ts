/** Under which conditions a coverage was computed, in lines for below a table. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { COUNTED } from '../../../data/counted.ts'
import type { CoverageAnswer, CoverageQuery } from '../../../data/coverage.ts'
import { EQUIPMENT } from '../../../data/equipment.ts'
import { PROFILES } from '../../../data/profile.ts'
import { PROVENANCE_OPTIONS } from '../../../data/provenance.ts'
import { stationResource } from '../../../data/resources/station.ts'
import { AREA_CLASS_NAMES, AREA_CLASSES } from '../../../data/standards.ts'
import { countsText, durationText } from '../../../data/wording.ts'

/** Of an answer about coverage, or of one that rests on it. */
interface Conditions extends Pick<CoverageAnswer, 'sent' | 'obeyed' | 'network'> {
  readonly query: Omit<CoverageQuery, 'parts'>
  /** Left out where an answer does not tell. */
  readonly closedSegments?: number
}

const line = (words: (language: Language) => string): Bilingual => ({
  zh: words('zh'),
  en: words('en'),
})

const standardLine = ({ query: { standards } }: Conditions): Bilingual =>
  line((language) => {
    const limits = AREA_CLASS_NAMES.map(
      (name) => `${AREA_CLASSES[name].label[language]} ${durationText(standards[name], language)}`,
    )
    return language === 'zh'
      ? `标准：接警后 ${limits.join('、')}内到达`
      : `Standard, from the call: ${limits.join(', ')}`
  })

/** Which stations count, and what is asked of them. */
const stationLines = ({ query: { filter } }: Conditions): Bilingual[] => {
  const { counted, by, minimumGrade, due, equipment } = filter
  const who = COUNTED[counted]
  const lines: Bilingual[] = [
    {
      zh: `计入站点：${who.zh}${by === null ? '' : `，未投用的只计计划 ${by} 前投用的`}`,
      en: `Stations: ${who.en}${by === null ? '' : `; of those not open, what is to open by ${by}`}`,
    },
  ]
  if (Object.keys(equipment).length > 0) {
    lines.push({
      zh: `装备：${countsText(equipment, EQUIPMENT, 'zh')}`,
      en: `Gear: ${countsText(equipment, EQUIPMENT, 'en')}`,
    })
  }
  if (minimumGrade !== null) {
    const { zh, en } = stationResource.fields.grade.options[minimumGrade].label
    lines.push({ zh: `等级：${zh}及以上`, en: `Grade: ${en} or higher` })
  }
  if (due > 1) {
    lines.push({ zh: `达标条件：第 ${due} 支到达`, en: `In time when crew number ${due} is there` })
  }
  return lines
}

const scenarioLines = ({ query: { scenario } }: Conditions): Bilingual[] => {
  const { add, remove, move, change, close } = scenario
  const counts = [add, remove, move, change, close].map(({ length }) => length)
  if (counts.every((count) => count === 0)) return []
  const [added, removed, moved, changed, closed] = counts
  return [
    {
      zh: `方案改动：新增 ${added} 站、停用 ${removed} 站、迁移 ${moved} 站、调整 ${changed} 站、封路 ${closed} 处`,
      en: `Scenario: ${added} stations added, ${removed} closed, ${moved} moved, ${changed} changed, ${closed} road closures`,
    },
  ]
}

/** Beside moment, periods and revision: standard, vehicle, stations, closures, scenario, roads. */
export const conditionLines = (answer: Conditions): Bilingual[] => {
  const { query, sent, obeyed, closedSegments, network } = answer
  const provenance = PROVENANCE_OPTIONS[network.provenance].label
  return [
    standardLine(answer),
    line((language) => {
      const vehicle = PROFILES[query.profile].label[language]
      return language === 'zh' ? `车辆：${vehicle}` : `Vehicle: ${vehicle}`
    }),
    ...stationLines(answer),
    ...(sent.length === 0
      ? []
      : [
          {
            zh: `未计入已出动的 ${sent.length} 个站：${sent.map(({ name }) => name).join('、')}`,
            en: `Without ${sent.length} stations that are out: ${sent.map(({ name, nameEn }) => nameEn ?? name).join(', ')}`,
          },
        ]),
    query.obeyClosures
      ? {
          zh: `封路：避开当时生效的 ${obeyed.length} 处${closedSegments === undefined ? '' : `，共封闭 ${closedSegments} 段道路`}`,
          en: `Closures: ${obeyed.length} in force then are avoided${closedSegments === undefined ? '' : `, ${closedSegments} stretches of road closed in all`}`,
        }
      : { zh: '封路：不避开', en: 'Closures: not avoided' },
    ...scenarioLines(answer),
    {
      zh: `道路网：${network.id}（${provenance.zh}）；车速按道路等级和车型取定值，不含实时路况`,
      en: `Roads: ${network.id} (${provenance.en}); speeds by class of road and vehicle, without the traffic of the moment`,
    },
  ]
}
