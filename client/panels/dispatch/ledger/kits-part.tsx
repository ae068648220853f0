import { useState } from 'react'
import { KIT_LIMITS, type Kit, type KitInput } from '../../../../data/kit.ts'
import { kitPartsText } from '../../../../data/kit-words.ts'
import { isMaterialKey } from '../../../../data/materials.ts'
import { localisedName } from '../../../../data/wording.ts'
import { deleteKit, saveKit, useKits } from '../../../api/kits.ts'
import { GoodsList } from '../../../form/goods-fields.tsx'
import {
  Action,
  Message,
  QueryStatus,
  ReadableTag,
  SwitchField,
  TextField,
} from '../../../form/pieces.tsx'
import { RemoveButton } from '../../../form/remove-button.tsx'
import { useAttempt } from '../../../form/use-attempt.ts'
import { useText } from '../../../i18n/text.ts'

/** Kits that can be asked for, to be changed; one is open at a time. */
export const KitsPart = () => {
  const { t } = useText('kits')
  const query = useKits()
  const [open, setOpen] = useState<string | null>(null)
  const close = (): void => setOpen(null)
  return (
    <section className="stack" aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p className="secondary">{t('how')}</p>
      <QueryStatus query={query} failed={() => t('failed')} loading={t('loading')} />
      <ul className="plain-list ledger-lines">
        {query.data?.map((kit) => (
          <li key={kit.id}>
            {open === kit.id ? (
              <KitEditor key={kit.version} kit={kit} onClose={close} />
            ) : (
              <KitLine kit={kit} onOpen={() => setOpen(kit.id)} />
            )}
          </li>
        ))}
      </ul>
      {open === 'new' ? (
        <KitEditor kit={null} onClose={close} />
      ) : (
        <Action label={t('add')} onClick={() => setOpen('new')} />
      )}
    </section>
  )
}

const KitLine = ({ kit, onOpen }: { kit: Kit; onOpen: () => void }) => {
  const { t, language } = useText('kits')
  const name = localisedName(kit, language)
  return (
    <>
      <span className="row block-head">
        <strong>{name}</strong>
        {kit.isRetired && <ReadableTag color="warning">{t('isRetired')}</ReadableTag>}
        <Action label={t('edit', { name })} onClick={onOpen} />
      </span>
      <span>{kitPartsText({ ...kit, quantity: 1 }, language)}</span>
      <span className="secondary">{kit.note}</span>
    </>
  )
}

type Quantities = Readonly<Record<string, number>>

/** Null while it has no name or fewer than two parts. */
const inputOf = (draft: Omit<KitInput, 'parts'>, quantities: Quantities): KitInput | null => {
  const parts = Object.entries(quantities).flatMap(([item, quantity]) =>
    isMaterialKey(item) && quantity > 0 ? [{ item, quantity }] : [],
  )
  const isWhole = draft.name.trim() !== '' && parts.length >= KIT_LIMITS.leastParts
  return isWhole ? { ...draft, parts } : null
}

const KitEditor = ({ kit, onClose }: { kit: Kit | null; onClose: () => void }) => {
  const { t, language } = useText('kits')
  const { isBusy, problem, attempt } = useAttempt()
  const [draft, setDraft] = useState<Omit<KitInput, 'parts'>>(() => {
    const { name = '', nameEn = '', isRetired = false, note = '' } = kit ?? {}
    return { name, nameEn, isRetired, note }
  })
  const [quantities, setQuantities] = useState<Quantities>(() =>
    Object.fromEntries((kit?.parts ?? []).map(({ item, quantity }) => [item, quantity])),
  )
  const change = (changes: Partial<typeof draft>): void => setDraft({ ...draft, ...changes })
  const input = inputOf(draft, quantities)
  const done = (work: () => Promise<unknown>): void =>
    void attempt(async () => {
      await work()
      onClose()
    })
  return (
    <div className="stack block">
      {(['name', 'nameEn', 'note'] as const).map((field) => (
        <TextField
          key={field}
          label={t(field)}
          maxLength={
            field === 'note' ? KIT_LIMITS.mostNoteCharacters : KIT_LIMITS.mostNameCharacters
          }
          value={draft[field]}
          onChange={(value) => change({ [field]: value })}
        />
      ))}
      <GoodsList
        quantities={quantities}
        addLabel={t('addPart')}
        labelOf={(item) => t('part', { item })}
        removeLabelOf={(item) => t('removePart', { item })}
        onChange={setQuantities}
      />
      <SwitchField
        label={t('retired')}
        checked={draft.isRetired}
        onChange={(isRetired) => change({ isRetired })}
      />
      {input === null && <p className="secondary">{t('missing')}</p>}
      <div className="buttons">
        <Action
          type="primary"
          loading={isBusy}
          disabled={input === null}
          label={t('save')}
          onClick={() => input && done(() => saveKit(kit, input))}
        />
        <Action label={t('leave')} onClick={onClose} />
        {kit && (
          <RemoveButton
            label={t('remove')}
            question={t('removeAsk', { name: localisedName(kit, language) })}
            yes={t('yes')}
            no={t('no')}
            onRemove={() => done(() => deleteKit(kit))}
          />
        )}
      </div>
      {problem && <Message type="error" title={problem.sentence[language]} />}
    </div>
  )
}
