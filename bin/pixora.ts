#!/usr/bin/env node
import { runProcess } from "./process.ts";

runProcess(async (config) => {
  const { openAgent } = await import("../server/open-agent.ts");
  return openAgent(config);
});
