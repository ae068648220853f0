/** Stockpiles as dispatch sees them: where they are, whose they are, what lorries they have. */
import type { LonLat } from '../../data/geometry.ts'
import { LORRY_DEFAULTS } from '../../data/transfer-plan.ts'
import { ProblemError } from '../http/problem-error.ts'
import type { Store } from '../store/store.ts'

export type Tier = keyof typeof LORRY_DEFAULTS

export interface StockpilePlace {
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
  readonly tier: Tier
  readonly countyCode: string
  readonly townCode: string | null
  readonly keeper: string
  readonly phone: string | null
  readonly position: LonLat
  readonly lorries: {
    readonly count: number
    readonly kilograms: number
    readonly cubicMetres: number
  }
  /** Whether the register says nothing of lorries, so that defaults stand in. */
  readonly areLorriesAssumed: boolean
}

/** @param parameter that names a stockpile which is not there. */
export const noSuchStockpile = (
  kind: 'invalid-parameter' | 'invalid-body',
  parameter: string,
  id: string,
): ProblemError => {
  const sentence = { en: `there is no stockpile ${id}`, zh: `没有编号为 ${id} 的储备点` }
  return new ProblemError(kind, sentence, [{ parameter, sentence }])
}

/** Read once per revision of the stockpiles. */
export class StockpilePlaces {
  readonly #store: Store
  #read: Promise<StockpilePlace[]> | null = null
  #revision = -1

  constructor(store: Store) {
    this.#store = store
  }

  async all(): Promise<StockpilePlace[]> {
    const revision = await this.#store.revision(['stockpiles'])
    if (!this.#read || this.#revision !== revision) {
      this.#revision = revision
      const reading = this.#readAll()
      this.#read = reading
      reading.catch(() => {
        if (this.#read === reading) this.#read = null
      })
    }
    return this.#read
  }

  /** @throws ProblemError where the parameter `stockpile` of a query names none. */
  async expect(stockpile: string | undefined): Promise<void> {
    if (stockpile === undefined) return
    const isThere = (await this.all()).some(({ id }) => id === stockpile)
    if (!isThere) throw noSuchStockpile('invalid-parameter', 'stockpile', stockpile)
  }

  async #readAll(): Promise<StockpilePlace[]> {
    const features = await this.#store.features('stockpiles')
    return features.flatMap(({ id, geometry, properties }) => {
      if (geometry.type !== 'Point') return []
      const { name, nameEn, tier, countyCode, townCode, keeper, phone } = properties
      const defaults = LORRY_DEFAULTS[tier]
      return [
        {
          id,
          name,
          nameEn,
          tier,
          countyCode,
          townCode,
          keeper,
          phone,
          position: geometry.coordinates,
          lorries: {
            count: properties.lorryCount ?? defaults.count,
            kilograms: properties.lorryKilograms ?? defaults.kilograms,
            cubicMetres: properties.lorryCubicMetres ?? defaults.cubicMetres,
          },
          areLorriesAssumed: properties.lorryCount === null,
        },
      ]
    })
  }
}
