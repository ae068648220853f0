import { useState } from 'react'
import type { ItemSheet } from '../../../../data/item-sheet.ts'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import { packageText } from '../../../../data/packages.ts'
import { listText } from '../../../../data/wording.ts'
import { useItemSheets } from '../../../api/item-sheets.ts'
import type { LedgerFilter } from '../../../api/stock.ts'
import { Action, EmptyNote, QueryStatus, ReadableTag } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { KitsPart } from './kits-part.tsx'
import { draftOf, newOwnDraft, type SheetDraft } from './sheet-draft.ts'
import { SheetEditor } from './sheet-editor.tsx'

/** What the bureau says of items: all sheets, or that of one item, to be changed; and its own items. */
export const ItemSheets = ({ filter: { item } }: { filter: LedgerFilter }) => {
  const { t } = useText('ledger')
  const query = useItemSheets()
  /** An own item that is not kept yet. */
  const [added, setAdded] = useState<SheetDraft | null>(null)
  const [chosen, setChosen] = useState<MaterialKey | null>(null)
  const shown = item ?? chosen
  const sheet = query.data?.find((each) => each.item === shown) ?? null
  const leave = (): void => {
    setAdded(null)
    setChosen(null)
  }
  const status = (
    <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
  )
  if (item === null && added) {
    return <SheetEditor key={added.item} before={added} sheet={null} onLeave={leave} />
  }
  if (shown !== null) {
    return (
      <>
        {status}
        {query.data && (
          <SheetEditor
            key={`${shown} ${sheet?.version}`}
            before={draftOf(shown, sheet)}
            sheet={sheet}
            onLeave={item === null ? leave : null}
          />
        )}
      </>
    )
  }
  return (
    <>
      {status}
      <EmptyNote text={t('sheets.none')} />
      <Action label={t('sheets.addOwn')} onClick={() => setAdded(newOwnDraft())} />
      <ul className="plain-list ledger-lines">
        {query.data?.map((each) => (
          <SheetLine key={each.id} sheet={each} onOpen={() => setChosen(each.item)} />
        ))}
      </ul>
      {item === null && <KitsPart />}
    </>
  )
}

const SheetLine = ({ sheet, onOpen }: { sheet: ItemSheet; onOpen: () => void }) => {
  const { t, language } = useText('ledger', 'sheets')
  const { item, own, packages, isRetired, note } = sheet
  const name = MATERIALS[item].label[language]
  const told = packages.map((each) => packageText(each, item, language))
  return (
    <li>
      <span className="row block-head">
        <strong>{name}</strong>
        {own && <ReadableTag>{t('isOwn')}</ReadableTag>}
        {isRetired && <ReadableTag color="warning">{t('isRetired')}</ReadableTag>}
        <Action label={t('change')} aria-label={t('changeOf', { item: name })} onClick={onOpen} />
      </span>
      <span>{listText(told, language)}</span>
      <span className="secondary">{note}</span>
    </li>
  )
}
