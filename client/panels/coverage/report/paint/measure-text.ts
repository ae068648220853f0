/** Measures text as the browser will set it. */
import { loadCharacters } from '../../../../chinese-font.ts'
import { FONT_FAMILY } from '../../../../theme.ts'
import type { MeasureText, TextStyle, Weight } from '../layout/primitives.ts'

/** Large enough that hinting and rounding do not count. */
const PROBE_PIXELS = 100
const WEIGHTS: readonly Weight[] = [400, 600]

/** Settles when this text can be measured and painted: neither waits for fonts by itself. */
export const loadReportFonts = async (text: string): Promise<void> => {
  const latin = WEIGHTS.map((weight) => document.fonts.load(`${weight} 20px "Noto Sans"`, text))
  await Promise.all([...latin, loadCharacters(text)])
}

/** Widths of lines in millimetres; each line is measured once. Load the fonts first. */
export const createMeasure = (): MeasureText => {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) throw new Error('the browser gives no canvas to measure text with')
  const shares = new Map<string, number>()
  const share = (text: string, { weight }: TextStyle): number => {
    const key = `${weight}${text}`
    const known = shares.get(key)
    if (known !== undefined) return known
    context.font = `${weight} ${PROBE_PIXELS}px ${FONT_FAMILY}`
    const measured = context.measureText(text).width / PROBE_PIXELS
    shares.set(key, measured)
    return measured
  }
  return (text, style) => share(text, style) * style.sizeMm
}
