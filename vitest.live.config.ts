import { defineConfig } from "vitest/config";

/** The live vendors' suites: they spend money, so `npm test` never runs them, whatever keys are set. */
export default defineConfig({
  test: {
    include: ["test/live/**/*.live.ts"],
    reporters: ["default", "./test/setup/summary-reporter.ts"],
    // Real models take their time, a clip some minutes.
    testTimeout: 900_000,
    hookTimeout: 60_000,
    // One thing at a time: new accounts may have two jobs under way.
    fileParallelism: false,
    passWithNoTests: true,
  },
});
