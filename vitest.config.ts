import { defineConfig } from 'vitest/config'

/**
 * `fast` is what `npm run check` runs. `system` starts and kills whole programs and `browser` drives a real
 * Chromium; both join in `npm test`.
 */
export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'fast',
          include: ['src/**/*.test.ts', 'test/*.test.ts'],
          globalSetup: ['test/shared-server.ts'],
          testTimeout: 20_000,
        },
      },
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
