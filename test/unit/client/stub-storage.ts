import { vi } from 'vitest'

/** Puts a storage area of a browser in place. @returns what it holds, by key. */
export const stubStorage = (
  area: 'localStorage' | 'sessionStorage',
  entries: Record<string, string>,
): Record<string, string> => {
  vi.stubGlobal(area, {
    getItem: (key: string) => entries[key] ?? null,
    setItem: (key: string, text: string) => {
      entries[key] = text
    },
    removeItem: (key: string) => {
      delete entries[key]
    },
  })
  return entries
}
