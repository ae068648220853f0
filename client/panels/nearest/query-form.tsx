import { InputNumber } from 'antd'
import { type ComponentProps, useId } from 'react'
import type { Bilingual } from '../../../data/bilingual.ts'
import { COLLECTIONS, type CollectionId, groupOf, LAYER_GROUPS } from '../../../data/collections.ts'
import { isMaterialKey, MATERIALS } from '../../../data/materials.ts'
import { NEAREST_LIMITS } from '../../../data/nearest.ts'
import { PROFILE_IDS, PROFILES } from '../../../data/profile.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import type { NearestOptions } from '../../api/nearest.ts'
import { GearRows, GearSelect } from '../../form/gear-picker.tsx'
import { ItemSelect } from '../../form/item-select.tsx'
import { conditionsOf, switchCollection } from '../../form/nearest-query.ts'
import { Choice, SwitchField } from '../../form/pieces.tsx'
import { TimeChoice } from '../../form/time-choice.tsx'
import { useText } from '../../i18n/text.ts'
import { changeNearest, useAppState } from '../../state/app-state.ts'

export const shortTitleOf = (id: CollectionId): Bilingual => {
  const { shortTitle, title }: ResourceDeclaration = COLLECTIONS[id]
  return shortTitle ?? title
}

/** What is looked for and under which conditions; every change asks again at once. */
export const QueryForm = () => {
  const { t, language } = useText('panels')
  const options = useAppState((state) => state.nearest)
  const { collection, at, equipment, onDuty, profile, count } = options
  const conditions = conditionsOf(collection)
  const gear = {
    equipment,
    onChange: (changed: typeof equipment) => changeNearest({ equipment: changed }),
  }
  return (
    <form
      className="column query-form"
      aria-label={t('nearest.form.label')}
      onSubmit={(event) => event.preventDefault()}
    >
      <div data-part="collection" className="query-collection">
        <Choice
          block
          label={t('nearest.form.collection')}
          value={groupOf(collection)}
          values={LAYER_GROUPS}
          textOf={(id) => shortTitleOf(id)[language]}
          onChange={(id) => changeNearest(switchCollection(id))}
        />
      </div>
      {conditions.stock && (
        <div data-part="goods">
          <GoodsPicker options={options} />
        </div>
      )}
      <div data-part="time">
        <TimeChoice at={at} onChange={(changed) => changeNearest({ at: changed })} />
      </div>
      {(conditions.duty || conditions.equipment) && (
        <div className="query-row">
          {conditions.duty && (
            <span data-part="duty">
              <SwitchField
                label={t('nearest.form.onDuty')}
                checked={onDuty}
                onChange={(checked) => changeNearest({ onDuty: checked })}
              />
            </span>
          )}
          {conditions.equipment && (
            <span data-part="gear" className="query-gear">
              <GearSelect {...gear} />
            </span>
          )}
        </div>
      )}
      {conditions.equipment && <GearRows {...gear} />}
      <div className="query-row">
        <span data-part="vehicle">
          <Choice
            label={t('nearest.form.profile')}
            value={profile}
            values={PROFILE_IDS}
            textOf={(id) => PROFILES[id].label[language]}
            onChange={(id) => changeNearest({ profile: id })}
          />
        </span>
        <NumberField
          label={t('nearest.form.count')}
          className="query-count target"
          max={NEAREST_LIMITS.maxCount}
          precision={0}
          value={count}
          onChange={(value) => value !== null && changeNearest({ count: value })}
        />
      </div>
    </form>
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

/** Which goods a stockpile must hold, and how much of them. */
const GoodsPicker = ({ options: { item, quantity } }: { options: NearestOptions }) => {
  const { t, language } = useText('panels')
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
