import { resolve } from "node:path";
import { openStores } from "../checkpoints/index.ts";
import type { Stores } from "../checkpoints/types.ts";
import { chooseProviders, createVideoAgent, type VideoAgent } from "../graph/agent.ts";
import type { Config } from "../models/config.ts";
import type { ChosenProviders } from "../providers/index.ts";
import { createDurableAgent, type DurableAgent, type DurableAgentParts } from "./tasks/durable-agent.ts";
import { listenForJobs } from "./webhooks/job-signals.ts";

/** What a process makes films with. Closed by the agent's `close`. */
export interface Workplace {
  agent: DurableAgent;
  /** Makes the agent's films. */
  films: VideoAgent;
  stores: Stores;
  vendors: ChosenProviders;
}

type Watchers = Pick<DurableAgentParts, "onBug" | "onNews" | "trace">;

/** An agent whose films outlive this process, from a config. */
export function openAgent(config: Config, watchers: Watchers = {}): DurableAgent {
  return openWorkplace(config, watchers).agent;
}

/** The same, with its parts. */
export function openWorkplace(config: Config, watchers: Watchers = {}): Workplace {
  const vendors = chooseProviders(config);
  const films = createVideoAgent(config, vendors);
  const stores = openStores({ redisUrl: config.redisUrl, dataDir: resolve(config.dataDir) });
  // Whichever process a vendor's webhook comes to, this one hears of it. Without an address of ours, none is sent.
  if (config.service.publicUrl !== null) listenForJobs(stores.signals, vendors.news);
  return { agent: createDurableAgent({ agent: films, stores, ...watchers }), films, stores, vendors };
}
