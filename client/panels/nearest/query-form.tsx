import { InputNumber, Segmented, Switch } from 'antd'
import { useId } from 'react'
import { NEAREST_COLLECTIONS, NEAREST_LIMITS } from '../../../data/nearest.ts'
import { PROFILE_IDS, PROFILES } from '../../../data/profile.ts'
import { type TextKey, useText } from '../../i18n/text.ts'
import { changeNearest, useAppState } from '../../state/app-state.ts'
import { GearRows, GearSelect } from './gear-picker.tsx'
import { GoodsPicker } from './goods-picker.tsx'
import { conditionsOf, switchCollection } from './query-changes.ts'
import { TimeChoice } from './time-choice.tsx'

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
    <details className="more-conditions">
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

const CollectionChoice = () => {
  const { t } = useText('panels')
  const collection = useAppState((state) => state.nearest.collection)
  return (
    <Segmented
      block
      className="target-group"
      aria-label={t('nearest.form.collection')}
      value={collection}
      options={NEAREST_COLLECTIONS.map((id) => ({
        value: id,
        label: t(`nearest.form.collections.${id}` as TextKey<'panels'>),
      }))}
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

const CountInput = () => {
  const { t } = useText('panels')
  const count = useAppState((state) => state.nearest.count)
  const id = useId()
  return (
    <span className="query-field">
      <label htmlFor={id}>{t('nearest.form.count')}</label>
      <InputNumber
        id={id}
        className="query-count target"
        min={1}
        max={NEAREST_LIMITS.maxCount}
        precision={0}
        value={count}
        onChange={(value) => value !== null && changeNearest({ count: value })}
      />
    </span>
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
