import { useState } from 'react'
import { kitName } from '../../../../data/kit-words.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import type {
  CounterfactualRequest,
  KitPassedOver,
  PlanPassedOver,
  TransferPlan,
} from '../../../../data/transfer-plan.ts'
import { durationText, listText, localisedName, senderName } from '../../../../data/wording.ts'
import { useCounterfactual } from '../../../api/transfers.ts'
import { Action, QueryStatus } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { FoldedPart } from './folded.tsx'
import { LorriesField } from './load-card.tsx'

/** An item or a kit. */
type Passed = PlanPassedOver | KitPassedOver

/** Items and kits with the same reasons are listed together. */
interface PassedLine {
  readonly site: number
  readonly seconds: number
  readonly items: readonly Passed[]
}

const inGroups = <T,>(list: readonly T[], keyOf: (each: T) => string): T[][] => {
  const groups = new Map<string, T[]>()
  for (const each of list) {
    const group = groups.get(keyOf(each))
    if (group) group.push(each)
    else groups.set(keyOf(each), [each])
  }
  return [...groups.values()]
}

/** Stockpiles in the order of the answer, each with what it does not send, by site and reasons. */
export const groupedPassedOver = (
  passedOver: readonly Passed[],
): { readonly stockpile: Passed; readonly lines: readonly PassedLine[] }[] =>
  inGroups(passedOver, ({ stockpileId }) => stockpileId).map((ofStockpile) => ({
    stockpile: ofStockpile[0]!,
    lines: inGroups(ofStockpile, ({ site, reasons }) =>
      [site, ...reasons.map(({ detail }) => detail.en)].join(' '),
    ).map((items) => ({ site: items[0]!.site, seconds: items[0]!.seconds, items })),
  }))

const keyOf = (each: Passed): string => ('item' in each ? each.item : each.kit)

const isAboutLorries = ({ reason }: Passed['reasons'][number]): boolean => reason === 'lorries'

/** Why nearer stockpiles do not send, stockpile by stockpile. */
export const PassedOver = ({ plan }: { plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const all = [...plan.passedOver, ...plan.kitsPassedOver]
  if (all.length === 0) return null
  return (
    <FoldedPart label={t('why')}>
      <ul className="plan-folded">
        {groupedPassedOver(all).map(({ stockpile, lines }) => (
          <li key={stockpile.stockpileId}>
            <strong>{senderName(stockpile, language)}</strong>
            {lines.some(({ items }) => items[0]!.reasons.some(isAboutLorries)) && (
              <LorriesField
                stockpileId={stockpile.stockpileId}
                there={plan.lorriesThere[stockpile.stockpileId]}
              />
            )}
            <ul>
              {lines.map((line) => (
                <li key={line.items.map((each) => `${each.site} ${keyOf(each)}`).join()}>
                  <PassedText line={line} plan={plan} />
                  <Supposed line={line} plan={plan} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </FoldedPart>
  )
}

const PassedText = ({ line, plan }: { line: PassedLine; plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const site = plan.sites[line.site]
  const names = line.items.map((each) => {
    if ('item' in each) return MATERIALS[each.item].label[language]
    const kit = site?.kits.find(({ id }) => id === each.kit)
    return kit ? kitName(kit, language) : each.kit
  })
  const reasons = line.items[0]!.reasons.map(({ detail }) => detail[language])
  return t('passed', {
    site: plan.sites.length > 1 && site ? `→ ${localisedName(site, language)} ` : '',
    duration: durationText(line.seconds, language),
    items: listText(names, language),
    reasons: listText(reasons, language),
  })
}

/** What it would cost if this stockpile sent, item by item; worked out when it is asked for. */
const Supposed = ({ line, plan }: { line: PassedLine; plan: TransferPlan }) => {
  const { t } = useText('plan')
  const [isOpen, setIsOpen] = useState(false)
  const able = line.items
    .filter((each) => 'item' in each)
    .filter(({ reasons }) =>
      reasons.every(({ reason }) => reason !== 'no-stock' && reason !== 'expired'),
    )
  if (able.length === 0) return null
  if (!isOpen) return <Action type="link" label={t('suppose')} onClick={() => setIsOpen(true)} />
  return (
    <ul>
      {able.map(({ item, site, stockpileId }) => (
        <li key={item}>
          <SupposedText planId={plan.id} asked={{ item, site, stockpileId }} />
        </li>
      ))}
    </ul>
  )
}

const SupposedText = ({ planId, asked }: { planId: string; asked: CounterfactualRequest }) => {
  const { t, language } = useText('plan')
  const query = useCounterfactual(planId, asked)
  return (
    <>
      <QueryStatus
        query={query}
        failed={(reason) => t('failed', reason)}
        loading={t('computing')}
      />
      {query.data?.sentence[language]}
    </>
  )
}
