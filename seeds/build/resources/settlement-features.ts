/** Settlements as features: where people live, for the coverage analysis. */
import type { ResourceFeature } from '../../../data/resource.ts'
import { settlementResource } from '../../../data/resources/settlement.ts'
import type { Settlement } from '../settlements/settlement.ts'
import { checkedFeature, generatedTraits } from './feature.ts'
import { rounded } from './plane.ts'

export const settlementFeatures = (
  settlements: readonly Settlement[],
): ResourceFeature<typeof settlementResource>[] =>
  settlements.map(({ id, kind, longitude, latitude, people, areaClass, ...settlement }) =>
    checkedFeature(settlementResource, {
      type: 'Feature',
      id,
      geometry: { type: 'Point', coordinates: rounded([longitude, latitude]) },
      properties: {
        name: settlement.nameZh,
        nameEn: settlement.nameEn,
        countyCode: settlement.countyCode,
        townCode: settlement.townCode,
        kind,
        areaClass,
        people,
        ...generatedTraits,
        verifiedAt: null,
      },
    }),
  )
