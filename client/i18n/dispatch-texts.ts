/** Texts that only dispatchers need; they come with their panels. */

import { adequacy as adequacyEn } from './en/adequacy.ts'
import { dispatch as dispatchEn } from './en/dispatch.ts'
import { find as findEn } from './en/find.ts'
import { hazards as hazardsEn } from './en/hazards.ts'
import { ledger as ledgerEn } from './en/ledger.ts'
import { orders as ordersEn } from './en/orders.ts'
import { plan as planEn } from './en/plan.ts'
import { addTexts } from './text.ts'
import { adequacy as adequacyZh } from './zh/adequacy.ts'
import { dispatch as dispatchZh } from './zh/dispatch.ts'
import { find as findZh } from './zh/find.ts'
import { hazards as hazardsZh } from './zh/hazards.ts'
import { ledger as ledgerZh } from './zh/ledger.ts'
import { orders as ordersZh } from './zh/orders.ts'
import { plan as planZh } from './zh/plan.ts'

addTexts({
  zh: {
    dispatch: dispatchZh,
    find: findZh,
    plan: planZh,
    orders: ordersZh,
    adequacy: adequacyZh,
    ledger: ledgerZh,
    hazards: hazardsZh,
  },
  en: {
    dispatch: dispatchEn,
    find: findEn,
    plan: planEn,
    orders: ordersEn,
    adequacy: adequacyEn,
    ledger: ledgerEn,
    hazards: hazardsEn,
  },
})
