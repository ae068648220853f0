/** The system that coordinates are taken in: what a text says of it, and how far another would be off. */
import type { Bilingual } from '../bilingual.ts'
import { COORDINATE_SYSTEMS, type CoordinateSystem } from '../coordinate-system.ts'
import { haversineMetres, type LonLat } from '../geometry.ts'
import type { PastedSystem } from '../search.ts'

/** WGS-84 degrees of the same place; both longitude first. */
export type InWgs84 = (numbers: LonLat, system: CoordinateSystem) => LonLat

/** What else coordinates may be in: no map but Baidu's has Baidu's. */
const OTHERS: Readonly<Record<PastedSystem['certainty'], readonly CoordinateSystem[]>> = {
  told: [],
  assumed: ['wgs84', 'gcj02'],
  unknown: ['wgs84', 'gcj02', 'bd09'],
}

/** A map's word is that of its system beside coordinates, before or after them: not in 百度大厦. */
const wordOf = (maps: string): string =>
  `(?:${maps})(?=的?(?:地图|地圖|坐标|座標|经纬|經緯|定位|导航|導航|拾取)|[\\s:：,，)）]*(?:[\\d（(]|[东東北]?[经經纬緯]|[NE]\\s*\\d|lng|lat|lon))|(?<=[\\d°'"′″NE][\\s,，、（(]*)(?:${maps})(?=[\\s)）。，,]*$)`

/** A text that names a system, or whose map the numbers are from. */
const SYSTEM_NAMES: readonly (readonly [RegExp, CoordinateSystem])[] = [
  [
    new RegExp(
      `gcj-?\\s?02|火星坐标|火星座標|国测局(?:坐标)?|${wordOf('高德|腾讯|騰訊|amap|gaode|tencent')}`,
      'gi',
    ),
    'gcj02',
  ],
  [new RegExp(`bd-?\\s?09(?:ll)?|${wordOf('百度|baidu')}`, 'gi'), 'bd09'],
  [/wgs-?\s?84|cgcs-?\s?2000|国家2000|國家2000|epsg:(?:4326|4490)/gi, 'wgs84'],
]

/** Systems whose distance from ours differs from place to place and is published nowhere. */
const OLD_SYSTEMS =
  /(?:西安|xi'?an|北京|beijing|bj)[\s-]*(?:19)?(?:80|54)(?!\d)(?:坐标系?|年)?|(?<!\d)(?:19)?(?:80年?西安|54年?北京)(?:坐标系?)?/gi

/** What is said of numbers in one of these, instead of how far they were moved. */
export const NOT_CONVERTED: Bilingual = {
  zh: '西安80、北京54 坐标在这里不能准确换算，所标位置会有偏差，请核对',
  en: 'Coordinates of Xian 80 or Beijing 54 cannot be converted exactly here: the place is off, check it',
}

interface NamedSystem {
  /** The one system that the text names, of those that are converted. */
  system: CoordinateSystem | null
  /** It names one that is not. */
  isOld: boolean
  /** The text without the digits of their names. */
  rest: string
}

export const namedSystem = (text: string): NamedSystem => {
  const withoutOld = text.replace(OLD_SYSTEMS, ' ')
  const named = SYSTEM_NAMES.filter(([pattern]) => withoutOld.search(pattern) >= 0)
  return {
    system: named.length === 1 ? named[0]![1] : null,
    isOld: text.search(OLD_SYSTEMS) >= 0,
    rest: named.reduce((left, [pattern]) => left.replace(pattern, ' '), withoutOld),
  }
}

/** Less than this is no difference to anybody. */
const LEAST_SHIFT_METRES = 1

export const pastedSystem = (
  numbers: LonLat,
  system: CoordinateSystem,
  certainty: PastedSystem['certainty'],
  inWgs84: InWgs84,
): PastedSystem => {
  const others = OTHERS[certainty].filter((other) => other !== system)
  const positions = [system, ...others].map((each) => ({
    system: each,
    position: inWgs84(numbers, each),
  }))
  const [taken] = positions as [(typeof positions)[number]]
  const readings = positions.map(({ system: each, position: [longitude, latitude] }) => ({
    system: each,
    position: [longitude, latitude] as [number, number],
    metres: Math.round(haversineMetres(...taken.position, longitude, latitude)),
  }))
  // Abroad GCJ-02 is WGS-84, and who pastes coordinates of there has them of another map than Baidu's.
  const isShifted = readings.some(
    ({ system: each, metres }) => each !== 'bd09' && metres >= LEAST_SHIFT_METRES,
  )
  return { system, certainty, readings: isShifted ? readings : readings.slice(0, 1) }
}

/** What is said of the system; nothing where it makes no difference. */
export const systemReading = (
  numbers: LonLat,
  { system, certainty, readings }: PastedSystem,
): Bilingual | null => {
  const name = COORDINATE_SYSTEMS[system]
  const [taken, ...others] = readings
  if (certainty === 'told') {
    const metres = Math.round(haversineMetres(...numbers, ...taken!.position))
    return metres < LEAST_SHIFT_METRES
      ? { zh: `${name.zh}坐标`, en: `${name.en} coordinates` }
      : {
          zh: `${name.zh}坐标，已换算为 WGS-84（移动 ${metres} 米）`,
          en: `${name.en} coordinates, moved ${metres} m into WGS-84`,
        }
  }
  const ifOther = others.map(({ system: other, metres }) => ({
    zh: `若为${COORDINATE_SYSTEMS[other].zh}，位置相差 ${metres} 米`,
    en: `were it ${COORDINATE_SYSTEMS[other].en}, the place would be ${metres} m off`,
  }))
  if (ifOther.length === 0) return null
  const taking =
    certainty === 'assumed'
      ? { zh: `假定为${name.zh}坐标`, en: `${name.en} assumed` }
      : { zh: `坐标系未知，按 ${name.zh}`, en: `system not known, ${name.en} assumed` }
  return {
    zh: [taking, ...ifOther].map(({ zh }) => zh).join('；'),
    en: [taking, ...ifOther].map(({ en }) => en).join('; '),
  }
}
