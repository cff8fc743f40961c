/** The product, composed of its own parts with what a test needs: its own store, short leases, quick questions. */
import { join } from "node:path";
import { createFileStores } from "../../checkpoints/file/index.ts";
import { createRedisStores } from "../../checkpoints/redis/index.ts";
import type { Stores } from "../../checkpoints/types.ts";
import { createAgent } from "../../graph/agent.ts";
import { createMedia } from "../../media/index.ts";
import { readConfig } from "../../models/config.ts";
import { createProviders } from "../../providers/index.ts";
import { createDurableAgent, type DurableAgent } from "../../server/tasks/durable-agent.ts";
import { createTaskRunner } from "../../server/tasks/task-runner.ts";
import { startWorker, type Worker, type WorkerNews } from "../../server/tasks/worker.ts";
import { listenForJobs } from "../../server/webhooks/job-signals.ts";
import { createVendorWebhooks, type VendorWebhooks } from "../../server/webhooks/vendor-webhooks.ts";
import { instantMedia } from "../bench/schedule/media.ts";
import { withCrash } from "./crash-points.ts";
import type { CrashPoint, ProductOptions } from "./protocol.ts";

export interface Product {
  agent: DurableAgent;
  work(atOnce: number, onNews: (news: WorkerNews) => void): Worker;
  hear: VendorWebhooks;
}

/** Pauses as they are, but for people who cannot wait. */
const QUICK = {
  polls: { first: 20, factor: 1.3, most: 100 },
  retries: { first: 50, factor: 2, most: 400 },
  lookUpsMs: [20, 60, 120],
};

export interface Surroundings {
  onBug?: (error: unknown) => void;
  crash?: CrashPoint | null;
  /** At a point that does not end the process: resolves when it may go on. */
  wait?: (place: string) => Promise<void>;
}

export function openProduct(
  options: ProductOptions,
  { onBug = () => {}, crash = null, wait }: Surroundings = {},
): Product {
  const { dataDir, environment, leaseMs, sweepMs } = options;
  const config = readConfig({ ...environment, PIXORA_DATA_DIR: dataDir });
  const { providers, readsForeignFiles, webhooks, news } = createProviders({ ...config, dataDir }, QUICK);
  const workFolder = join(dataDir, "work");
  const real = createMedia({ ffmpegPath: config.ffmpegPath, workFolder, readsForeignFiles });
  const chosen = options.hasLightMedia ? instantMedia() : real;
  const { stores, media } = withCrash({ stores: openStoresOf(options), media: chosen }, crash, wait);
  if (config.service.publicUrl !== null) listenForJobs(stores.signals, news);
  const agent = createAgent({ providers, media, outputFolder: (taskId) => join(dataDir, "films", taskId) });
  const run = { agent, stores, leaseMs, onBug };
  return {
    hear: createVendorWebhooks({ webhooks, stores }),
    agent: createDurableAgent(run),
    work: (atOnce, onNews) =>
      startWorker({ runner: createTaskRunner({ ...run, onNews }), stores, atOnce, sweepMs, onNews }),
  };
}

export function openStoresOf({ store, dataDir }: Pick<ProductOptions, "store" | "dataDir">): Stores {
  return store.kind === "file" ? createFileStores({ dataDir }) : createRedisStores(store);
}
