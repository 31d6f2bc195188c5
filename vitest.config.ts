import { defineConfig } from 'vitest/config'

/** Tests of the built program: it is built once before them. */
const built = ['test/cli/**/*.test.ts', 'test/bad-input/**/*.test.ts', 'test/spectral/program.test.ts', 'test/eslint/program.test.ts', 'test/eslint/server.test.ts', 'test/ci/**/*.test.ts']

export default defineConfig({
  test: {
    testTimeout: 30_000,
    setupFiles: 'test/support/seed.ts',
    // Left alone, Vitest keeps one processor for itself, which of two is half.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'parts', isolate: false, include: ['test/**/*.test.ts'], exclude: built } },
      { extends: true, test: { name: 'program', isolate: false, include: built, globalSetup: 'test/support/build.ts' } },
    ],
  },
})
