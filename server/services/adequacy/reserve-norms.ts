/** Norms of planned reserves: the example, and the bureau's own by name. */

import type { MaterialKey } from '../../../data/materials.ts'
import {
  EXAMPLE_NORM_ID,
  EXAMPLE_RESERVE_NORM,
  type ReserveNorm,
  type ReserveNormContent,
  type ReserveNormInput,
} from '../../../data/reserve-norm.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import { NamedDocuments } from '../documents/named-documents.ts'
import type { ServiceContext } from '../service-context.ts'
import { refuseUnknown } from '../stock/item-sheets.ts'

const { name, source, perKilometre, perWork } = EXAMPLE_RESERVE_NORM
const EXAMPLE: ReserveNorm = {
  id: EXAMPLE_NORM_ID,
  name: name.zh,
  source: source.zh,
  version: 1,
  isExample: true,
  perKilometre,
  perWork,
  exceptions: [],
  works: {},
}

const reserveNorm = (document: NamedDocument<ReserveNormContent>): ReserveNorm => {
  const { id, name, version, content } = document
  return { id, name, version, isExample: false, ...content, exceptions: content.exceptions ?? [] }
}

export class ReserveNorms extends NamedDocuments<
  ReserveNormInput,
  ReserveNormContent,
  ReserveNorm
> {
  constructor(context: ServiceContext) {
    super(context, {
      words: {
        one: { zh: '储备定额', en: 'reserve norm' },
        several: { zh: '储备定额', en: 'reserve norms' },
      },
      reader: ({ norms }) => norms,
      writer: ({ norms }) => norms,
      refuse: ({ perKilometre, perWork, exceptions, works }) => {
        const all = [
          perKilometre,
          ...Object.values(perWork),
          ...exceptions.flatMap((each) => [each.perKilometre, each.perWork]),
          ...Object.values(works),
        ]
        const items = all.flatMap((each) => Object.keys(each) as MaterialKey[])
        refuseUnknown(
          'invalid-body',
          items.map((item) => ({ item, parameter: item })),
        )
      },
      contentOf: ({ name: _, ...content }) => content,
      answerOf: reserveNorm,
      entryOf: reserveNorm,
      builtIn: EXAMPLE,
    })
  }
}
