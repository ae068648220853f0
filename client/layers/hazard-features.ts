/** Closures and warnings as features of one source: areas, and points with a sign. */
import type { Bilingual, Language } from '../../data/bilingual.ts'
import { bboxOf, boxesMeet, REGION_BBOX } from '../../data/geometry.ts'
import type { RoadClosure } from '../../data/road-closure.ts'
import type { Closure } from '../../data/scenario.ts'
import { WARNING_KINDS, WARNING_LEVELS, type Warning } from '../../data/warning.ts'
import { collection, feature } from './geojson.ts'

/** `warning` is the colour of a warning's outline; '' for closures. */
const hazard = (area: Closure, name: string, isActive: boolean, warning = '') =>
  feature(area, { name, isActive, warning })

/** Statuses of CAP messages that are not meant in earnest. */
export const DRILL_STATUSES: Readonly<Record<string, Bilingual>> = {
  Exercise: { zh: '演习', en: 'EXERCISE' },
  Test: { zh: '测试', en: 'TEST' },
  System: { zh: '系统消息', en: 'SYSTEM' },
  Draft: { zh: '草稿', en: 'DRAFT' },
}

/** Nothing of ours can lie inside: the area does not even touch the city's rectangle. */
export const isOutside = ({ area }: Pick<Warning, 'area'>): boolean =>
  !boxesMeet(bboxOf(area), REGION_BBOX)

/** That a warning is not in earnest, and what it is; null where it is. */
export const drillText = (
  { origin: { status } }: Pick<Warning, 'origin'>,
  language: Language,
): string | null => {
  if (status === null || status === 'Actual') return null
  return DRILL_STATUSES[status]?.[language] ?? status
}

const DATE_TIME = /(\d{4})-(\d{2})-(\d{2}) (\d{2}:\d{2})/
const HYPHEN = '\u2011'
const SPACE = '\u00a0'

/** The map breaks long names at hyphens and spaces: a date stays in one piece. */
const withUnbrokenDate = (name: string): string =>
  name.replace(DATE_TIME, `$1${HYPHEN}$2${HYPHEN}$3${SPACE}$4`)

/** Those in force or still to come, and the one being drawn; what is over is not shown. */
export const hazardFeatures = (
  closures: readonly RoadClosure[],
  warnings: readonly Warning[],
  language: Language,
  drawn: Closure | null,
  now: number,
) =>
  collection([
    ...warnings
      .filter(({ isActive }) => isActive)
      .map((warning) => {
        const { colour, label } = WARNING_LEVELS[warning.level]
        const name = `${WARNING_KINDS[warning.kind][language]} ${label[language]}`
        const drill = drillText(warning, language)
        return hazard(warning.area, drill === null ? name : `${drill} · ${name}`, true, colour)
      }),
    ...closures
      .filter(({ isActive, from }) => isActive || Date.parse(from) > now)
      .map(({ area, name, isActive }) => hazard(area, withUnbrokenDate(name), isActive)),
    ...(drawn ? [hazard(drawn, '', false)] : []),
  ])
