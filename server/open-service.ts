/** Puts the parts of the HTTP service together, from a config. Opens no socket (serve.ts). */
import { resolve } from "node:path";
import type { Hono } from "hono";
import type { Config } from "../models/config.ts";
import type { Problem } from "../models/error.ts";
import { hasEnded } from "../models/task.ts";
import { createUserTokens } from "../providers/index.ts";
import { createApp } from "./app.ts";
import { createAuthenticator } from "./auth/authenticate.ts";
import { openKeyRing } from "./auth/key-ring.ts";
import { refuseOpenServer } from "./auth/open-server.ts";
import { allEndpoints } from "./endpoints/index.ts";
import { createTaskFiles } from "./files/task-files.ts";
import type { Endpoint } from "./http/endpoint.ts";
import type { Found } from "./http/mount.ts";
import { describeApi } from "./http/openapi.ts";
import type { Workplace } from "./open-agent.ts";
import { checkStores, createReadiness, lossOf } from "./readiness.ts";
import type { Service } from "./service.ts";
import { createEventStreams, type EventStreams, type StreamNews } from "./stream/event-streams.ts";
import { createGraphEvents } from "./stream/graph-events.ts";
import { createPublicView } from "./tasks/public-view.ts";
import { createTaskViews } from "./tasks/task-views.ts";
import { createRedactor } from "./telemetry/redact.ts";
import { secretsOf } from "./telemetry/secrets.ts";
import type { Telemetry } from "./telemetry/watch.ts";
import { readWebhookSecret } from "./webhooks/secret.ts";
import { createVendorWebhooks } from "./webhooks/vendor-webhooks.ts";

export interface OpenService {
  app: Hono<Found>;
  streams: EventStreams;
  /** Removes what earlier deletions could not. */
  tidy(): Promise<void>;
  /** Whatever goes on by itself ends, the streams too. */
  close(): Promise<void>;
}

export interface ServiceParts {
  config: Config;
  workplace: Workplace;
  telemetry: Telemetry;
  version: string;
  /** Aborts when the server ends. */
  ending: AbortSignal;
  /** A sign of life to every reader of a stream, so often, and a look whether it still may read: milliseconds. */
  heartbeatMs?: number | undefined;
}

const HEARTBEAT_MS = 15_000;

/** Pause between two looks for deletions that were broken off: milliseconds. */
const TIDY_MS = 60 * 60 * 1000;

/** Streams of one process, of all owners. */
const MOST_STREAMS = 10_000;

/** Rejects with `invalid_request` for a server that everybody could use, and for settings that do not fit. */
export async function openService({ version, ...parts }: ServiceParts): Promise<OpenService> {
  const { config, workplace, telemetry, ending } = parts;
  const { stores } = workplace;
  const { log, metrics, tracing } = telemetry;
  const { host, apiKeys, apiKeysFile, allowedOrigins, limits, webhookSecret } = config.service;
  // What refuses the start comes before anything that goes on by itself.
  const sendsWebhooks = readWebhookSecret(webhookSecret) !== null;
  const onTrouble = ({ message }: Problem) => log.warn(message);
  const users = createUserTokens(config);
  const keys = await openKeyRing({ text: apiKeys, file: apiKeysFile, onTrouble });
  refuseOpenServer({ host, hasAuth: keys !== null || users !== null });
  const endpoints: Endpoint[] = [];
  const describe = () => describeApi(endpoints, version, config.service.publicUrl);
  const warnings = () => [keys?.problem() ?? []].flat();
  const service = createService({ ...parts, describe, sendsWebhooks, warnings });
  endpoints.push(...allEndpoints(service));
  const authenticate = createAuthenticator({ keys, users, allowedOrigins });
  const refuseLostStore = () => {
    const loss = lossOf(stores);
    if (loss) throw loss;
  };
  const { requestsPerMinute } = limits;
  const gate = { authenticate, rates: stores.rates, requestsPerMinute, refuseLostStore };
  const redact = createRedactor(secretsOf(config)).text;
  const tidy = () =>
    service.files.tidy().catch((error: unknown) => log.warn({ error }, "files of deleted tasks are left"));
  const tidying = setInterval(tidy, TIDY_MS);
  tidying.unref();
  return {
    app: createApp({ endpoints, gate, log, metrics, tracing, redact, allowedOrigins, ending }),
    streams: service.streams,
    tidy,
    async close() {
      clearInterval(tidying);
      keys?.close();
      await service.streams.close();
    },
  };
}

interface ServiceNeeds extends Omit<ServiceParts, "version">, Pick<Service, "describe" | "sendsWebhooks"> {
  /** Whether the keys are as they were meant to be. */
  warnings: Service["warnings"];
}

function createService({
  config,
  workplace,
  telemetry,
  ending,
  describe,
  sendsWebhooks,
  ...rest
}: ServiceNeeds): Service {
  const { warnings, heartbeatMs = HEARTBEAT_MS } = rest;
  const { agent, films, stores, vendors } = workplace;
  const { limits, publicUrl } = config.service;
  const { metrics } = telemetry;
  const views = createTaskViews(stores);
  const view = createPublicView(publicUrl);
  return {
    ...{
      agent,
      stores,
      views,
      view,
      limits,
      describe,
      sendsWebhooks,
      warnings,
      ending,
      allowedHosts: config.allowedHosts,
    },
    streams: createEventStreams({
      events: stores.events,
      present: view.event,
      snapshotOf: views.snapshot,
      limits: { perOwner: limits.streams, perProcess: MOST_STREAMS, heartbeatMs },
      onNews: (news) => tellOfStream(telemetry, news),
    }),
    graphEvents: createGraphEvents({
      signals: stores.signals,
      events: stores.events,
      stateOf: (taskId) => films.stateOf({ taskId, saver: stores.saver(null) }),
      isOver: async (taskId) => hasEnded((await stores.tasks.get(taskId))?.status ?? "cancelled"),
      hide: (text) => text.replaceAll(JSON.stringify(`${resolve(config.dataDir)}/`).slice(1, -1), ""),
      ...{ ending, heartbeatMs },
    }),
    files: createTaskFiles({
      stores,
      providers: vendors.providers,
      dataDir: resolve(config.dataDir),
      outputFolder: films.outputFolder,
      onLeft: (error) => telemetry.log.warn({ error }, "files of a deleted task are left; tried again later"),
    }),
    vendorWebhooks: createVendorWebhooks({ webhooks: vendors.webhooks, stores }),
    problems: createReadiness([checkStores(stores), () => films.ready().then(() => [])]),
    metrics: async () => ({ mediaType: metrics.mediaType, text: await metrics.text() }),
  };
}

function tellOfStream({ log, metrics }: Telemetry, news: StreamNews): void {
  if (news.kind === "opened") metrics.streamOpened();
  if (news.kind === "closed") metrics.streamClosed(news.how);
  if (news.kind !== "failed") return;
  metrics.storeFailed("streams");
  log.warn({ taskId: news.taskId, error: news.problem }, "the events of a task cannot be read now");
}
