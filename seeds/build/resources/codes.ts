const CODE_DIGITS = 3

/** Gives out codes such as WJZ-370826-012: a prefix, the county, a number within the county. */
export const createCodes = (prefix: string): ((countyCode: string) => string) => {
  const counts = new Map<string, number>()
  return (countyCode) => {
    const number = (counts.get(countyCode) ?? 0) + 1
    counts.set(countyCode, number)
    return `${prefix}-${countyCode}-${String(number).padStart(CODE_DIGITS, '0')}`
  }
}
