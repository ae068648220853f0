/** What the bureau says of items: packages, and which are kept on no more. */
import type { ItemSheet, ItemSheetContent, ItemSheetInput } from '../../../data/item-sheet.ts'
import { MATERIALS, type MaterialKey } from '../../../data/materials.ts'
import { aboutParameter } from '../../http/problem-error.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import type { Snapshot } from '../../store/store.ts'
import { NamedDocuments } from '../documents/named-documents.ts'
import type { ServiceContext } from '../service-context.ts'

const answerOf = ({ id, name, version, content }: NamedDocument<ItemSheetContent>) => {
  return { id, name, version, ...content }
}

/** @throws ProblemError where another sheet is about the item, or a package is called like its unit. */
const refuse = (
  { item, packages }: ItemSheetInput,
  others: readonly NamedDocument<ItemSheetContent>[],
): void => {
  const { label, unit } = MATERIALS[item]
  if (others.some(({ content }) => content.item === item)) {
    throw aboutParameter('conflict', 'item', {
      en: `${label.en} has a sheet already; change that one`,
      zh: `${label.zh}已有档案，请修改原档案`,
    })
  }
  const same = packages.findIndex((each) => each.unit === unit.zh)
  if (same >= 0) {
    throw aboutParameter('invalid-body', `packages.${same}.unit`, {
      en: `is what ${label.en} is counted in already`,
      zh: `就是${label.zh}的计量单位`,
    })
  }
}

export const itemSheets = (context: ServiceContext) =>
  new NamedDocuments<ItemSheetInput, ItemSheetContent, ItemSheet>(context, {
    words: {
      one: { zh: '物资档案', en: 'item sheet' },
      several: { zh: '物资档案', en: 'item sheets' },
    },
    reader: (snapshot) => snapshot.itemSheets,
    writer: (transaction) => transaction.itemSheets,
    refuse,
    contentOf: ({ name: _, ...content }) => content,
    answerOf,
    entryOf: answerOf,
  })

/** An item, and where the request names it. */
export interface NamedItem {
  readonly item: MaterialKey
  readonly parameter: string
}

/** @throws ProblemError for the first retired item. */
export const refuseRetired = async (
  snapshot: Pick<Snapshot, 'itemSheets'>,
  items: readonly NamedItem[],
): Promise<void> => {
  const sheets = await snapshot.itemSheets.list()
  const retired = new Set(
    sheets.filter(({ content }) => content.isRetired).map(({ content }) => content.item),
  )
  const found = items.find(({ item }) => retired.has(item))
  if (!found) return
  const { label } = MATERIALS[found.item]
  throw aboutParameter('invalid-body', found.parameter, {
    en: `${label.en} is retired and not taken in or planned any more`,
    zh: `${label.zh}已停用，不再入库和列入新方案`,
  })
}
