/** Water sources of the demonstration: hydrants and tanks beside settlements, intakes on the banks of rivers. */
import type { LonLat } from '../../data/geometry.ts'
import type { FeatureOf } from '../../server/store/features.ts'
import type { Town } from '../build/facts.ts'
import { integerBetween, numberBetween, pickOne, type Random, randomOf } from '../build/random.ts'
import { daysBeforeReference, generatedTraits } from '../build/resources/feature.ts'
import { createCodes, createCounter, phoneBlock, townOffice } from '../build/resources/labels.ts'
import {
  eastNorthOf,
  finePointAt,
  metresBetween,
  moved,
  nearestOnLine,
} from '../build/resources/plane.ts'
import type { Region } from '../build/resources/region.ts'
import { placeBeside, settlementsByTown } from '../build/resources/settlements-by-town.ts'
import type { SeedOf } from '../seed-state.ts'

type Source = FeatureOf<'water-sources'>['properties']

const NAMES = {
  hydrant: { zh: '消火栓', en: 'Hydrant' },
  crane: { zh: '消防水鹤', en: 'Water Crane' },
  tank: { zh: '消防水池', en: 'Tank' },
  well: { zh: '机井', en: 'Well' },
  'open-water': { zh: '取水点', en: 'Intake' },
} as const satisfies Record<Source['kind'], unknown>

/** Invented: litres per second, and cubic metres where water is kept. */
const FIGURES: Readonly<
  Record<
    Source['kind'],
    { flow: readonly [number, number]; volume: readonly [number, number] | null }
  >
> = {
  hydrant: { flow: [10, 30], volume: null },
  crane: { flow: [30, 60], volume: null },
  tank: { flow: [15, 40], volume: [100, 600] },
  well: { flow: [8, 20], volume: null },
  'open-water': { flow: [40, 120], volume: null },
}
const VOLUME_STEP = 10
/** A river farther from the seat of a town gives it no intake. */
const RIVER_METRES = 6000
const BANK_METRES = 6
const SHARE_FAULTY = 0.05
const SHARE_SEASONAL = 0.25
const CHECKED_DAYS = [3, 200] as const

/** On the town's bank of the river that is nearest to its seat, null where none is near or in the county. */
const bankOf = (region: Region, town: Town): { place: LonLat; river: string } | null => {
  const [nearest] = region.rivers
    .map(({ nameZh, line, widthMetres }) => ({
      nameZh,
      widthMetres,
      ...nearestOnLine(town.seat, line),
    }))
    .filter(({ metres, widthMetres }) => metres < RIVER_METRES && metres > widthMetres)
    .sort((a, b) => a.metres - b.metres)
  if (!nearest) return null
  const [east, north] = eastNorthOf(nearest.place, town.seat)
  const share = (nearest.widthMetres / 2 + BANK_METRES) / metresBetween(nearest.place, town.seat)
  const place = moved(nearest.place, east * share, north * share)
  return region.countyAt(place)?.code === town.countyCode ? { place, river: nearest.nameZh } : null
}

const stateOf = (random: Random, kind: Source['kind']): Source['state'] => {
  const draw = random()
  if (draw < SHARE_FAULTY) return 'faulty'
  return kind === 'open-water' && draw < SHARE_FAULTY + SHARE_SEASONAL ? 'seasonal' : 'usable'
}

export const seed: SeedOf<'water-sources'> = ({ region, settlements }) => {
  const byTown = settlementsByTown(settlements)
  const nextCode = createCodes('SY')
  const phone = phoneBlock(9200, 800)
  const numberOf = createCounter()
  let phones = 0
  return region.towns.flatMap((town) => {
    const county = region.county(town.countyCode)
    const random = randomOf(`water sources ${town.code}`)
    const group = byTown.get(town.code) ?? []
    const isSeat = county.seatTown === town.code
    const kinds: Source['kind'][] = [
      isSeat ? 'crane' : 'hydrant',
      'hydrant',
      pickOne(random, ['tank', 'well']),
    ]
    const besides = kinds.map((kind, at) => ({
      kind,
      place: placeBeside(random, region, town, group[at]),
      address: county.nameZh + (group[at]?.properties.name ?? town.nameZh),
    }))
    const bank = bankOf(region, town)
    const intake = bank && {
      kind: 'open-water' as const,
      place: bank.place,
      address: `${county.nameZh}${town.nameZh}${bank.river}岸边`,
    }
    return [...besides, ...(intake ? [intake] : [])].map(({ kind, place, address }) => {
      const code = nextCode(town.countyCode)
      const number = numberOf(`${town.code} ${kind}`)
      const { flow, volume } = FIGURES[kind]
      return {
        type: 'Feature' as const,
        id: code,
        geometry: finePointAt(place),
        properties: {
          name: `${town.nameZh}第${number}${NAMES[kind].zh}`,
          nameEn: `${town.nameEn} ${NAMES[kind].en} ${number}`,
          code,
          countyCode: town.countyCode,
          townCode: town.code,
          kind,
          state: stateOf(random, kind),
          address,
          flowLitresPerSecond: Number(numberBetween(random, ...flow).toFixed(1)),
          volumeCubicMetres:
            volume && Math.round(integerBetween(random, ...volume) / VOLUME_STEP) * VOLUME_STEP,
          engineAccess: random() < 0.85 ? ('yes' as const) : ('no' as const),
          helicopterAccess:
            kind === 'open-water' && random() < 0.6 ? ('yes' as const) : ('no' as const),
          keeper: townOffice(county, town),
          phone: phone(phones++),
          inspectedAt: daysBeforeReference(integerBetween(random, ...CHECKED_DAYS)),
          ...generatedTraits,
          verifiedAt: daysBeforeReference(integerBetween(random, ...CHECKED_DAYS)),
        },
      }
    })
  })
}
