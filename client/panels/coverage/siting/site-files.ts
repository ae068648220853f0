/** Proposed sites as files. */
import type { Language } from '../../../../data/bilingual.ts'
import { csvText, csvTextCell } from '../../../../data/csv.ts'
import type { SitingAnswer } from '../../../../data/siting.ts'
import { localisedName } from '../../../form/localised-name.ts'
import type { Translate } from '../../../i18n/text.ts'

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
        csvTextCell(t(`siting.kinds.${site.kind}`)),
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
