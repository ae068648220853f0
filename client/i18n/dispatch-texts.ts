/** Texts that only dispatchers need; they come with their panels. */

import { adequacy } from './adequacy.ts'
import { dispatch } from './dispatch.ts'
import { find } from './find.ts'
import { hazards } from './hazards.ts'
import { kits } from './kits.ts'
import { ledger } from './ledger.ts'
import { orders } from './orders.ts'
import { plan } from './plan.ts'
import { addTexts } from './text.ts'

addTexts({ adequacy, dispatch, find, hazards, kits, ledger, orders, plan })
