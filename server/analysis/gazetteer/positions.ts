/**
 * Positions of the text that have been reached, each once: cleared between two units of every name
 * that is looked at, so clearing takes no time.
 */
export class Positions {
  readonly list: Int32Array
  count = 0
  readonly #stamps: Int32Array
  #stamp = 0

  constructor(size: number) {
    this.list = new Int32Array(size)
    this.#stamps = new Int32Array(size)
  }

  clear(): void {
    this.count = 0
    this.#stamp++
  }

  add(position: number): void {
    if (this.#stamps[position] === this.#stamp) return
    this.#stamps[position] = this.#stamp
    this.list[this.count++] = position
  }

  has(position: number): boolean {
    return this.#stamps[position] === this.#stamp
  }
}
