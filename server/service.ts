/** What the endpoints work with: everything of a running service that answers requests. */
import type { Stores } from "../checkpoints/types.ts";
import type { OwnerLimits } from "../models/config.ts";
import type { TaskFiles } from "./files/task-files.ts";
import type { ApiDocument } from "./http/openapi.ts";
import type { EventStreams } from "./stream/event-streams.ts";
import type { GraphEvents } from "./stream/graph-events.ts";
import type { DurableAgent } from "./tasks/durable-agent.ts";
import type { PublicView } from "./tasks/public-view.ts";
import type { TaskViews } from "./tasks/task-views.ts";
import type { VendorWebhooks } from "./webhooks/vendor-webhooks.ts";

export interface Service {
  agent: Pick<DurableAgent, "estimate" | "inDoubt" | "desk">;
  stores: Pick<Stores, "tasks" | "events">;
  views: TaskViews;
  view: PublicView;
  streams: EventStreams;
  graphEvents: GraphEvents;
  files: TaskFiles;
  vendorWebhooks: VendorWebhooks;
  limits: OwnerLimits;
  /** Whether ends of tasks can be told to a `webhookUrl`. */
  sendsWebhooks: boolean;
  /** `host:port` pairs that may be told although they are private or not https. */
  allowedHosts: readonly string[];
  /** What keeps it from doing its work, each as a sentence that says what to do. */
  problems(): Promise<string[]>;
  /** What is wrong and keeps nobody from anything yet. */
  warnings(): string[];
  metrics(): Promise<{ mediaType: string; text: string }>;
  describe(): ApiDocument;
  /** Aborts when the server ends. */
  ending: AbortSignal;
}
