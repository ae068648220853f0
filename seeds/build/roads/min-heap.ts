/** A binary heap of numbers with their costs: the cheapest comes out first. */
export class MinHeap {
  readonly #costs: number[] = []
  readonly #values: number[] = []

  get size(): number {
    return this.#values.length
  }

  push(cost: number, value: number): void {
    const costs = this.#costs
    const values = this.#values
    let at = values.length
    costs.push(cost)
    values.push(value)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (costs[parent]! <= cost) break
      costs[at] = costs[parent]!
      values[at] = values[parent]!
      at = parent
    }
    costs[at] = cost
    values[at] = value
  }

  /** The cheapest value. @throws RangeError when empty. */
  pop(): { cost: number; value: number } {
    const costs = this.#costs
    const values = this.#values
    if (values.length === 0) throw new RangeError('the heap is empty')
    const top = { cost: costs[0]!, value: values[0]! }
    const cost = costs.pop()!
    const value = values.pop()!
    const count = values.length
    if (count === 0) return top
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= count) break
      if (child + 1 < count && costs[child + 1]! < costs[child]!) child++
      if (costs[child]! >= cost) break
      costs[at] = costs[child]!
      values[at] = values[child]!
      at = child
    }
    costs[at] = cost
    values[at] = value
    return top
  }
}
