import { InputNumber } from 'antd'
import { useId, useState } from 'react'
import { CHANGE_LIMITS } from '../../../../data/change.ts'
import { ITEM_SHEET_LIMITS, type ItemSheet } from '../../../../data/item-sheet.ts'
import { MATERIAL_CLASSES, MATERIAL_USES, MATERIALS } from '../../../../data/materials.ts'
import { measuresOf, packageText } from '../../../../data/packages.ts'
import { deleteItemSheet, saveItemSheet } from '../../../api/item-sheets.ts'
import { Action, Choice, Message, SwitchField, TextField } from '../../../form/pieces.tsx'
import { RemoveButton } from '../../../form/remove-button.tsx'
import { useAttempt } from '../../../form/use-attempt.ts'
import { useText } from '../../../i18n/text.ts'
import { useDeskName } from '../../../state/remembered-name.ts'
import { inputOf, type SheetDraft } from './sheet-draft.ts'
import { SheetHistory } from './sheet-history.tsx'

interface SheetEditorProps {
  before: SheetDraft
  /** As it is kept; null where the item has none yet. */
  sheet: ItemSheet | null
  /** Null where the item was chosen above. */
  onLeave: (() => void) | null
}

export const SheetEditor = ({ before, sheet, onLeave }: SheetEditorProps) => {
  const { t, language } = useText('ledger', 'sheets')
  const { isBusy, problem, attempt } = useAttempt()
  const [draft, setDraft] = useState(before)
  const by = useDeskName((state) => state.name)
  const change = (changes: Partial<SheetDraft>): void => setDraft({ ...draft, ...changes })
  const input = inputOf(draft)
  const isSaved = JSON.stringify(draft) === JSON.stringify(before)
  const { own, item } = draft
  const unit = own ? own.unit || t('ownUnit') : MATERIALS[item].unit[language]
  const isNew = sheet === null && own !== null
  const save = async (): Promise<void> => {
    const isKept = input && (await attempt(() => saveItemSheet(sheet, input, by.trim())))
    if (isKept && isNew) onLeave?.()
  }
  return (
    <div className="stack">
      {onLeave && <Action label={t('back')} onClick={onLeave} />}
      {own && <OwnFields draft={draft} isNew={isNew} change={change} />}
      <Weights draft={draft} unit={unit} change={change} />
      {!own &&
        measuresOf(item).map((each) => (
          <p key={each.unit} className="secondary">
            {t('measure', { what: packageText(each, item, language) })}
          </p>
        ))}
      <Packages draft={draft} unit={unit} change={change} />
      {!isNew && (
        <SwitchField
          label={t('retired')}
          checked={draft.isRetired}
          onChange={(isRetired) => change({ isRetired })}
        />
      )}
      <TextField
        label={t('note')}
        maxLength={ITEM_SHEET_LIMITS.mostNoteCharacters}
        value={draft.note}
        onChange={(note) => change({ note })}
      />
      <TextField
        label={t('who')}
        maxLength={CHANGE_LIMITS.mostNameCharacters}
        value={by}
        onChange={(name) => useDeskName.setState({ name })}
      />
      {input === null && <p className="secondary">{t(own ? 'ownMissing' : 'missing')}</p>}
      <Action
        type="primary"
        loading={isBusy}
        disabled={input === null || isSaved}
        label={t('save')}
        onClick={() => void save()}
      />
      {sheet && isSaved && <Message type="success" title={t('saved')} />}
      {problem && <Message type="error" title={problem.sentence[language]} />}
      {sheet && own && (
        <RemoveButton
          label={t('removeSheet')}
          question={t('removeAsk', { item: draft.name })}
          yes={t('removeYes')}
          no={t('removeNo')}
          onRemove={() => void attempt(() => deleteItemSheet(sheet, by.trim()))}
        />
      )}
      {sheet && <SheetHistory id={sheet.id} />}
    </div>
  )
}

interface PartProps {
  draft: SheetDraft
  change: (changes: Partial<SheetDraft>) => void
}

const TEXTS = {
  nameEn: 'mostNameCharacters',
  unit: 'mostUnitCharacters',
  unitEn: 'mostUnitCharacters',
  specification: 'mostSpecificationCharacters',
  specificationEn: 'mostSpecificationCharacters',
  code: 'mostCodeCharacters',
} as const

