/** HiGHS, compiled to WebAssembly: solves what is left when search and prices are done. */
import highsModule, { type Highs } from 'highs'

/** The package describes its CommonJS build, where the function lies one level deeper. */
const loader = highsModule as unknown as () => Promise<Highs>

let loading: Promise<Highs> | null = null

/** Loaded once per thread, at the first call. */
export const loadHighs = (): Promise<Highs> => {
  loading ??= loader()
  return loading
}
