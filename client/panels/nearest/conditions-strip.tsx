import { DownOutlined, UndoOutlined } from '@ant-design/icons'
import { useEffect, useRef, useState } from 'react'
import type { Language } from '../../../data/bilingual.ts'
import { groupOf } from '../../../data/collections.ts'
import { EQUIPMENT } from '../../../data/equipment.ts'
import { isMaterialKey, MATERIALS } from '../../../data/materials.ts'
import { PROFILES } from '../../../data/profile.ts'
import { countsText, goodsText } from '../../../data/wording.ts'
import type { NearestOptions } from '../../api/nearest.ts'
import { conditionsOf, switchCollection } from '../../form/nearest-query.ts'
import { Action } from '../../form/pieces.tsx'
import { clockText, instantOf } from '../../form/shanghai-time.ts'
import { type Translate, useText } from '../../i18n/text.ts'
import { changeNearest, INITIAL_STATE, useAppState } from '../../state/app-state.ts'
import { QueryForm, shortTitleOf } from './query-form.tsx'

/** What a part of the line is edited by. */
export type QueryPart = 'collection' | 'goods' | 'time' | 'duty' | 'vehicle' | 'gear'

interface Part {
  readonly part: QueryPart
  readonly text: string
  /** Another value than the usual one. */
  readonly isChanged: boolean
}

const usualOptions = ({ collection }: NearestOptions): NearestOptions => ({
  ...INITIAL_STATE.nearest,
  ...switchCollection(collection),
})

/** The conditions in the fewest words, in the order in which they are edited. */
export const conditionParts = (
  options: NearestOptions,
  language: Language,
  t: Translate<'panels'>,
): Part[] => {
  const { collection, at, onDuty, profile, equipment, item, quantity } = options
  const usual = usualOptions(options)
  const has = conditionsOf(collection)
  const instant = at === null ? null : instantOf(at)
  const gear = countsText(equipment, EQUIPMENT, language, 1)
  const goods = item !== null && isMaterialKey(item) ? item : null
  const goodsWords = (): string => {
    if (goods === null) return t('nearest.form.anyItem')
    return quantity === null
      ? MATERIALS[goods].label[language]
      : goodsText(quantity, goods, language)
  }
  const title = shortTitleOf(groupOf(collection))[language]
  return [
    { part: 'collection', text: title, isChanged: false },
    ...(has.stock
      ? [{ part: 'goods' as const, text: goodsWords(), isChanged: goods !== null }]
      : []),
    {
      part: 'time',
      text: instant === null ? t('nearest.form.now') : clockText(instant, Date.now(), language),
      isChanged: at !== null,
    },
    ...(has.duty
      ? [
          {
            part: 'duty' as const,
            text: t(onDuty ? 'nearest.form.dutyOnly' : 'nearest.form.anyDuty'),
            isChanged: onDuty !== usual.onDuty,
          },
        ]
      : []),
    {
      part: 'vehicle',
      text: PROFILES[profile].label[language],
      isChanged: profile !== usual.profile,
    },
    ...(has.equipment
      ? [
          {
            part: 'gear' as const,
            text: gear === '' ? t('nearest.form.anyGear') : gear,
            isChanged: gear !== '',
          },
        ]
      : []),
  ]
}

/** Whether the answer is about another hour than now, or about who is off duty: no order to go. */
export const isWhatIf = ({ at, onDuty, collection }: NearestOptions): boolean =>
  at !== null || (conditionsOf(collection).duty && !onDuty)

/** The conditions in one line; each part opens what it is changed by. */
export const ConditionsStrip = () => {
  const { t, language } = useText('panels')
  const options = useAppState((state) => state.nearest)
  const [opened, setOpened] = useState<QueryPart | 'all' | null>(null)
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (opened === null || opened === 'all') return
    form.current
      ?.querySelector<HTMLElement>(
        `[data-part="${opened}"] :is(input:not([disabled]), button:not([disabled]))`,
      )
      ?.focus()
  }, [opened])
  const parts = conditionParts(options, language, t)
  const usual = usualOptions(options)
  const isUsual = parts.every(({ isChanged }) => !isChanged) && options.count === usual.count
  return (
    <section className="column conditions" aria-label={t('nearest.form.label')}>
      <div className="row conditions-strip">
        {parts.map(({ part, text, isChanged }) => (
          <button
            key={part}
            type="button"
            className="bare condition target"
            data-changed={isChanged}
            aria-expanded={opened !== null}
            onClick={() => setOpened(opened === part ? null : part)}
          >
            {text}
          </button>
        ))}
        {!isUsual && (
          <Action
            type="text"
            className="conditions-reset"
            icon={UndoOutlined}
            aria-label={t('nearest.form.reset')}
            title={t('nearest.form.reset')}
            onClick={() => changeNearest(usual)}
          />
        )}
        <Action
          type="text"
          className="conditions-edit"
          aria-expanded={opened !== null}
          icon={DownOutlined}
          label={t(opened === null ? 'nearest.form.edit' : 'nearest.form.done')}
          onClick={() => setOpened(opened === null ? 'all' : null)}
        />
      </div>
      {opened !== null && (
        <div ref={form}>
          <QueryForm />
        </div>
      )}
    </section>
  )
}
