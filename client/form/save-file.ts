/** Hands a text or bytes to the browser as a file. */
export const saveFile = (name: string, mediaType: string, content: ArrayBuffer | string): void => {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
