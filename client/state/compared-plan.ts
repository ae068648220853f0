/** The plan put aside to be compared with: it stays while other tabs are looked at. */
import { create } from 'zustand'
import type { TransferPlan } from '../../data/transfer-plan.ts'
import type { PlanContent } from './plan-draft.ts'

interface ComparedPlan {
  readonly kept: { readonly plan: TransferPlan; readonly content: PlanContent } | null
}

export const useComparedPlan = create<ComparedPlan>()(() => ({ kept: null }))

export const comparePlan = (kept: ComparedPlan['kept']): void => useComparedPlan.setState({ kept })
