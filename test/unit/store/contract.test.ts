/** The contract of a store, held by SQLite through either of its bindings. */
import { describe } from 'vitest'
import { DRIVER_NAMES } from '../../../server/store/sqlite/driver.ts'
import { openStore } from '../../../server/store/store.ts'
import { emptyDatabase } from '../../fixtures/temporary-store.ts'
import { changeContract } from './contract/changes.ts'
import { unitContract } from './contract/units.ts'

describe.each(DRIVER_NAMES)('a store over SQLite by %s:', (driver) => {
  const store = { newPlace: emptyDatabase, open: (path: string) => openStore(path, { driver }) }
  unitContract(store)
  changeContract(store)
})
