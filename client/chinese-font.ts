/** Loads the bundled Chinese font on machines that have none, and only there. */

const SIDE_PX = 32
/** A character of every Chinese font, and one that no font has (a noncharacter). */
const CHINESE = '济'
const UNASSIGNED = '\u{10FFFE}'

const drawn = (context: CanvasRenderingContext2D, character: string): string => {
  context.clearRect(0, 0, SIDE_PX, SIDE_PX)
  context.fillText(character, 0, SIDE_PX * 0.8)
  return context.getImageData(0, 0, SIDE_PX, SIDE_PX).data.join()
}

/** A missing character is drawn as the same box whichever it is. */
const hasChineseFont = (): boolean => {
  const canvas = document.createElement('canvas')
  canvas.width = SIDE_PX
  canvas.height = SIDE_PX
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return true
  context.font = `${SIDE_PX * 0.75}px sans-serif`
  return drawn(context, CHINESE) !== drawn(context, UNASSIGNED)
}

let bundled: Promise<unknown> | undefined

/** Settles when Chinese text can be drawn; the font arrives in pieces, as characters need them. */
export const loadChineseFontIfMissing = async (): Promise<void> => {
  if (bundled === undefined && hasChineseFont()) return
  bundled ??= import('@fontsource/noto-sans-sc/400.css')
  await bundled
}

/** Makes sure that these characters can be drawn on a canvas, which does not wait for fonts. */
export const loadCharacters = async (text: string): Promise<void> => {
  await loadChineseFontIfMissing()
  if (bundled === undefined) return
  await document.fonts.load('48px "Noto Sans SC"', [...new Set(text)].join(''))
}
