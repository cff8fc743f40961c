/** What one case plays on: vendors, a store and a folder of its own, and what the vendors saw. */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stores } from "../../checkpoints/types.ts";
import { type AllVendors, startAllVendors } from "../vendors/all.ts";
import type { Verdict, Visit, Watch } from "../vendors/moments.ts";
import { openStoresOf } from "./product.ts";
import type { ProductOptions } from "./protocol.ts";

export interface Stage {
  taskId: string;
  product: ProductOptions;
  vendors: AllVendors;
  /** For looking: opened by this process. */
  stores: Stores;
  /** Absolute path of the film's folder. */
  film: string;
  /** Everything that the vendors were asked, in order. */
  visits: readonly Visit[];
  /** From now on, this decides what the vendors do. */
  watch(watch: Watch): void;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Null for files. */
  redisUrl: string | null;
  latencyMs?: number;
  leaseMs?: number;
  /** Of the keys in Redis; one of its own when absent. */
  prefix?: string;
  /** Absolute path of the data folder; a new one when absent. */
  dataDir?: string;
  /** Variables that are not set: then the draft vendor steps in. */
  without?: readonly string[];
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const { redisUrl, latencyMs = 20, leaseMs = 1500, without = [] } = options;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "pixora-crash-")));
  const visits: Visit[] = [];
  let decide: Watch = async () => "go";
  const watch = (visit: Visit): Promise<Verdict> => {
    visits.push(visit);
    return decide(visit);
  };
  const vendors = await startAllVendors({ latencyMs, watch, hasClip: false });
  const name = randomUUID().slice(0, 8);
  const store =
    redisUrl === null ? ({ kind: "file" } as const) : redisStore(redisUrl, options.prefix ?? `crash-${name}`);
  const set = Object.entries(vendors.environment).filter(([variable]) => !without.includes(variable));
  const product = { store, dataDir, environment: Object.fromEntries(set), leaseMs, sweepMs: 200 };
  const stores = openStoresOf(product);
  const taskId = `task-${name}`;
  return {
    taskId,
    product,
    vendors,
    stores,
    visits,
    film: join(dataDir, "films", taskId),
    watch: (next) => {
      decide = next;
    },
    async close() {
      await stores.close();
      await vendors.close();
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function redisStore(url: string, prefix: string) {
  return { kind: "redis", url, prefix } as const;
}
