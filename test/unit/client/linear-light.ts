export type Rgb = readonly [red: number, green: number, blue: number]

/** Linear light of a colour `#rrggbb` after IEC 61966-2-1 (sRGB). */
export const linearLight = (hex: string): Rgb => {
  const channel = (at: number): number => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}
