/** Closures and warnings as features of one source: areas, and points with a sign. */
import type { Bilingual, Language } from '../../data/bilingual.ts'
import { saysClosed } from '../../data/closure-kind.ts'
import { type Bbox, bboxOf, boxesMeet } from '../../data/geometry.ts'
import type { RoadClosure } from '../../data/road-closure.ts'
import type { Closure } from '../../data/scenario.ts'
import type { Warning } from '../../data/warning.ts'
import { WARNING_KINDS, WARNING_LEVELS } from '../../data/warning-kind.ts'
import { clockText } from '../form/shanghai-time.ts'
import { collection, feature } from './geojson.ts'

interface HazardLook {
  readonly name: string
  /** What stands on the map: the name, and of a closure in force that it is one and until when. */
  readonly label?: string
  readonly isActive: boolean
  /** A closed stretch of road, without words. */
  readonly isLine?: boolean
  /** The answer that stands keeps clear of it. */
  readonly isObeyed?: boolean
  /** Colour of a warning's outline; '' for closures. */
  readonly warning?: string
}

type Shape = Closure | { type: 'MultiLineString'; coordinates: RoadClosure['lines'] }

const hazard = (area: Shape, look: HazardLook) =>
  feature(area, { label: look.name, isLine: false, isObeyed: false, warning: '', ...look })

/** Statuses of CAP messages that are not meant in earnest. */
export const DRILL_STATUSES: Readonly<Record<string, Bilingual>> = {
  Exercise: { zh: '演习', en: 'EXERCISE' },
  Test: { zh: '测试', en: 'TEST' },
  System: { zh: '系统消息', en: 'SYSTEM' },
  Draft: { zh: '草稿', en: 'DRAFT' },
}

/** Nothing of ours can lie inside: the area does not even touch the region's box, where that is known. */
export const isOutside = ({ area }: Pick<Warning, 'area'>, region: Bbox | null): boolean =>
  region !== null && area !== null && !boxesMeet(bboxOf(area), region)

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

const CLOSED: Bilingual = { zh: '封闭：', en: 'Closed: ' }
const UNTIL: Bilingual = { zh: ' 至 ', en: ' until ' }

/** "封闭：施工 至 06:00"; a name that says by itself that something is closed stands alone. */
const closureLabel = ({ name, until }: RoadClosure, language: Language, now: number): string => {
  const end = until === null ? '' : UNTIL[language] + clockText(Date.parse(until), now, language)
  return withUnbrokenDate((saysClosed(name) ? '' : CLOSED[language]) + name + end)
}

const NONE: ReadonlySet<string> = new Set()

/**
 * Those in force or still to come, and the one being drawn; what is over is not shown.
 * @param now milliseconds since 1970 UTC
 * @param obeyed ids of the closures that the answer on the map keeps clear of
 */
export const hazardFeatures = (
  closures: readonly RoadClosure[],
  warnings: readonly Warning[],
  language: Language,
  drawn: Closure | null,
  now: number,
  obeyed = NONE,
) =>
  collection([
    ...warnings
      .filter(({ isActive }) => isActive)
      .flatMap((warning) => {
        if (!warning.area) return []
        const { colour, label } = WARNING_LEVELS[warning.level]
        const name = `${WARNING_KINDS[warning.kind][language]} ${label[language]}`
        const drill = drillText(warning, language)
        const look = { isActive: true, warning: colour }
        const said = drill === null ? name : `${drill} · ${name}`
        return [hazard(warning.area, { ...look, name: said })]
      }),
    ...closures
      .filter(({ id, isActive, from }) => isActive || obeyed.has(id) || Date.parse(from) > now)
      .flatMap((closure) => {
        const isObeyed = obeyed.has(closure.id)
        const name = withUnbrokenDate(closure.name)
        const isActive = closure.isActive || isObeyed
        const label = isActive ? closureLabel(closure, language, now) : name
        const place = hazard(closure.area, { name, label, isActive, isObeyed })
        if (closure.lines.length === 0) return [place]
        const lines = { type: 'MultiLineString', coordinates: closure.lines } as const
        return [hazard(lines, { name: '', isLine: true, isActive }), place]
      }),
    ...(drawn ? [hazard(drawn, { name: '', isActive: false })] : []),
  ])
