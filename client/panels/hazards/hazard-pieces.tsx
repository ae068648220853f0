/** What closures and warnings share: messages, buttons, and what lies inside an area. */
import { type ReactNode, useState } from 'react'
import type { CollectionId } from '../../../data/collections.ts'
import { bboxOf } from '../../../data/geometry.ts'
import { itemKeys } from '../../../data/materials.ts'
import type { Closure } from '../../../data/scenario.ts'
import type { WarningInside } from '../../../data/warning.ts'
import { goodsText, localisedName, nameOfCode, numberText } from '../../../data/wording.ts'
import { useFeatures } from '../../api/features.ts'
import { useWarningInside, WARNINGS } from '../../api/hazards.ts'
import { type ApiProblem, isOutcomeUnknown } from '../../api/problem.ts'
import { invalidate } from '../../api/request.ts'
import { Action, Message, QueryStatus } from '../../form/pieces.tsx'
import { RemoveButton } from '../../form/remove-button.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { changeState, flyTo } from '../../state/app-state.ts'
import { setHazardTool } from '../../state/map-tool.ts'

const FIRST = 10

/** Everything of ours inside the area of a warning. */
export const Inside = ({ id }: { id: string }) => {
  const { t } = useText('hazards')
  const query = useWarningInside(id)
  if (query.data) return <Found inside={query.data} />
  return (
    <QueryStatus
      // the warning may have been replaced meanwhile: the list says by which
      query={{ ...query, refetch: () => invalidate([WARNINGS]) }}
      failed={(reason) => t('insideFailed', reason)}
    />
  )
}

const Found = ({ inside }: { inside: WarningInside }) => {
  const { t, language } = useText('hazards')
  const { data: counties } = useFeatures('counties')
  const { stations, stockpiles, works, forests, people } = inside
  const lists = [
    ['stations', t('stations', { count: stations.count }), stations],
    ['stockpiles', t('stockpiles', { count: stockpiles.count }), stockpiles],
    ['flood-works', t('works', { count: works.count }), works],
    ['forests', t('forests', { count: forests.count }), forests],
  ] as const satisfies readonly (readonly [CollectionId, string, unknown])[]
  const comma = language === 'zh' ? '，' : ', '
  const stock = itemKeys().flatMap((item) => {
    const quantity = stockpiles.stock[item] ?? 0
    return quantity > 0 ? [goodsText(quantity, item, language)] : []
  })
  return (
    <div className="stack">
      <p>
        <strong>{t('people', { count: numberText(people.total, language) })}</strong>{' '}
        {people.byCounty
          .map(({ code, name, people: count }) =>
            t('peopleOf', {
              name: nameOfCode(code, counties ?? [], language) ?? name,
              count: numberText(count, language),
            }),
          )
          .join(comma)}
      </p>
      {lists.map(([collection, title, { count, features }]) =>
        count === 0 ? (
          <p key={collection}>{title}</p>
        ) : (
          <details key={collection} className="fold">
            <summary className="target">{title}</summary>
            <FeatureLinks collection={collection} features={features} first={FIRST} />
            {count > features.length && (
              <p>{t('moreListed', { count: count - features.length })}</p>
            )}
          </details>
        ),
      )}
      {stock.length > 0 && (
        <details className="fold">
          <summary className="target">{t('goods', { count: stock.length })}</summary>
          <ul>
            {stock.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
      {inside.notice && <p className="secondary">{inside.notice[language]}</p>}
    </div>
  )
}

interface FeatureLinksProps {
  collection: CollectionId
  features: readonly { id: string; name: string; nameEn: string | null }[]
  /** How many are shown before all are asked for. */
  first: number
}

/** Names that open what they stand for. */
export const FeatureLinks = ({ collection, features, first }: FeatureLinksProps) => {
  const { t, language } = useText('hazards')
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? features : features.slice(0, first)
  return (
    <>
      <ul className="plain-list">
        {shown.map((feature) => (
          <li key={feature.id}>
            <Action
              className="name-button"
              type="link"
              label={localisedName(feature, language)}
              onClick={() => changeState({ selection: { collection, id: feature.id } })}
            />
          </li>
        ))}
      </ul>
      {features.length > first && (
        <Action
          aria-expanded={isWhole}
          label={isWhole ? t('showFewer') : t('showAll', { count: features.length })}
          onClick={() => setIsWhole(!isWhole)}
        />
      )}
    </>
  )
}

/** Why something was not saved; where no answer came, that it may be. */
export const NotSaved = ({ problem }: { problem: ApiProblem }) => {
  const { t, language } = useText('hazards')
  return isOutcomeUnknown(problem) ? (
    <Message type="warning" title={t('unknown')} />
  ) : (
    <Message type="error" title={t('failed', { detail: problem.sentence[language] })} />
  )
}

/** What to do on the map while a tool is taken up. */
export const ToolNote = ({ title }: { title: string }) => {
  const { t } = useText('hazards')
  return (
    <Message
      type="info"
      title={title}
      action={<Action label={t('leave')} onClick={() => setHazardTool('none')} />}
    />
  )
}

interface Holding {
  readonly name: string
  /** ISO instants. */
  readonly from: string
  readonly until: string | null
}

/** A name that was not changed ends in the moment it holds from: the line below its title has that. */
export const titleOf = ({ name, from }: Pick<Holding, 'name' | 'from'>): string => {
  const moment = ` ${dateTimeText(Date.parse(from))}`
  return name.endsWith(moment) ? name.slice(0, -moment.length) : name
}

/** What it is, unless its title says so, and how long it holds. */
export const Held = ({ of, kind }: { of: Holding; kind: string }) => {
  const { t } = useText('hazards')
  const end = of.until === null ? t('open') : dateTimeText(Date.parse(of.until))
  const time = `${dateTimeText(Date.parse(of.from))} – ${end}`
  return titleOf(of).includes(kind) ? time : `${kind} · ${time}`
}

interface CardButtonsProps {
  name: string
  /** Null where it is not on the map. */
  area: Closure | null
  onRemove: () => void
  children?: ReactNode
}

/** Shows it on the map, or deletes it. */
export const CardButtons = ({ name, area, onRemove, children }: CardButtonsProps) => {
  const { t } = useText('hazards')
  return (
    <div className="buttons">
      {area && <Action label={t('show')} onClick={() => flyTo(bboxOf(area))} />}
      {children}
      <RemoveButton
        label={t('remove')}
        question={t('removeAsk', { name })}
        yes={t('removeYes')}
        no={t('leave')}
        onRemove={onRemove}
      />
    </div>
  )
}
