/** What is made of a siting answer: its gap in words, the bend of its curve, files, changes. */
import type { Language } from '../../../../data/bilingual.ts'
import { csvText, csvTextCell } from '../../../../data/csv.ts'
import { SITE_KINDS, type SitingAnswer } from '../../../../data/siting.ts'
import { localisedName } from '../../../../data/wording.ts'
import type { Translate } from '../../../i18n/text.ts'

const GAP_DECIMALS = 2

/** Rounded up: the page never says that an answer is closer to the best than was proved. */
export const gapText = (gapPercent: number): string => {
  const scale = 10 ** GAP_DECIMALS
  return (Math.ceil(gapPercent * scale) / scale).toFixed(GAP_DECIMALS)
}

/** Where a curve bends: the point farthest from the straight line between its ends. */

export interface CurvePoint {
  readonly sites: number
  readonly people: number
}

/** Number of sites at the bend; null where the curve has none. A rule of thumb, no optimum. */
export const kneeOf = (curve: readonly CurvePoint[]): number | null => {
  const [first, last] = [curve[0], curve.at(-1)]
  if (!first || !last || curve.length < 3 || last.people === first.people) return null
  let best: { sites: number; height: number } | null = null
  for (const { sites, people } of curve) {
    const along = (sites - first.sites) / (last.sites - first.sites)
    const height = (people - first.people) / (last.people - first.people) - along
    if (height > 0 && (best === null || height > best.height)) best = { sites, height }
  }
  return best?.sites ?? null
}

export const sitesCsv = (
  { sites, notice }: SitingAnswer,
  language: Language,
  t: Translate<'planning'>,
): string =>
  csvText(
    [
      [
        t('siting.rank'),
        t('siting.place'),
        language === 'zh' ? '类别' : 'Kind',
        language === 'zh' ? '经度' : 'longitude',
        language === 'zh' ? '纬度' : 'latitude',
        t('siting.won'),
      ].map(csvTextCell),
      ...sites.map((site) => [
        String(site.rank),
        csvTextCell(localisedName(site, language)),
        csvTextCell(SITE_KINDS[site.kind][language]),
        String(site.lon),
        String(site.lat),
        String(site.peopleWon),
      ]),
    ],
    notice?.[language] ?? null,
  )

export const sitesGeojson = ({ sites, notice, query, revision }: SitingAnswer): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    notice,
    revision,
    query,
    features: sites.map(({ lon, lat, ...properties }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties,
    })),
  })
