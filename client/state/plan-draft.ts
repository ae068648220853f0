/** The transfer being planned: sites, goods, rules; every edit is one step that can be undone. */
import { create } from 'zustand'
import type { MaterialKey } from '../../data/materials.ts'
import type { PlanAim, PlanRule, Priority } from '../../data/plan-request.ts'
import type { Closure } from '../../data/scenario.ts'
import type { TransferInput } from '../../data/transfer-order.ts'
import type { TransferPlan } from '../../data/transfer-plan.ts'
import { changeDispatch, changeState, type Place } from './app-state.ts'
import { createKept, jsonOf } from './create-kept.ts'
import { newKey } from './new-key.ts'

/** Steps that can be undone; older ones are forgotten. */
const MOST_STEPS = 100
/** Keystrokes in one field that follow each other this closely are undone together. */
const TYPING_MILLISECONDS = 1500

export interface DraftDemand {
  readonly item: MaterialKey
  /** Null while nothing has been typed: such a line is not planned. */
  readonly quantity: number | null
}

/** Where a work's goods are unloaded, as it was chosen. */
export type DraftUnloading =
  | { readonly kind: 'stake'; readonly stake: string }
  | { readonly kind: 'place'; readonly lon: number; readonly lat: number }

export interface DraftSite {
  /** Distinguishes sites; never sent. */
  readonly key: string
  readonly workId: string | null
  readonly name: string
  readonly lon: number
  readonly lat: number
  /** Of a work; left out: what is stored with it, else its middle. */
  readonly unloading?: DraftUnloading | null
  /** Local wall-clock `YYYY-MM-DDTHH:MM` in Asia/Shanghai, null for as soon as can be. */
  readonly deadline: string | null
  readonly priority: Priority
  readonly demands: readonly DraftDemand[]
  /** By the kit's id; left out in drafts that were kept before there were any. */
  readonly kits?: readonly { readonly kit: string; readonly quantity: number | null }[]
  readonly receiver: string
  readonly contact: string
}

/** Lorries that belong to no stockpile; null while nothing has been typed. */
export interface DraftHired {
  /** Distinguishes lines; never sent. */
  readonly key: string
  readonly name: string
  readonly count: number | null
  readonly kilograms: number | null
  readonly cubicMetres: number | null
  readonly readyMinutes: number | null
  /** Where they stand: at a stockpile, or a place by its name. */
  readonly at:
    | { readonly stockpileId: string }
    | { readonly lon: number; readonly lat: number; readonly label: string }
}

/** What the plan is made of. */
export interface PlanContent {
  readonly sites: readonly DraftSite[]
  readonly emergency: boolean
  /** Rules that are switched off are false. */
  readonly rules: Readonly<Partial<Record<PlanRule, boolean>>>
  /** What the plan is judged by, in order; null: the usual aims. */
  readonly objectives: readonly PlanAim[] | null
  readonly exclude: readonly string[]
  readonly close: readonly Closure[]
  readonly lorries: Readonly<Record<string, number>>
  /** Left out in drafts that were kept before there were any. */
  readonly hired?: readonly DraftHired[]
}

/** A confirmation that was sent and not answered yet: sent again with its key it does no harm. */
export interface PendingConfirmation {
  readonly key: string
  readonly input: TransferInput
  readonly sentAt: string
}

export interface PlanDraft {
  content: PlanContent
  past: readonly PlanContent[]
  future: readonly PlanContent[]
  /** The field typed in last, and when; null after any other step. */
  typing: { readonly field: string; readonly at: number } | null
  /** Who orders the transfer; remembered from one to the next. */
  requestedBy: string
  pending: PendingConfirmation | null
}

export const EMPTY_CONTENT: PlanContent = {
  sites: [],
  emergency: false,
  rules: {},
  objectives: null,
  exclude: [],
  close: [],
  lorries: {},
}

export const EMPTY_PLAN_DRAFT: PlanDraft = {
  content: EMPTY_CONTENT,
  past: [],
  future: [],
  typing: null,
  requestedBy: '',
  pending: null,
}

