import { resolve } from "node:path";
import { openStores } from "../checkpoints/index.ts";
import { createVideoAgent } from "../graph/agent.ts";
import type { Config } from "../models/config.ts";
import { createDurableAgent, type DurableAgent } from "./tasks/durable-agent.ts";

/** An agent whose films outlive this process, from a config. */
export function openAgent(config: Config, onBug?: (error: unknown) => void): DurableAgent {
  const stores = openStores({ redisUrl: config.redisUrl, dataDir: resolve(config.dataDir) });
  return createDurableAgent({ agent: createVideoAgent(config), stores, ...(onBug && { onBug }) });
}
