/** A photo made small enough to be sent over a bad connection: drawn anew, which leaves only the picture. */
import { MOST_PHOTO_BYTES } from '../../data/load-link-limits.ts'

const MOST_SIDE_PIXELS = 1600
const QUALITIES = [0.82, 0.6, 0.4] as const

const loaded = async (file: Blob): Promise<HTMLImageElement> => {
  const image = new Image()
  image.src = URL.createObjectURL(file)
  try {
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(image.src)
  }
}

/** Upright, as the camera was held. @throws Error for what the browser cannot draw. */
export const smallPhoto = async (file: Blob): Promise<Blob> => {
  const image = await loaded(file)
  const { naturalWidth, naturalHeight } = image
  const scale = Math.min(1, MOST_SIDE_PIXELS / Math.max(naturalWidth, naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(naturalHeight * scale))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('nothing can be drawn')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  for (const quality of QUALITIES) {
    const drawn = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', quality)
    })
    if (drawn && drawn.size <= MOST_PHOTO_BYTES) return drawn
  }
  throw new Error('it stays too large')
}
