/** A service's door for vendors' webhooks, and processes that work behind it: each with its own stores over the same data. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Stores } from "../../../checkpoints/types.ts";
import { createAccount } from "../../../models/account.ts";
import { readConfig } from "../../../models/config.ts";
import { createProviders } from "../../../providers/index.ts";
import type { Pacing } from "../../../providers/purchase.ts";
import type { PaidContext } from "../../../providers/types.ts";
import { listenForJobs } from "../../../server/webhooks/job-signals.ts";
import { createVendorWebhooks, type Heard, type VendorWebhooks } from "../../../server/webhooks/vendor-webhooks.ts";
import { listenTo } from "../../contract/checkpoints/signals.ts";
import { claimed } from "../../contract/checkpoints/task-samples.ts";
import { type FalServer, startFalServer } from "../../vendors/fal-server.ts";
import { goOn, type Watch } from "../../vendors/moments.ts";
import { type ReplicateServer, startReplicateServer } from "../../vendors/replicate-server.ts";

export interface Door {
  fal: FalServer;
  replicate: ReplicateServer;
  /** Steps in at what the vendors are asked. */
  watch(watch: Watch): void;
  /** What became of each message, in the order of their arrival. */
  heard: readonly Heard[];
  hear: VendorWebhooks;
  /** A process that makes things; it hears of webhooks by the signals of these stores. */
  openProcess(stores: Stores, pacing?: Partial<Pacing>): Promise<Worker>;
  close(): Promise<void>;
}

type Worker = Awaited<ReturnType<typeof openWorker>>;

/** Nothing is polled: only a webhook can end the wait. */
const NEVER = { first: 3_600_000, factor: 1, most: 3_600_000 };

/** @param stores of the process that has the door */
export async function openDoor(stores: Stores): Promise<Door> {
  let watch = goOn;
  const passOn: Watch = (visit) => watch(visit);
  const [fal, replicate] = await Promise.all([
    startFalServer({ watch: passOn }),
    startReplicateServer({ watch: passOn }),
  ]);
  const heard: Heard[] = [];
  const http = createServer(async (request, response) => {
    const [, , vendor = "", correlation = ""] = request.url?.split("/") ?? [];
    const headers = new Headers(request.headers as Record<string, string>);
    heard.push(await hear(vendor, correlation, { headers, body: await buffer(request) }));
    response.end();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(http.address() as AddressInfo).port}`;
  const config = readConfig({
    FAL_KEY: "id:secret",
    FAL_PROXY_URL: fal.url,
    FAL_JWKS_URL: fal.jwksUrl,
    REPLICATE_API_TOKEN: replicate.token,
    REPLICATE_BASE_URL: replicate.url,
    REPLICATE_WEBHOOK_SECRET: replicate.webhookSecret,
    PIXORA_ALLOWED_HOSTS: [fal.host, replicate.host, host].join(),
    PIXORA_PUBLIC_URL: `http://${host}`,
    PIXORA_DATA_DIR: "/nowhere",
  });
  const hear = createVendorWebhooks({ webhooks: createProviders(config).webhooks, stores });
  return {
    fal,
    replicate,
    heard,
    hear,
    watch: (next) => {
      watch = next;
    },
    openProcess: (of, pacing) => openWorker(config, of, pacing),
    async close() {
      await Promise.all([fal.close(), replicate.close()]);
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

async function openWorker(config: ReturnType<typeof readConfig>, stores: Stores, pacing: Partial<Pacing> = {}) {
  const { providers, news } = createProviders(config, { polls: NEVER, ...pacing });
  listenForJobs(stores.signals, news);
  // From here on its stores hear what is told.
  (await listenTo(stores.signals, "jobs")).stop();
  return {
    providers,
    /** Holds a new task, or goes on with one; with what is needed to buy for it. */
    async work(fence: Awaited<ReturnType<typeof claimed>> | null = null) {
      const held = fence ?? (await claimed(stores));
      const book = stores.book(held);
      const account = createAccount(null, { taskId: held.taskId, book, contents: await book.read() });
      const context: PaidContext = {
        signal: new AbortController().signal,
        ledger: account.ledger({ step: "step", round: 0 }, () => {}),
        item: "thing",
        fingerprint: "asked",
        retryInDoubt: false,
      };
      return { fence: held, book, account, context };
    },
  };
}

/** The last part of a webhook's address. */
export function correlationOf(url: string | null | undefined): string {
  return url?.split("/").at(-1) ?? "";
}

/** A signed message as the door receives it. */
export function received({ headers, body }: { headers: Record<string, string>; body: string }) {
  return { headers: new Headers(headers), body: Buffer.from(body) };
}
