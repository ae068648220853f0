/** Pasted places read by the page itself, while there is no service that reads them. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import type { Bbox } from '../../../data/geometry.ts'
import { plainMarks } from '../../../data/pasted/plain-marks.ts'
import { type Arithmetic, placeFeatures, readPasted } from '../../../data/pasted/read-pasted.ts'
import type { SearchFeature } from '../../../data/search.ts'
import { bd09OfMetres, inWgs84 } from '../../form/coordinate-systems.ts'

/** Two numbers of as many digits as metres of Gauss-Krüger have. */
const METRES = /(?<![\d.+-])\d{6,8}(?:\.\d+)?[^\d]{1,20}\d{6,8}(?:\.\d+)?(?![\d.])/

const METRES_WAIT: Bilingual = {
  zh: '平面坐标（米）要等连接恢复后才能换算',
  en: 'metres can be converted only when the connection is back',
}

const ARITHMETIC: Arithmetic = { inWgs84, bd09OfMetres, metresIn: () => null }

interface ReadHere {
  readonly features: readonly SearchFeature[]
  /** Why a text that speaks of coordinates holds no place. */
  readonly problem: string | null
}

const NOTHING: ReadHere = { features: [], problem: null }

/** @param region of the installation; `null` where it is not known. */
export const readHere = (text: string, region: Bbox | null, language: Language): ReadHere => {
  const pasted = readPasted(text, region, ARITHMETIC)
  if (pasted && 'places' in pasted) return { features: placeFeatures(pasted.places), problem: null }
  if (METRES.test(plainMarks(text))) return { features: [], problem: METRES_WAIT[language] }
  if (pasted === null || pasted.mayBeName) return NOTHING
  return { features: [], problem: pasted.problem[language] }
}
