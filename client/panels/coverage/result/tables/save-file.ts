/** Formats in which a table of the result can be had. */
export const TABLE_FORMATS = {
  csv: { label: 'CSV', mediaType: 'text/csv;charset=utf-8' },
  xlsx: {
    label: 'Excel',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  geojson: { label: 'GeoJSON', mediaType: 'application/geo+json' },
} as const

export type TableFormat = keyof typeof TABLE_FORMATS

/** Hands bytes to the browser as a file. */
export const saveFile = (name: string, mediaType: string, bytes: ArrayBuffer): void => {
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
