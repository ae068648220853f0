/** The volume algorithm: prices whose relaxed problem bounds the true one ever more tightly. */

/**
 * A minimisation whose rows ("each demand is served once") are paid for by prices instead of
 * enforced. Every price is at least 0 and at most its limit.
 */
export interface PricedRelaxation {
  readonly rowCount: number
  readonly columnCount: number
  readonly priceLimits: Float64Array
  /** How strongly each price reacts, positive: the metric of the ascent. */
  readonly priceScales: Float64Array
  /**
   * Solves the relaxed problem exactly. Writes how many times each row is served and 1 for each
   * open column. @returns its value: no true solution costs less.
   */
  solve(prices: Float64Array, served: Float64Array, open: Float64Array): number
}

/** Step factor and its changes, after Barahona and Anbil (2000) and COIN-OR Vol's defaults. */
const FIRST_STEP = 0.5
const LARGEST_STEP = 2
const SMALLEST_STEP = 2e-4
const STEP_GROWTH = 1.1
const STEP_DECAY = 0.66
const WORSE_BEFORE_DECAY = 10
/** Weight of the newest relaxed solution in the primal average. */
const FIRST_MIXING = 0.1
const LEAST_MIXING = 1e-3
const MIXING_DECAY = 0.5
const PERIOD_ITERATIONS = 50
/** The share of the gap that a period must close for the mixing to stay as it is. */
const WORTHWHILE_SHARE = 0.02
/**
 * A period that closes no more than this share of the gap is idle. After a few of them the average,
 * which by then hardly moves, is given up for a fresh one; after so many fresh ones in vain it
 * ends.
 */
const IDLE_SHARE = 0.001
const IDLE_PERIODS = 3
const VAIN_RESTARTS = 3
const RESTART_STEP = 0.1

/** Every whole number up to this power of two is exact in a double; one bit is kept in reserve. */
const EXACT_BITS = 52

/**
 * Largest power of two ≤ 1 whose multiples have exact sums up to `largestSum`.
 * @param finestBits the unit is no finer than 2 to minus this power.
 * @throws RangeError when even whole prices would have none.
 */
export const exactPriceUnit = (largestSum: number, finestBits: number): number => {
  const spareBits = EXACT_BITS - Math.ceil(Math.log2(Math.max(1, largestSum)))
  if (spareBits < 0) throw new RangeError('sums of prices exceed what doubles hold exactly')
  return 2 ** -Math.min(finestBits, spareBits)
}

/**
 * Subgradient ascent along a running average of relaxed solutions, which tends to a solution of
 * the linear relaxation (Barahona and Anbil, "The volume algorithm", 2000). Prices are rounded to
 * multiples of `priceUnit`, a power of two: with whole-number data every sum is then exact in
 * doubles, and so is the bound.
 */
export class VolumeAscent {
  /** Value of the relaxed problem at `prices`. */
  value: number
  /** The best prices so far. */
  readonly prices: Float64Array
  /** Averaged openness of each column, 0 to 1. */
  readonly primal: Float64Array
  /** How many relaxed problems were solved at new prices. */
  iterations = 0
  readonly #relaxation: PricedRelaxation
  readonly #priceUnit: number
  readonly #trialPrices: Float64Array
  readonly #served: Float64Array
  readonly #open: Float64Array
  /** Averaged 1 − times served: the direction of ascent. */
  readonly #direction: Float64Array
  #step = FIRST_STEP
  #mostMixing = FIRST_MIXING
  #worse = 0
  #periodStartValue: number
  #idlePeriods = 0
  #vainRestarts = 0

