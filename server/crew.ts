/** What a process does beside answering: it carries tasks out, and tells their ends to their owners' servers. */
import type { Config } from "../models/config.ts";
import { createPostOutside } from "../providers/post-outside.ts";
import type { Workplace } from "./open-agent.ts";
import { createPublicView } from "./tasks/public-view.ts";
import type { WorkerNews } from "./tasks/worker.ts";
import { type Telemetry, watchAgent } from "./telemetry/watch.ts";
import { type OutboxNews, startOutbox } from "./webhooks/outbox.ts";
import { readWebhookSecret } from "./webhooks/secret.ts";
import { createWebhookSender } from "./webhooks/sender.ts";

export interface Crew {
  /** Takes nothing more, hands tasks back, and resolves when nothing is under way. */
  close(): Promise<void>;
}

export interface CrewOptions {
  config: Config;
  telemetry: Telemetry;
  workplace: Workplace;
  /** Tasks at once; 0 for none. */
  atOnce: number;
}

/** @throws PixoraError `invalid_request` for a secret that signs nothing */
export function startCrew({ atOnce, ...parts }: CrewOptions): Crew {
  const { config, workplace, telemetry } = parts;
  const secret = readWebhookSecret(config.service.webhookSecret);
  const outbox = secret === null ? null : tellEnds(secret, parts);
  const { onNews } = watchAgent(telemetry);
  const hear = (news: WorkerNews) => {
    onNews(news);
    if (news.kind === "left") outbox?.nudge();
  };
  const worker = atOnce > 0 ? workplace.agent.work(atOnce, hear) : null;
  return {
    async close() {
      await Promise.all([worker?.close(), outbox?.close()]);
    },
  };
}

function tellEnds(secret: string, { config, workplace, telemetry: { log, metrics } }: Omit<CrewOptions, "atOnce">) {
  const view = createPublicView(config.service.publicUrl);
  const post = createPostOutside({ allowedHosts: config.allowedHosts });
  const send = createWebhookSender({ post, secret, publicTask: view.task });
  const onNews = (news: OutboxNews) => {
    if (news.kind === "failed") {
      metrics.storeFailed("webhooks");
      return log.warn({ error: news.problem }, "webhooks cannot be told now");
    }
    metrics.delivery(news.kind);
    log[news.kind === "told" ? "info" : "warn"]({ ...news, kind: undefined }, `webhook ${news.kind.replace("_", " ")}`);
  };
  return startOutbox({ outbox: workplace.stores.outbox, send, onNews });
}
