#!/usr/bin/env node
import { runProcess } from "./process.ts";

runProcess(async (config) => {
  const { createVideoAgent } = await import("../graph/agent.ts");
  return createVideoAgent(config);
});
