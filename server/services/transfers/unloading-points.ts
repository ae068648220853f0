/** Unloading places that are stored with works. */
import type {
  UnloadingPoint,
  UnloadingPointContent,
  UnloadingPointInput,
} from '../../../data/unloading-point.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import { NamedDocuments } from '../documents/named-documents.ts'
import type { ServiceContext } from '../service-context.ts'

const answerOf = ({ id, name, version, content }: NamedDocument<UnloadingPointContent>) => {
  return { id, name, version, ...content }
}

export const unloadingPoints = (context: ServiceContext) =>
  new NamedDocuments<UnloadingPointInput, UnloadingPointContent, UnloadingPoint>(context, {
    words: {
      one: { zh: '卸货点', en: 'unloading place' },
      several: { zh: '卸货点', en: 'unloading places' },
    },
    reader: (snapshot) => snapshot.unloadingPoints,
    writer: (transaction) => transaction.unloadingPoints,
    contentOf: ({ name: _, ...content }) => content,
    answerOf,
    entryOf: answerOf,
  })
