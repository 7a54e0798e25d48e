import { defineConfig } from 'vitest/config'

const FAST = {
  include: ['src/**/*.test.ts', 'test/*.test.ts'],
  setupFiles: ['test/property-seed.ts'],
  testTimeout: 20_000,
}

/**
 * `npm run check` runs what is touched of `quick`: all of `fast`, on the embedded database alone. `fast` runs on a PostgreSQL server
 * too, where this machine has one. `system` starts and kills whole programs and `browser` drives a real
 * Chromium; both join in `npm test`.
 */
export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      { test: { name: 'quick', ...FAST } },
      { test: { name: 'fast', ...FAST, globalSetup: ['test/shared-server.ts'] } },
      {
        test: {
          name: 'system',
          include: ['test/system/*.test.ts'],
          globalSetup: ['test/shared-server.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.test.ts', 'test/accessibility/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
