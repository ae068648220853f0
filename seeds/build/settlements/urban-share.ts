/**
 * Share of each county's people who live in its subdistricts and county seat. Assumptions: with
 * them 58 % of the city is urban, most in the city district and least in the farming counties.
 */
const URBAN_SHARES: Readonly<Record<string, number>> = {
  '370811': 0.78,
  '370812': 0.62,
  '370826': 0.5,
  '370831': 0.48,
  '370881': 0.57,
  '370883': 0.61,
}
const USUAL_SHARE = 0.51

export const urbanShareOf = (countyCode: string): number => URBAN_SHARES[countyCode] ?? USUAL_SHARE
