import { InputNumber, Segmented, Switch } from 'antd'
import { type ComponentProps, useId } from 'react'
import type { Bilingual } from '../../../data/bilingual.ts'
import { COLLECTIONS, type CollectionId, groupOf, LAYER_GROUPS } from '../../../data/collections.ts'
import { isMaterialKey, MATERIALS } from '../../../data/materials.ts'
import { NEAREST_LIMITS } from '../../../data/nearest.ts'
import { PROFILE_IDS, PROFILES } from '../../../data/profile.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { GearRows, GearSelect } from '../../form/gear-picker.tsx'
import { ItemSelect } from '../../form/item-select.tsx'
import { conditionsOf, switchCollection } from '../../form/nearest-query.ts'
import { TimeChoice } from '../../form/time-choice.tsx'
import { useText } from '../../i18n/text.ts'
import { changeNearest, useAppState } from '../../state/app-state.ts'

/** What is looked for and under which conditions; every change asks again at once. */
export const QueryForm = () => {
  const { t } = useText('panels')
  const { collection, at, equipment } = useAppState((state) => state.nearest)
  const conditions = conditionsOf(collection)
  const gear = {
    equipment,
    onChange: (changed: typeof equipment) => changeNearest({ equipment: changed }),
  }
  return (
    <form
      className="query-form"
      aria-label={t('nearest.form.label')}
      onSubmit={(event) => event.preventDefault()}
    >
      <CollectionChoice />
      {conditions.stock && <GoodsPicker />}
      <TimeChoice at={at} onChange={(changed) => changeNearest({ at: changed })} />
      {(conditions.duty || conditions.equipment) && (
        <div className="query-row">
          {conditions.duty && <DutySwitch />}
          {conditions.equipment && <GearSelect {...gear} />}
        </div>
      )}
      {conditions.equipment && <GearRows {...gear} />}
      <MoreConditions />
    </form>
  )
}

/** What is seldom changed stays folded away, with its values in the summary. */
const MoreConditions = () => {
  const { t, language } = useText('panels')
  const { count, profile } = useAppState((state) => state.nearest)
  return (
    <details className="fold more-conditions">
      <summary className="target">
        {t('nearest.form.more', { count, profile: PROFILES[profile].label[language] })}
      </summary>
      <div className="query-row">
        <CountInput />
        <ProfileChoice />
      </div>
    </details>
  )
}

const shortTitleOf = (id: CollectionId): Bilingual => {
  const { shortTitle, title }: ResourceDeclaration = COLLECTIONS[id]
  return shortTitle ?? title
}

const CollectionChoice = () => {
  const { t, language } = useText('panels')
  const collection = useAppState((state) => state.nearest.collection)
  return (
    <Segmented
      block
      className="target-group"
      aria-label={t('nearest.form.collection')}
      value={groupOf(collection)}
      options={LAYER_GROUPS.map((id) => ({ value: id, label: shortTitleOf(id)[language] }))}
      onChange={(id) => changeNearest(switchCollection(id))}
    />
  )
}

const DutySwitch = () => {
  const { t } = useText('panels')
  const onDuty = useAppState((state) => state.nearest.onDuty)
  const id = useId()
  return (
    <span className="query-field target">
      <Switch id={id} checked={onDuty} onChange={(checked) => changeNearest({ onDuty: checked })} />
      <label htmlFor={id}>{t('nearest.form.onDuty')}</label>
    </span>
  )
}

interface NumberFieldProps extends ComponentProps<typeof InputNumber<number>> {
  label: string
}

const NumberField = ({ label, ...input }: NumberFieldProps) => {
  const id = useId()
  return (
    <span className="query-field">
      <label htmlFor={id}>{label}</label>
      <InputNumber<number> id={id} min={1} {...input} />
    </span>
  )
}

const CountInput = () => {
  const { t } = useText('panels')
  const count = useAppState((state) => state.nearest.count)
  return (
    <NumberField
      label={t('nearest.form.count')}
      className="query-count target"
      max={NEAREST_LIMITS.maxCount}
      precision={0}
      value={count}
      onChange={(value) => value !== null && changeNearest({ count: value })}
    />
  )
}

const ProfileChoice = () => {
  const { t, language } = useText('panels')
  const profile = useAppState((state) => state.nearest.profile)
  return (
    <Segmented
      className="target-group"
      aria-label={t('nearest.form.profile')}
      value={profile}
      options={PROFILE_IDS.map((id) => ({ value: id, label: PROFILES[id].label[language] }))}
      onChange={(id) => changeNearest({ profile: id })}
    />
  )
}

/** Which goods a stockpile must hold, and how much of them. */
const GoodsPicker = () => {
  const { t, language } = useText('panels')
  const { item, quantity } = useAppState((state) => state.nearest)
  const known = item !== null && isMaterialKey(item) ? item : null
  return (
    <div className="query-row">
      <ItemSelect
        allowClear
        placeholder={t('nearest.form.anyItem')}
        label={t('nearest.form.item')}
        value={known}
        onChange={(key) => changeNearest({ item: key, quantity: null })}
      />
      {known && (
        <NumberField
          label={t('nearest.form.quantity', { unit: MATERIALS[known].unit[language] })}
          className="query-quantity target"
          value={quantity}
          onChange={(value) => changeNearest({ quantity: value })}
        />
      )}
    </div>
  )
}