/** What survives a reload, a closed window or a lost connection. */
type KeptPlan = Pick<PlanDraft, 'content' | 'requestedBy' | 'pending'>

const isKeptPlan = (value: unknown): value is KeptPlan => {
  if (typeof value !== 'object' || value === null) return false
  if (!('content' in value) || !('requestedBy' in value) || !('pending' in value)) return false
  const { content, requestedBy } = value
  return (
    typeof requestedBy === 'string' &&
    typeof content === 'object' &&
    content !== null &&
    Object.keys(EMPTY_CONTENT).every((name) => name in content) &&
    Array.isArray((content as PlanContent).sites)
  )
}

export const usePlanDraft = createKept<PlanDraft, KeptPlan>(EMPTY_PLAN_DRAFT, {
  name: 'transfer-plan-draft',
  area: () => localStorage,
  keep: ({ content, requestedBy, pending }) => ({ content, requestedBy, pending }),
  parse: jsonOf(isKeptPlan),
})

interface ComparedPlan {
  readonly kept: { readonly plan: TransferPlan; readonly content: PlanContent } | null
}

/** The plan put aside to be compared with; it stays while other tabs are looked at. */
export const useComparedPlan = create<ComparedPlan>()(() => ({ kept: null }))

export const comparePlan = (kept: ComparedPlan['kept']): void => useComparedPlan.setState({ kept })

/**
 * Makes one undoable step. @param field names what is typed in: "8000" is one step, not four.
 */
export const editPlan = (
  edit: (content: PlanContent) => PlanContent,
  field: string | null = null,
): void =>
  usePlanDraft.setState(({ content, past, typing }) => {
    const at = Date.now()
    const isSameWord =
      field !== null && typing?.field === field && at - typing.at < TYPING_MILLISECONDS
    return {
      content: edit(content),
      past: isSameWord ? past : [...past, content].slice(-MOST_STEPS),
      future: [],
      typing: field === null ? null : { field, at },
    }
  })

type PlaceOfSite = Pick<DraftSite, 'workId' | 'lon' | 'lat'>

const isSamePlace = (a: PlaceOfSite, b: PlaceOfSite): boolean =>
  a.workId === b.workId && (a.workId !== null || (a.lon === b.lon && a.lat === b.lat))

/** Adds a site, or opens the one of the same flood work or place again. @returns its key. */
export const addSite = (site: Omit<DraftSite, 'key'>): string => {
  const { sites } = usePlanDraft.getState().content
  const known = sites.find((each) => isSamePlace(each, site))
  if (known) return known.key
  const key = newKey()
  editPlan((content) => ({ ...content, sites: [...content.sites, { ...site, key }] }))
  return key
}

const editSite = (
  key: string,
  edit: (site: DraftSite) => DraftSite,
  field: string | null = null,
): void =>
  editPlan(
    (content) => ({
      ...content,
      sites: content.sites.map((site) => (site.key === key ? edit(site) : site)),
    }),
    field,
  )

export const changeSite = (key: string, changes: Partial<Omit<DraftSite, 'key'>>): void =>
  editSite(key, (site) => ({ ...site, ...changes }), `${key} ${Object.keys(changes).join()}`)

export const removeSite = (key: string): void =>
  editPlan((content) => ({ ...content, sites: content.sites.filter((site) => site.key !== key) }))

/** Sets the quantity of an item at a site; adds the line where there is none. */
export const setDemand = (key: string, item: MaterialKey, quantity: number | null): void =>
  editSite(
    key,
    (site) => ({
      ...site,
      demands: site.demands.some((demand) => demand.item === item)
        ? site.demands.map((demand) => (demand.item === item ? { item, quantity } : demand))
        : [...site.demands, { item, quantity }],
    }),
    `${key} ${item}`,
  )

export const removeDemand = (key: string, item: MaterialKey): void =>
  editSite(key, (site) => ({
    ...site,
    demands: site.demands.filter((demand) => demand.item !== item),
  }))

