/** Goods of a stock list that no item is called: said to be one, or added as items of one's own. */
import { useState } from 'react'
import { ItemSelect } from '../../form/item-select.tsx'
import { lateCode } from '../../form/late-code.ts'
import { lazyPart } from '../../form/part-boundary.tsx'
import { Action } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { newOwnDraft, type SheetDraft } from '../dispatch/ledger/sheet-draft.ts'
import type { StepProps } from './staged-steps.tsx'

/** With its texts, which come with the panel that it belongs to. */
const SheetEditor = lazyPart(
  lateCode(async () => {
    const [{ SheetEditor: editor }] = await Promise.all([
      import('../dispatch/ledger/sheet-editor.tsx'),
      import('../../i18n/dispatch-texts.ts'),
    ])
    return editor
  }),
)

const draftOf = ({ name, unit }: { name: string; unit: string }): SheetDraft => {
  const draft = newOwnDraft()
  return { ...draft, name, own: draft.own && { ...draft.own, unit } }
}

export const UnknownItems = ({ entry, report, draft, change, apply }: StepProps) => {
  const { t } = useText('intake', 'missing')
  const [added, setAdded] = useState<SheetDraft | null>(null)
  const said = { ...entry.choices.items, ...draft.items }
  const listed = report.unknownItems ?? []
  const others = Object.keys(said).filter((name) => !listed.some((each) => each.name === name))
  const unknown = [...listed, ...others.map((name) => ({ name, unit: '' }))]
  if (unknown.length === 0) return null
  if (added) {
    return (
      <SheetEditor
        before={added}
        sheet={null}
        onLeave={() => {
          setAdded(null)
          // What was added now has its name.
          apply({})
        }}
      />
    )
  }
  return (
    <>
      <p className="secondary">{t('items')}</p>
      {unknown.map((each) => (
        <div key={each.name} className="row">
          <ItemSelect
            label={t('itemOf', { name: each.name })}
            placeholder={t('itemOf', { name: each.name })}
            value={said[each.name] ?? null}
            onChange={(item) => item && change({ items: { [each.name]: item } })}
          />
          <Action
            label={t('addOwn', { name: each.name })}
            onClick={() => setAdded(draftOf(each))}
          />
        </div>
      ))}
    </>
  )
}
