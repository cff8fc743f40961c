import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/setup/redis-server.ts"],
    reporters: ["default", "./test/setup/summary-reporter.ts"],
    // Real ffmpeg and real processes: slow machines get time, hanging tests still end.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