/** @param quantity of the kit at a site; undefined takes the line away. */
export const setKit = (key: string, kit: string, quantity: number | null | undefined): void =>
  editSite(
    key,
    (site) => {
      const kits = site.kits ?? []
      if (quantity === undefined) return { ...site, kits: kits.filter((each) => each.kit !== kit) }
      const isKnown = kits.some((each) => each.kit === kit)
      return {
        ...site,
        kits: isKnown
          ? kits.map((each) => (each.kit === kit ? { kit, quantity } : each))
          : [...kits, { kit, quantity }],
      }
    },
    quantity === undefined ? null : `${key} ${kit}`,
  )

export const setRule = (rule: PlanRule, isOn: boolean): void =>
  editPlan((content) => ({ ...content, rules: { ...content.rules, [rule]: isOn } }))

/** @param objectives null for the usual ones. */
export const setObjectives = (objectives: readonly PlanAim[] | null): void =>
  editPlan((content) => ({ ...content, objectives }))

/** @param count lorries that a stockpile has today; null for what its register says. */
export const setLorries = (stockpileId: string, count: number | null): void =>
  editPlan((content) => {
    const { [stockpileId]: _, ...others } = content.lorries
    return {
      ...content,
      lorries: count === null ? others : { ...others, [stockpileId]: count },
    }
  }, `${stockpileId} lorries`)

export const addHired = (line: Omit<DraftHired, 'key'>): void =>
  editPlan((content) => ({
    ...content,
    hired: [...(content.hired ?? []), { ...line, key: newKey() }],
  }))

/** @param changes null removes the line. */
export const changeHired = (key: string, changes: Partial<DraftHired> | null): void =>
  editPlan(
    (content) => ({
      ...content,
      hired: (content.hired ?? []).flatMap((line) => {
        if (line.key !== key) return [line]
        return changes ? [{ ...line, ...changes }] : []
      }),
    }),
    changes && `${key} ${Object.keys(changes).join()}`,
  )

/** Excludes a stockpile, or lets it send again. */
export const toggleExcluded = (stockpileId: string): void =>
  editPlan((content) => ({
    ...content,
    exclude: content.exclude.includes(stockpileId)
      ? content.exclude.filter((id) => id !== stockpileId)
      : [...content.exclude, stockpileId],
  }))

export const undoPlan = (): void =>
  usePlanDraft.setState(({ content, past, future }) => {
    const before = past.at(-1)
    return before
      ? { content: before, past: past.slice(0, -1), future: [content, ...future], typing: null }
      : {}
  })

export const redoPlan = (): void =>
  usePlanDraft.setState(({ content, past, future }) => {
    const [after, ...later] = future
    return after ? { content: after, past: [...past, content], future: later, typing: null } : {}
  })

/** Empties the draft; one step like any other. */
export const clearPlan = (): void => editPlan(() => EMPTY_CONTENT)

/**
 * Opens the dispatcher's plan with this site in it; one that is there already stays as it is.
 * @returns the site's key.
 */
export const planTransferTo = (
  site: Pick<DraftSite, 'workId' | 'name' | 'lon' | 'lat'> &
    Partial<Pick<DraftSite, 'unloading' | 'deadline' | 'receiver' | 'contact'>>,
): string => {
  const key = addSite({
    ...{ deadline: null, priority: 'normal', demands: [], receiver: '', contact: '' },
    ...site,
  })
  changeState({ panel: 'dispatch' })
  changeDispatch({ tab: 'plan' })
  return key
}

/** Whether goods are planned for this very place. */
export const isPlanned = ({ sites }: PlanContent, { position, onWork }: Place): boolean =>
  sites.some(({ lon, lat, workId, unloading }) =>
    onWork
      ? workId === onWork.workId && unloading?.kind === 'stake' && unloading.stake === onWork.stake
      : lon === position[0] && lat === position[1],
  )

/** Plans goods for a place of the map; for a stake, goods for its levee that are unloaded there. */
export const planPlace = ({ position: [lon, lat], onWork }: Place, name: string): void => {
  if (!onWork) {
    planTransferTo({ workId: null, name, lon, lat })
    return
  }
  const { workId, stake } = onWork
  const key = planTransferTo({ workId, name: onWork.name, lon, lat })
  changeSite(key, { unloading: { kind: 'stake', stake } })
}
