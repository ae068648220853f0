/** A norm's name and source: the example that the program comes with has them in both languages. */
import type { Language } from '../../../../data/bilingual.ts'
import type { ReserveNorm } from '../../../../data/reserve-norm.ts'
import { EXAMPLE_RESERVE_NORM } from '../../../../data/reserve-norm-example.ts'

type NormText = Pick<ReserveNorm, 'name' | 'source'>

export const normText = (
  { isExample, name, source }: NormText & Pick<ReserveNorm, 'isExample'>,
  language: Language,
): NormText =>
  isExample
    ? {
        name: EXAMPLE_RESERVE_NORM.name[language],
        source: EXAMPLE_RESERVE_NORM.source[language],
      }
    : { name, source }
