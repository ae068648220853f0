/** What QGIS reads from the served default data, value by value: under `npm run test:long`. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COLLECTIONS, RESOURCE_IDS } from '../../data/collections.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { type ReadFeature, storedRows } from '../fixtures/gis-reading.ts'
import { runs } from '../fixtures/runs.ts'
import {
  PROJECT_FOLDER,
  ranToEnd,
  type ServedProduct,
  serveProduct,
} from '../fixtures/served-product.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const isLong = runs(0, 1) === 1
/** The system's own: the package python3-qgis of Debian and Ubuntu belongs to it. */
const PYTHON = '/usr/bin/python3'
const hasQgis = isLong && spawnSync(PYTHON, ['-c', 'import qgis.core']).status === 0
if (isLong && !hasQgis) {
  console.warn('QGIS is not installed (python3-qgis), so reading by QGIS is not tested')
}

describe.skipIf(!hasQgis)('QGIS', () => {
  let folder: string
  let product: ServedProduct
  beforeAll(async () => {
    folder = copyOfDefaultData()
    product = await serveProduct(folder, ['server/main.ts'])
  })
  afterAll(() => product?.stop())

  // Unions hold geometries of several types, of which a layer of QGIS has one.
  test.each(RESOURCE_IDS)(
    'reads every feature of %s with every value and its geometry',
    async (id) => {
      const home = temporaryFolder()
      const { status, stdout, stderr } = await ranToEnd(
        PYTHON,
        [join(PROJECT_FOLDER, 'test/fixtures/read-by-qgis.py'), `${product.origin}/api`, id],
        { QT_QPA_PLATFORM: 'offscreen', HOME: home, XDG_RUNTIME_DIR: home },
      )
      expect([status, stderr]).toEqual([0, expect.not.stringContaining('Traceback')])
      const layer = JSON.parse(stdout) as { isValid: boolean; features: ReadFeature[] }
      expect(layer.isValid).toBe(true)
      const { fields }: ResourceDeclaration = COLLECTIONS[id]
      const stored = await storedRows(databasePath(folder), id)
      /** A field that is empty in all features is no field of a layer. */
      const completed = ({ geometry, properties }: ReadFeature) => ({
        geometry,
        properties: Object.fromEntries(
          ['id', ...Object.keys(fields)].map((name) => [name, properties[name] ?? null]),
        ),
      })
      const byId = (features: readonly ReadFeature[]) =>
        features
          .map(completed)
          .sort((a, b) => (String(a.properties.id) < String(b.properties.id) ? -1 : 1))
      expect(byId(layer.features)).toEqual(byId(stored))
    },
  )
})
