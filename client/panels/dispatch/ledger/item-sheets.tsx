import { InputNumber } from 'antd'
import { useState } from 'react'
import {
  ITEM_SHEET_LIMITS,
  type ItemSheet,
  type ItemSheetInput,
} from '../../../../data/item-sheet.ts'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import { measuresOf, packageText } from '../../../../data/packages.ts'
import { listText } from '../../../../data/wording.ts'
import { saveItemSheet, useItemSheets } from '../../../api/item-sheets.ts'
import type { LedgerFilter } from '../../../api/stock.ts'
import {
  Action,
  EmptyNote,
  Message,
  QueryStatus,
  ReadableTag,
  SwitchField,
  TextField,
} from '../../../form/pieces.tsx'
import { useAttempt } from '../../../form/use-attempt.ts'
import { useText } from '../../../i18n/text.ts'

/** What the bureau says of items: all sheets, or that of one item, to be changed. */
export const ItemSheets = ({ filter: { item } }: { filter: LedgerFilter }) => {
  const { t } = useText('ledger')
  const query = useItemSheets()
  const sheet = query.data?.find((each) => each.item === item) ?? null
  return (
    <>
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {item === null && <EmptyNote text={t('sheets.none')} />}
      {query.data && item !== null && (
        <SheetEditor key={`${item} ${sheet?.version}`} item={item} sheet={sheet} />
      )}
      {item === null && (
        <ul className="plain-list ledger-lines">
          {query.data?.map((each) => (
            <SheetLine key={each.id} sheet={each} />
          ))}
        </ul>
      )}
    </>
  )
}

const SheetLine = ({ sheet: { item, packages, isRetired, note } }: { sheet: ItemSheet }) => {
  const { t, language } = useText('ledger', 'sheets')
  const told = packages.map((each) => packageText(each, item, language))
  return (
    <li>
      <span className="row block-head">
        <strong>{MATERIALS[item].label[language]}</strong>
        {isRetired && <ReadableTag color="warning">{t('isRetired')}</ReadableTag>}
      </span>
      <span>{listText(told, language)}</span>
      <span className="secondary">{note}</span>
    </li>
  )
}

type Draft = Omit<ItemSheetInput, 'packages'> & {
  readonly packages: readonly { unit: string; unitEn: string; holds: number | null }[]
}

const draftOf = (item: MaterialKey, sheet: ItemSheet | null): Draft => {
  const { packages = [], isRetired = false, note = '' } = sheet ?? {}
  return { name: sheet?.name ?? MATERIALS[item].label.zh, item, packages, isRetired, note }
}

/** What is to be saved; null while a package lacks its name or what it holds. */
const inputOf = ({ packages, ...draft }: Draft): ItemSheetInput | null => {
  const whole = packages.flatMap(({ holds, unit, ...each }) =>
    holds === null || unit.trim() === '' ? [] : [{ ...each, unit: unit.trim(), holds }],
  )
  return whole.length === packages.length ? { ...draft, packages: whole } : null
}

const SheetEditor = ({ item, sheet }: { item: MaterialKey; sheet: ItemSheet | null }) => {
  const { t, language } = useText('ledger', 'sheets')
  const { isBusy, problem, attempt } = useAttempt()
  const [draft, setDraft] = useState(() => draftOf(item, sheet))
  const change = (changes: Partial<Draft>): void => setDraft({ ...draft, ...changes })
  const changePackage = (index: number, changes: Partial<Draft['packages'][number]>): void =>
    change({
      packages: draft.packages.map((each, at) => (at === index ? { ...each, ...changes } : each)),
    })
  const input = inputOf(draft)
  const isSaved = JSON.stringify(draft) === JSON.stringify(draftOf(item, sheet))
  const unit = MATERIALS[item].unit[language]
  return (
    <div className="stack">
      {measuresOf(item).map((each) => (
        <p key={each.unit} className="secondary">
          {t('measure', { what: packageText(each, item, language) })}
        </p>
      ))}
      {draft.packages.map((each, index) => {
        const name = each.unit.trim() === '' ? t('package') : each.unit.trim()
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are told apart by their place alone
          <fieldset key={index} className="block is-many stack">
            {(['unit', 'unitEn'] as const).map((field) => (
              <TextField
                key={field}
                label={t(field)}
                maxLength={ITEM_SHEET_LIMITS.mostUnitCharacters}
                value={each[field]}
                onChange={(value) => changePackage(index, { [field]: value })}
              />
            ))}
            <InputNumber<number>
              className="target"
              aria-label={t('holds', { package: name, unit })}
              prefix={t('holds', { package: name, unit })}
              min={0.001}
              max={ITEM_SHEET_LIMITS.mostHolds}
              value={each.holds}
              onChange={(holds) => changePackage(index, { holds })}
            />
            <Action
              label={t('remove', { package: name })}
              onClick={() => change({ packages: draft.packages.filter((_, at) => at !== index) })}
            />
          </fieldset>
        )
      })}
      {draft.packages.length < ITEM_SHEET_LIMITS.mostPackages && (
        <Action
          label={t('add')}
          onClick={() =>
            change({ packages: [...draft.packages, { unit: '', unitEn: '', holds: null }] })
          }
        />
      )}
      <SwitchField
        label={t('retired')}
        checked={draft.isRetired}
        onChange={(isRetired) => change({ isRetired })}
      />
      <TextField
        label={t('note')}
        maxLength={ITEM_SHEET_LIMITS.mostNoteCharacters}
        value={draft.note}
        onChange={(note) => change({ note })}
      />
      <Action
        type="primary"
        loading={isBusy}
        disabled={input === null || isSaved}
        label={t('save')}
        onClick={() => input && void attempt(() => saveItemSheet(sheet, input))}
      />
      {sheet && isSaved && <Message type="success" title={t('saved')} />}
      {problem && <Message type="error" title={problem.sentence[language]} />}
    </div>
  )
}
