import { defineConfig } from 'vitest/config'

/** `fast` is what `npm run check` runs; `browser` drives a real Chromium and joins in `npm test`. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'fast', include: ['src/**/*.test.ts', 'test/*.test.ts'], testTimeout: 20_000 } },
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
