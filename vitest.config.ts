import { defineConfig } from 'vitest/config'

const MINUTE_MILLISECONDS = 60_000

/** Builds the default database and network, once for whatever sources they are made from. */
const DEFAULT_DATA = 'test/fixtures/global-setup.ts'

/** A test's folder says what it needs; every project can be run by itself. */
export default defineConfig({
  test: {
    projects: [
      {
        // Nothing but Node: no browser, no build, no default data.
        test: {
          name: 'unit',
          include: ['test/{unit,property,api}/**/*.test.ts'],
          testTimeout: MINUTE_MILLISECONDS,
          hookTimeout: MINUTE_MILLISECONDS,
        },
      },
      {
        // The network and the coverage of the default data.
        test: {
          name: 'data',
          include: ['test/data/**/*.test.ts'],
          globalSetup: DEFAULT_DATA,
          testTimeout: MINUTE_MILLISECONDS,
          hookTimeout: 3 * MINUTE_MILLISECONDS,
        },
      },
      {
        // Programs of their own: servers, commands, kills, full disks, GDAL.
        test: {
          name: 'process',
          include: ['test/process/**/*.test.ts'],
          globalSetup: DEFAULT_DATA,
          testTimeout: MINUTE_MILLISECONDS,
          hookTimeout: 3 * MINUTE_MILLISECONDS,
        },
      },
      {
        // The built page in a real Chromium.
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: DEFAULT_DATA,
          testTimeout: 3 * MINUTE_MILLISECONDS,
          hookTimeout: 5 * MINUTE_MILLISECONDS,
          fileParallelism: false,
        },
      },
    ],
  },
})
