/** Pairs of Gauss-Krüger metres in a text, as surveyors write them: X the northing, Y the easting. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Bbox } from '../../../data/geometry.ts'
import { plainMarks } from '../../../data/pasted/plain-marks.ts'
import type { PlaceOfMetres } from '../../../data/pasted/read-pasted.ts'
import type { Zone } from '../../features/zones.ts'
import { placeInZone, utmZoneOf, zoneFitting, zonesOfRegion } from './gauss-kruger.ts'

const zoneName = ({ width, number, meridian }: Zone): Bilingual =>
  number === null
    ? {
        zh: `横坐标不带带号，按中央经线${meridian}°`,
        en: `no zone in the easting, meridian ${meridian}° taken`,
      }
    : { zh: `${width}°带第${number}带`, en: `${width}° zone ${number}` }

/** UTM's meridian is that of Gauss-Krüger's zone of six degrees, its metres are longer. */
const UTM =
  /(?<![a-z])utm(?![a-z])\s*(?:zone|第)?\s*(?:(\d{1,2})(?!\d))?|(?<![\d.])(\d{2})\s*[NS](?=[\s,:]+[\d.]+\s*m?E?[\s,]+\d{6})/i
const UTM_SCALE = 0.9996
const FALSE_EASTING_METRES = 500_000

interface MetresRead extends PlaceOfMetres {
  /** `null` for UTM. */
  zone: Zone | null
}

const NUMBER = '(?<![\\d.+-])(\\d{6,8})(\\.\\d+)?(?!\\.?\\d)'
/** Of six to eight digits, whose thousands are set apart: 3,920,713.164. */
const THOUSANDS =
  /(?<![\d.,])\d{1,3}(?:,\d{3}){1,2}\.\d+(?![\d,])|(?<![\d.,])\d{1,2}(?:,\d{3}){2}(?![\d.,])/g
/** Labels of either axis, units, and whatever parts two numbers. */
const PAIR = new RegExp(`${NUMBER}([\\s,/:=xynem米纵横坐标縱橫座標北东東值轴軸]*)${NUMBER}`, 'i')
const LABEL = /[xyne][轴軸]?\s*[:=]?\s*$|[北东東]坐?标?\s*[:=]?\s*$|坐标\s*[:=]?\s*$/i

const ofUtm = (
  zone: string | undefined,
  easting: number,
  northing: number,
  region: Bbox,
): MetresRead | Bilingual => {
  const here = utmZoneOf(region)
  const isHere = zone === undefined || Number(zone) === here
  const x = (easting - FALSE_EASTING_METRES) / UTM_SCALE + FALSE_EASTING_METRES
  const meridian = here * 6 - 183
  const place = isHere
    ? placeInZone(northing / UTM_SCALE, x, { width: 6, number: null, meridian })
    : null
  if (!place) {
    return {
      zh: `UTM${zone ? `第 ${zone} 带` : ''}坐标 ${easting}，${northing} 不在本图所在的第 ${here} 带内，未作换算`,
      en: `UTM coordinates ${easting}, ${northing}${zone ? ` of zone ${zone}` : ''} do not lie in zone ${here}, which this map lies in, and are not converted`,
    }
  }
  return {
    ...{ place, zone: null, isLabelled: true },
    reading: {
      zh: `按 UTM 第 ${here} 带平面坐标解读，七位数为北坐标`,
      en: `Read as metres of UTM zone ${here}, the seven digits as the northing`,
    },
  }
}

/**
 * The place of the first pair of such numbers: seven digits are the northing, whichever comes first.
 * @param region for what has no zone's number.
 * @returns `null` where there is none, a sentence where its zone is none of the region's.
 */
export const metresIn = (text: string, region: Bbox): MetresRead | Bilingual | null => {
  const plain = plainMarks(text)
    .replace(/(?<![a-z])(north|east)ing(?![a-z])/gi, (word) => word.charAt(0))
    .replace(THOUSANDS, (number) => number.replaceAll(',', ''))
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
  if (utm) return ofUtm(utm[1] ?? utm[2], easting.value, northing.value, region)
  const isLabelled =
    fraction !== undefined ||
    otherFraction !== undefined ||
    LABEL.test(between) ||
    LABEL.test(plain.slice(0, found.index))
  const { digits, value } = easting
  const zones = zonesOfRegion(region)
  const zone =
    digits.length === 6
      ? zoneFitting(northing.value, value, region)
      : zones.find(({ number }) => number === Number(digits.slice(0, 2)))
  if (!zone && !isLabelled) return null
  if (!zone) {
    const wanted = (of: string): string =>
      zones.map(({ number, width }) => `${number}${of.replace('3', String(width))}`).join('、')
    return {
      zh: `横坐标 ${digits} 的带号 ${digits.slice(0, 2)} 不是本图所在的带：应为 ${wanted('（3°带）')}，或不带带号的六位数`,
      en: `the easting ${digits} begins with zone ${digits.slice(0, 2)}, which this map does not lie in: ${wanted(' (of 3°)').replaceAll('、', ', ')} is wanted, or six digits without`,
    }
  }
  const place = placeInZone(northing.value, value, zone)
  if (!place && !isLabelled) return null
  if (!place) {
    return {
      zh: `X=${northing.value}，Y=${value} 超出 CGCS2000 高斯-克吕格投影（${zoneName(zone).zh}）的范围`,
      en: `X=${northing.value}, Y=${value} lies outside Gauss-Krüger CGCS2000 (${zoneName(zone).en})`,
    }
  }
  return {
    place,
    zone,
    isLabelled,
    reading: {
      zh: `按 CGCS2000 高斯-克吕格平面坐标解读，七位数为纵坐标 X（${zoneName(zone).zh}）`,
      en: `Read as Gauss-Krüger metres of CGCS2000, the seven digits as the northing (${zoneName(zone).en})`,
    },
  }
}
