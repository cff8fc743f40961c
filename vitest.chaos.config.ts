import { defineConfig } from "vitest/config";

/** Faults at random, by a seed: slower than `npm test` may be, and never the same unless the seed is given. */
export default defineConfig({
  test: {
    include: ["test/**/*.chaos.ts"],
    reporters: ["default", "./test/setup/summary-reporter.ts"],
    testTimeout: 240_000,
    hookTimeout: 60_000,
    // Processes are killed and watched by the clock: one thing at a time.
    fileParallelism: false,
  },
});
