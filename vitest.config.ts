import { defineConfig } from 'vitest/config'

const MINUTE_MILLISECONDS = 60_000

/** `code` needs nothing but Node; `browser` walks the built page in a real Chromium. */
export default defineConfig({
  test: {
    globalSetup: 'test/fixtures/global-setup.ts',
    projects: [
      {
        test: {
          name: 'code',
          include: ['test/{unit,property,api}/**/*.test.{ts,tsx}'],
          testTimeout: MINUTE_MILLISECONDS,
          hookTimeout: 3 * MINUTE_MILLISECONDS,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 3 * MINUTE_MILLISECONDS,
          hookTimeout: 5 * MINUTE_MILLISECONDS,
          fileParallelism: false,
        },
      },
    ],
  },
})
