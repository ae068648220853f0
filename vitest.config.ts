import { defineConfig } from 'vitest/config'

const MINUTE_MILLISECONDS = 60_000

const USUAL = {
  // What is waited for comes at once, or late where a machine does much else: a second says nothing.
  expect: { poll: { timeout: 30_000 } },
  // Modules are loaded once per worker: half of the time otherwise, and seconds for each file of pages or programs.
  isolate: false,
}

/** What a server makes ready for questions to come, a test asks for where it needs it. */
const SERVER_ENVIRONMENT = { WARM_UP: '0' }

/** Builds the default database and network, once for whatever makes them. */
const DEFAULT_DATA = 'test/fixtures/global-setup.ts'

/** A test's folder says what it needs; every project can be run by itself. */
export default defineConfig(({ mode }) => {
  /** `--mode long` makes ten times the runs of each property. */
  const patience = mode === 'long' ? 10 : 1
  return {
    test: {
      // Vitest leaves one core idle, which is half of two.
      maxWorkers: '100%',
      projects: [
        {
          // Nothing but Node: no browser, no build, no default data.
          test: {
            name: 'unit',
            ...USUAL,
            include: ['test/unit/**/*.test.ts'],
            setupFiles: 'test/fixtures/real-again.ts',
            testTimeout: patience * MINUTE_MILLISECONDS,
            hookTimeout: MINUTE_MILLISECONDS,
          },
        },
        {
          // The same for what takes longer: the whole API within the process, and laws.
          test: {
            name: 'api',
            ...USUAL,
            include: ['test/{property,api}/**/*.test.ts'],
            setupFiles: 'test/fixtures/real-again.ts',
            testTimeout: patience * MINUTE_MILLISECONDS,
            hookTimeout: MINUTE_MILLISECONDS,
          },
        },
        {
          // The store once more, over the SQLite that Node itself brings.
          test: {
            name: 'unit-node-sqlite',
            ...USUAL,
            include: ['test/unit/store/**/*.test.ts'],
            setupFiles: 'test/fixtures/real-again.ts',
            env: { SQLITE_DRIVER: 'node:sqlite' },
            testTimeout: patience * MINUTE_MILLISECONDS,
            hookTimeout: MINUTE_MILLISECONDS,
          },
        },
        {
          // The default data: how they are made, their network and their coverage.
          test: {
            name: 'data',
            ...USUAL,
            include: ['test/data/**/*.test.ts'],
            globalSetup: DEFAULT_DATA,
            // Beside two files of pages and programs.
            testTimeout: 3 * patience * MINUTE_MILLISECONDS,
            hookTimeout: 3 * MINUTE_MILLISECONDS,
          },
        },
        {
          // Programs of their own: servers, commands, kills, full disks, GDAL.
          test: {
            name: 'process',
            ...USUAL,
            include: ['test/process/**/*.test.ts'],
            globalSetup: DEFAULT_DATA,
            env: SERVER_ENVIRONMENT,
            testTimeout: 3 * MINUTE_MILLISECONDS,
            hookTimeout: 3 * MINUTE_MILLISECONDS,
          },
        },
        {
          // The built page in a real Chromium; beside others, each of which waits for much.
          test: {
            name: 'browser',
            ...USUAL,
            include: ['test/browser/**/*.test.ts'],
            globalSetup: 'test/browser/build-page.ts',
            // Begun anew for each file: a file has a server of its own, and ends it.
            setupFiles: 'test/browser/product-page.ts',
            env: SERVER_ENVIRONMENT,
            // On a machine that does much else a click may come before what it is meant for; what fails twice has failed.
            retry: 1,
            testTimeout: 5 * MINUTE_MILLISECONDS,
            hookTimeout: 5 * MINUTE_MILLISECONDS,
          },
        },
      ],
    },
  }
})
