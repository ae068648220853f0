/** What the bureau says of items: its own, packages, weights, and which are kept on no more. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { ItemSheet, ItemSheetContent, ItemSheetInput } from '../../../data/item-sheet.ts'
import { MATERIAL_SYNONYMS } from '../../../data/material-synonyms.ts'
import {
  isInForce,
  isOwnItem,
  MATERIAL_KEYS,
  MATERIALS,
  type MaterialKey,
} from '../../../data/materials.ts'
import { aboutParameter } from '../../http/problem-error.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import type { Snapshot, Transaction } from '../../store/store.ts'
import { NamedDocuments } from '../documents/named-documents.ts'
import type { ServiceContext } from '../service-context.ts'

type Sheet = NamedDocument<ItemSheetContent>

/** Sheets that were kept before there were own items and weights have neither. */
const answerOf = ({ id, name, version, content }: Sheet): ItemSheet => {
  return { id, name, version, ...content, own: content.own ?? null, weighs: content.weighs ?? null }
}

const folded = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** The item of the catalogue that is called so: a stock list could not distinguish the two. */
const cataloguedAs = (name: string): MaterialKey | undefined =>
  MATERIAL_KEYS.find((key) => {
    const { zh, en } = MATERIALS[key].label
    const names = [zh, ...zh.split('/'), en, key, ...(MATERIAL_SYNONYMS[key] ?? [])]
    return names.some((each) => folded(each) === folded(name))
  })

/** What an own item is counted in may change as long as nothing is counted in it. */
const refuseOther = async (
  { item, own }: ItemSheetInput,
  earlier: Sheet,
  transaction: Transaction,
): Promise<void> => {
  const before = earlier.content
  if ((isOwnItem(item) || isOwnItem(before.item)) && item !== before.item) {
    throw aboutParameter('invalid-body', 'item', {
      en: 'cannot become another item; add that one',
      zh: '不能改为另一种物资，请另行添加',
    })
  }
  if (!own || !before.own || own.unit === before.own.unit) return
  const holders = await standingOn(item, transaction)
  if (holders === null) return
  throw aboutParameter('conflict', 'own.unit', {
    en: `stays ${before.own.unitEn || before.own.unit}: ${holders.en}`,
    zh: `须仍为“${before.own.unit}”：${holders.zh}`,
  })
}

/** What would be left without its item; null where nothing would. */
const standingOn = async (
  item: MaterialKey,
  { ledger, norms }: Transaction,
): Promise<Bilingual | null> => {
  const batches = await ledger.batches({ items: [item] })
  const onHand = batches.reduce((sum, batch) => sum + batch.onHand, 0)
  if (batches.length > 0) {
    return {
      en: `the books have ${batches.length} ${batches.length === 1 ? 'batch' : 'batches'} of it, ${onHand} on hand`,
      zh: `台账中已有该物资 ${batches.length} 个批次，现存 ${onHand}`,
    }
  }
  const minimums = await ledger.minimums({ items: [item] })
  if (minimums.length > 0) {
    return {
      en: `${minimums.length} minimum reserves are set for it`,
      zh: `已为该物资设定 ${minimums.length} 项最低储备`,
    }
  }
  const norm = (await norms.list()).find(({ content }) =>
    JSON.stringify(content).includes(`"${item}"`),
  )
  if (!norm) return null
  return { en: `the norm ${norm.name} plans it`, zh: `储备定额“${norm.name}”中列有该物资` }
}

/** @throws ProblemError for what cannot stand beside the catalogue, the other sheets and the books. */
const refuse = async (
  input: ItemSheetInput,
  others: readonly Sheet[],
  transaction: Transaction,
  earlier: Sheet | null,
): Promise<void> => {
  const { item, packages, own, name } = input
  const { label, unit } = own
    ? { label: { zh: name, en: own.nameEn || name }, unit: { zh: own.unit } }
    : MATERIALS[item]
  if (others.some(({ content }) => content.item === item)) {
    throw aboutParameter('conflict', 'item', {
      en: `${label.en} has a sheet already; change that one`,
      zh: `${label.zh}已有档案，请修改原档案`,
    })
  }
  for (const [parameter, called] of [
    ['name', name],
    ['own.nameEn', own?.nameEn ?? ''],
  ] as const) {
    const same = own && called !== '' ? cataloguedAs(called) : undefined
    if (same === undefined) continue
    throw aboutParameter('conflict', parameter, {
      en: `is what the catalogue calls ${MATERIALS[same].label.en}; use that item`,
      zh: `就是目录中的“${MATERIALS[same].label.zh}”，请使用该物资`,
    })
  }
  const same = packages.findIndex((each) => each.unit === unit.zh)
  if (same >= 0) {
    throw aboutParameter('invalid-body', `packages.${same}.unit`, {
      en: `is what ${label.en} is counted in already`,
      zh: `就是${label.zh}的计量单位`,
    })
  }
  if (earlier) await refuseOther(input, earlier, transaction)
}

/** An own item that goods, reserves or norms name can be retired, not deleted. */
const refuseRemoval = async ({ content, name }: Sheet, transaction: Transaction): Promise<void> => {
  const holders = content.own ? await standingOn(content.item, transaction) : null
  if (holders === null) return
  throw aboutParameter('conflict', 'id', {
    en: `${content.own?.nameEn || name} stays: ${holders.en}; retire it instead`,
    zh: `“${name}”不能删除：${holders.zh}；可改为停用`,
  })
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
    refuseRemoval,
    contentOf: ({ name: _, ...content }) => content,
    answerOf,
    entryOf: answerOf,
    notedAs: 'itemSheets',
  })

/** An item, and where the request names it. */
export interface NamedItem {
  readonly item: MaterialKey
  readonly parameter: string
}

/** Within a unit of work. @throws ProblemError for the first item that there is none of. */
export const refuseUnknown = (
  kind: 'invalid-parameter' | 'invalid-body',
  items: readonly NamedItem[],
): void => {
  const found = items.find(({ item }) => !isInForce(item))
  if (!found) return
  throw aboutParameter(kind, found.parameter, {
    en: `there is no item ${found.item}; /api/materials lists them`,
    zh: `没有编号为 ${found.item} 的物资；可从 /api/materials 查看`,
  })
}

/** @throws ProblemError for the first item that there is none of, or that is retired. */
export const refuseRetired = async (
  snapshot: Pick<Snapshot, 'itemSheets'>,
  items: readonly NamedItem[],
): Promise<void> => {
  refuseUnknown('invalid-body', items)
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
