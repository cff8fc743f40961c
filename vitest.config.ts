import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { Environment } from "./models/config.ts";

/** Keys of live vendors, and a Redis, that happen to be set: no test may spend money, or leave tasks with a user's own. */
const OUTSIDE_VARIABLES = Object.keys(Environment.shape).filter((name) =>
  /^(OPENAI|FAL|REPLICATE|SUPABASE|REDIS)_/.test(name),
);

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Nor may a developer's own tracing hear of them.
    env: Object.fromEntries(
      [...OUTSIDE_VARIABLES, "LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"].map((name) => [name, ""]),
    ),
    globalSetup: ["test/setup/redis-server.ts"],
    reporters: ["default", "./test/setup/summary-reporter.ts"],
    // Many tests wait for processes and clocks: two at a time take two thirds of the time, on two cores too.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Real ffmpeg and real processes: slow machines get time, hanging tests still end.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
