/** What the service answers, route by route: the same over each kind of stores. */
import { describeEvents } from "./service-routes-events.ts";
import { describeGraphEvents } from "./service-routes-graph.ts";
import { describeIdempotency } from "./service-routes-idempotency.ts";
import { describeLimits } from "./service-routes-limits.ts";
import { describeLists } from "./service-routes-lists.ts";
import { describeOrders } from "./service-routes-orders.ts";
import type { StoreKind } from "./service-routes-rig.ts";
import { describeTasks } from "./service-routes-tasks.ts";
import { describeWebhooks } from "./service-routes-webhooks.ts";

export function describeServiceRoutes(kind: StoreKind): void {
  describeOrders(kind);
  describeLimits(kind);
  describeIdempotency(kind);
  describeLists(kind);
  describeTasks(kind);
  describeEvents(kind);
  describeGraphEvents(kind);
  describeWebhooks(kind);
}
