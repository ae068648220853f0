/** Kits: items that are asked for and sent together. */
import type { Kit, KitContent, KitInput } from '../../../data/kit.ts'
import { aboutParameter } from '../../http/problem-error.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import type { Snapshot } from '../../store/store.ts'
import { NamedDocuments } from '../documents/named-documents.ts'
import type { ServiceContext } from '../service-context.ts'

const answerOf = ({ id, name, version, content }: NamedDocument<KitContent>): Kit => {
  return { id, name, version, ...content }
}

export const kits = (context: ServiceContext) =>
  new NamedDocuments<KitInput, KitContent, Kit>(context, {
    words: {
      one: { zh: '成套物资', en: 'kit' },
      several: { zh: '成套物资', en: 'kits' },
    },
    reader: (snapshot) => snapshot.kits,
    writer: (transaction) => transaction.kits,
    contentOf: ({ name: _, ...content }) => content,
    answerOf,
    entryOf: answerOf,
  })

/** A kit that is asked for, and where the request names it. */
interface AskedKit {
  readonly kit: string
  readonly parameter: string
}

/** The kits that are asked for, each once. @throws ProblemError for one that is not there, or retired. */
export const readKits = async (
  snapshot: Pick<Snapshot, 'kits'>,
  asked: readonly AskedKit[],
): Promise<Kit[]> => {
  if (asked.length === 0) return []
  const known = new Map((await snapshot.kits.list()).map((each) => [each.id, answerOf(each)]))
  for (const { kit, parameter } of asked) {
    const found = known.get(kit)
    if (!found || found.isRetired) {
      throw aboutParameter('invalid-body', parameter, {
        en: found ? 'is a kit that is retired' : 'is no kit that there is',
        zh: found ? `${found.name}已停用` : '没有这种成套物资',
      })
    }
  }
  return [...new Set(asked.map(({ kit }) => kit))].map((id) => known.get(id)!)
}
