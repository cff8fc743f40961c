import { defineConfig } from "vitest/config";
import { Environment } from "./models/config.ts";

/** Keys of live vendors that happen to be set: no test may spend money. */
const VENDOR_VARIABLES = Object.keys(Environment.shape).filter((name) =>
  /^(OPENAI|FAL|REPLICATE|SUPABASE)_/.test(name),
);

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    env: Object.fromEntries(VENDOR_VARIABLES.map((name) => [name, ""])),
    globalSetup: ["test/setup/redis-server.ts"],
    reporters: ["default", "./test/setup/summary-reporter.ts"],
    // Real ffmpeg and real processes: slow machines get time, hanging tests still end.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
