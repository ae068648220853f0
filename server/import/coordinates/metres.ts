/** Pairs of Gauss-Krüger metres in a text, as surveyors write them: X the northing, Y the easting. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { LonLat } from '../../../data/geometry.ts'
import { placeInCrs84 } from '../../features/crs.ts'
import { plainMarks } from './plain-marks.ts'

const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/'

interface Zone {
  readonly crs: string
  readonly name: Bilingual
}

/** What eight digits of easting begin with. */
const ZONES: Readonly<Record<string, Zone>> = {
  39: { crs: `${EPSG}4527`, name: { zh: '3°带第39带', en: '3° zone 39' } },
  20: { crs: `${EPSG}4498`, name: { zh: '6°带第20带', en: '6° zone 20' } },
}

const WITHOUT_ZONE: Zone = {
  crs: `${EPSG}4548`,
  name: { zh: '横坐标不带带号，按中央经线117°', en: 'no zone in the easting, meridian 117° taken' },
}

/** UTM's zone here; its meridian is that of Gauss-Krüger without a zone, its metres are longer. */
const UTM =
  /(?<![a-z])utm(?![a-z])\s*(?:zone|第)?\s*(?:(\d{1,2})(?!\d))?|(?<![\d.])(\d{2})\s*[NS](?=[\s,:]+[\d.]+\s*m?E?[\s,]+\d{6})/i
const UTM_ZONE = 50
const UTM_SCALE = 0.9996
const FALSE_EASTING_METRES = 500_000

export interface MetresRead {
  place: LonLat
  reading: Bilingual
  /** Whether a label or decimals say so: a division code beside a telephone number has as many digits. */
  isLabelled: boolean
}

const NUMBER = '(?<![\\d.+-])(\\d{6,8})(\\.\\d+)?(?!\\.?\\d)'
/** Labels of either axis, units, and whatever parts two numbers. */
const PAIR = new RegExp(`${NUMBER}([\\s,/:=xynem米纵横坐标縱橫座標北东東值]*)${NUMBER}`, 'i')
const LABEL = /[xyne]\s*[:=]?\s*$|[北东東]坐?标?\s*[:=]?\s*$|坐标\s*[:=]?\s*$/i

const ofUtm = (
  zone: string | undefined,
  easting: number,
  northing: number,
): MetresRead | Bilingual => {
  const isHere = zone === undefined || Number(zone) === UTM_ZONE
  const x = (easting - FALSE_EASTING_METRES) / UTM_SCALE + FALSE_EASTING_METRES
  const place = isHere ? placeInCrs84([x, northing / UTM_SCALE], WITHOUT_ZONE.crs) : null
  if (!place) {
    return {
      zh: `UTM${zone ? `第 ${zone} 带` : ''}坐标 ${easting}，${northing} 不在本图所在的第 ${UTM_ZONE} 带内，未作换算`,
      en: `UTM coordinates ${easting}, ${northing}${zone ? ` of zone ${zone}` : ''} do not lie in zone ${UTM_ZONE}, which this map lies in, and are not converted`,
    }
  }
  return {
    ...{ place, isLabelled: true },
    reading: {
      zh: `按 UTM 第 ${UTM_ZONE} 带平面坐标解读，七位数为北坐标`,
      en: `Read as metres of UTM zone ${UTM_ZONE}, the seven digits as the northing`,
    },
  }
}

/**
 * The place of the first pair of such numbers: seven digits are the northing, whichever comes first.
 * @returns `null` where there is none, a sentence where its zone is none of this map's.
 */
export const metresIn = (text: string): MetresRead | Bilingual | null => {
  const plain = plainMarks(text)
  const found = PAIR.exec(plain)
  if (!found) return null
  const [, first = '', fraction, between = '', second = '', otherFraction] = found
  const numbers = [
    { digits: first, value: Number(first + (fraction ?? '')) },
    { digits: second, value: Number(second + (otherFraction ?? '')) },
  ]
  const northing = numbers.find(({ digits }) => digits.length === 7)
  const easting = numbers.find(({ digits }) => digits.length !== 7)
  if (!northing || !easting) return null
  const utm = UTM.exec(plain)
  if (utm) return ofUtm(utm[1] ?? utm[2], easting.value, northing.value)
  const isLabelled =
    fraction !== undefined ||
    otherFraction !== undefined ||
    LABEL.test(between) ||
    LABEL.test(plain.slice(0, found.index))
  const { digits, value } = easting
  const zone = digits.length === 6 ? WITHOUT_ZONE : ZONES[digits.slice(0, 2)]
  if (!zone && !isLabelled) return null
  if (!zone) {
    return {
      zh: `横坐标 ${digits} 的带号 ${digits.slice(0, 2)} 不是本图所在的带：应为 39（3°带）或 20（6°带），或不带带号的六位数`,
      en: `the easting ${digits} begins with zone ${digits.slice(0, 2)}, which this map does not lie in: zone 39 (of 3°) or 20 (of 6°) is wanted, or six digits without`,
    }
  }
  const place = placeInCrs84([value, northing.value], zone.crs)
  if (!place && !isLabelled) return null
  if (!place) {
    return {
      zh: `X=${northing.value}，Y=${value} 超出 CGCS2000 高斯-克吕格投影（${zone.name.zh}）的范围`,
      en: `X=${northing.value}, Y=${value} lies outside Gauss-Krüger CGCS2000 (${zone.name.en})`,
    }
  }
  return {
    place,
    isLabelled,
    reading: {
      zh: `按 CGCS2000 高斯-克吕格平面坐标解读，七位数为纵坐标 X（${zone.name.zh}）`,
      en: `Read as Gauss-Krüger metres of CGCS2000, the seven digits as the northing (${zone.name.en})`,
    },
  }
}