  constructor(relaxation: PricedRelaxation, priceUnit: number, startPrices: Float64Array) {
    this.#relaxation = relaxation
    this.#priceUnit = priceUnit
    const { rowCount, columnCount } = relaxation
    this.prices = startPrices.map((price, row) => this.#rounded(row, price))
    this.#trialPrices = new Float64Array(rowCount)
    this.#served = new Float64Array(rowCount)
    this.#open = new Float64Array(columnCount)
    this.value = relaxation.solve(this.prices, this.#served, this.#open)
    this.#direction = new Float64Array(rowCount)
    this.primal = new Float64Array(columnCount)
    this.#forgetAverage()
    this.#periodStartValue = this.value
  }

  /**
   * One relaxed problem at new prices. @param target finite, hoped for: an incumbent's objective.
   */
  iterate(target: number): void {
    this.#walk(target)
    const value = this.#relaxation.solve(this.#trialPrices, this.#served, this.#open)
    this.#mix()
    this.#adjustStep(value)
    if (value > this.value) {
      this.value = value
      this.prices.set(this.#trialPrices)
    }
    this.iterations++
    if (this.iterations % PERIOD_ITERATIONS === 0) this.#endPeriod(target)
  }

  /** The columns that the averaged relaxed solution opens most. */
  mostOpen(count: number): number[] {
    const order = Array.from(this.primal.keys()).sort(
      (a, b) => this.primal[b]! - this.primal[a]! || a - b,
    )
    return order.slice(0, count)
  }

  /** Whether the value has stood still for so long that nothing more is to be expected. */
  get isSettled(): boolean {
    return this.#vainRestarts >= VAIN_RESTARTS
  }

  #rounded(row: number, price: number): number {
    const limit = this.#relaxation.priceLimits[row]!
    if (price >= limit) return limit
    return price <= 0 ? 0 : Math.floor(price / this.#priceUnit) * this.#priceUnit
  }

  /** A price at the end of its range is not pushed beyond it. */
  #isBlocked(row: number, direction: number): boolean {
    const price = this.prices[row]!
    if (direction > 0) return price >= this.#relaxation.priceLimits[row]!
    return price <= 0
  }

  /** Prices one step of Polyak's length from the best ones along the averaged direction. */
  #walk(target: number): void {
    const { rowCount, priceScales } = this.#relaxation
    let norm = 0
    for (let row = 0; row < rowCount; row++) {
      const direction = this.#direction[row]!
      if (!this.#isBlocked(row, direction)) norm += direction * direction * priceScales[row]!
    }
    const length = norm > 0 ? (this.#step * Math.max(0, target - this.value)) / norm : 0
    for (let row = 0; row < rowCount; row++) {
      const change = length * this.#direction[row]! * priceScales[row]!
      this.#trialPrices[row] = this.#rounded(row, this.prices[row]! + change)
    }
  }

  /** Moves direction and primal towards the newest relaxed solution, by the share that makes the
   *  direction shortest. */
  #mix(): void {
    const { rowCount, columnCount, priceScales } = this.#relaxation
    let along = 0
    let between = 0
    for (let row = 0; row < rowCount; row++) {
      const old = this.#direction[row]!
      const change = 1 - this.#served[row]! - old
      along -= change * old * priceScales[row]!
      between += change * change * priceScales[row]!
    }
    const best = between > 0 ? along / between : 0
    const share = Math.min(this.#mostMixing, Math.max(this.#mostMixing / 10, best))
    for (let row = 0; row < rowCount; row++) {
      this.#direction[row]! += share * (1 - this.#served[row]! - this.#direction[row]!)
    }
    for (let column = 0; column < columnCount; column++) {
      this.primal[column]! += share * (this.#open[column]! - this.primal[column]!)
    }
  }

  #adjustStep(value: number): void {
    if (value <= this.value) {
      this.#worse++
      if (this.#worse < WORSE_BEFORE_DECAY) return
      this.#worse = 0
      this.#step = Math.max(SMALLEST_STEP, this.#step * STEP_DECAY)
      return
    }
    this.#worse = 0
    let agreement = 0
    for (let row = 0; row < this.#relaxation.rowCount; row++) {
      agreement += (1 - this.#served[row]!) * this.#direction[row]!
    }
    if (agreement > 0) this.#step = Math.min(LARGEST_STEP, this.#step * STEP_GROWTH)
  }

  #endPeriod(target: number): void {
    const gained = this.value - this.#periodStartValue
    const gap = Math.max(0, target - this.value)
    if (gained < WORTHWHILE_SHARE * gap) {
      this.#mostMixing = Math.max(LEAST_MIXING, this.#mostMixing * MIXING_DECAY)
    }
    this.#periodStartValue = this.value
    if (gained > IDLE_SHARE * gap) {
      this.#idlePeriods = 0
      this.#vainRestarts = 0
    } else if (++this.#idlePeriods >= IDLE_PERIODS) this.#restart()
  }

  #restart(): void {
    this.#idlePeriods = 0
    this.#vainRestarts++
    this.#worse = 0
    this.#step = RESTART_STEP
    this.#mostMixing = FIRST_MIXING
    this.#relaxation.solve(this.prices, this.#served, this.#open)
    this.#forgetAverage()
  }

  /** Direction and primal from the relaxed solution solved last alone. */
  #forgetAverage(): void {
    for (let row = 0; row < this.#direction.length; row++) {
      this.#direction[row] = 1 - this.#served[row]!
    }
    this.primal.set(this.#open)
  }
}