/** What an item is that the catalogue does not have. */
const OwnFields = ({ draft, isNew, change }: PartProps & { isNew: boolean }) => {
  const { t, language } = useText('ledger', 'sheets')
  const own = draft.own!
  const changeOwn = (changes: Partial<typeof own>): void => change({ own: { ...own, ...changes } })
  return (
    <>
      <TextField
        label={t('own.name')}
        maxLength={ITEM_SHEET_LIMITS.mostNameCharacters}
        autoFocus={isNew}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      {(Object.keys(TEXTS) as (keyof typeof TEXTS)[]).map((field) => (
        <TextField
          key={field}
          label={t(`own.${field}`)}
          maxLength={ITEM_SHEET_LIMITS[TEXTS[field]]}
          value={own[field]}
          onChange={(value) => changeOwn({ [field]: value })}
        />
      ))}
      <Choice
        vertical
        box="stack"
        label={t('own.class')}
        value={own.class}
        values={Object.keys(MATERIAL_CLASSES) as (typeof own.class)[]}
        textOf={(value) => MATERIAL_CLASSES[value].label[language]}
        onChange={(value) => changeOwn({ class: value })}
      />
      <Choice
        vertical
        box="stack"
        label={t('own.use')}
        value={own.use}
        values={Object.keys(MATERIAL_USES) as (typeof own.use)[]}
        textOf={(value) => MATERIAL_USES[value][language]}
        onChange={(use) => changeOwn({ use })}
      />
      <NumberField
        label={t('own.shelfLifeMonths')}
        min={1}
        max={ITEM_SHEET_LIMITS.mostShelfLifeMonths}
        precision={0}
        value={own.shelfLifeMonths}
        onChange={(shelfLifeMonths) => changeOwn({ shelfLifeMonths })}
      />
      <SwitchField
        label={t('own.drivesItself')}
        checked={own.drivesItself}
        onChange={(drivesItself) => changeOwn({ drivesItself })}
      />
    </>
  )
}

interface NumberFieldProps {
  label: string
  min: number
  max: number
  precision?: number
  placeholder?: string
  value: number | null
  onChange: (value: number | null) => void
}

const NumberField = ({ label, ...input }: NumberFieldProps) => {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <InputNumber<number> className="target sheet-number" id={id} {...input} />
    </div>
  )
}

/** What plans reckon with from then on. */
const Weights = ({ draft, unit, change }: PartProps & { unit: string }) => {
  const { t } = useText('ledger', 'sheets')
  const { weighs } = draft
  const limits = {
    kilogramsPerUnit: ITEM_SHEET_LIMITS.mostKilograms,
    cubicMetresPerUnit: ITEM_SHEET_LIMITS.mostCubicMetres,
  }
  return (['kilogramsPerUnit', 'cubicMetresPerUnit'] as const).map((each) => (
    <NumberField
      key={each}
      label={t(each, { unit })}
      min={0}
      max={limits[each]}
      placeholder={draft.own ? '' : t('asCatalogue')}
      value={weighs[each]}
      onChange={(value) => change({ weighs: { ...weighs, [each]: value } })}
    />
  ))
}

const Packages = ({ draft, unit, change }: PartProps & { unit: string }) => {
  const { t } = useText('ledger', 'sheets')
  const { packages } = draft
  const changePackage = (index: number, changes: Partial<(typeof packages)[number]>): void =>
    change({
      packages: packages.map((each, at) => (at === index ? { ...each, ...changes } : each)),
    })
  return (
    <>
      {packages.map((each, index) => {
        const name = each.unit.trim() === '' ? t('package') : each.unit.trim()
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are distinguished by their place alone
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
            <NumberField
              label={t('holds', { package: name, unit })}
              min={0.001}
              max={ITEM_SHEET_LIMITS.mostHolds}
              value={each.holds}
              onChange={(holds) => changePackage(index, { holds })}
            />
            <Action
              label={t('remove', { package: name })}
              onClick={() => change({ packages: packages.filter((_, at) => at !== index) })}
            />
          </fieldset>
        )
      })}
      {packages.length < ITEM_SHEET_LIMITS.mostPackages && (
        <Action
          label={t('add')}
          onClick={() => change({ packages: [...packages, { unit: '', unitEn: '', holds: null }] })}
        />
      )}
    </>
  )
}
