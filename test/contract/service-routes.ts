/** What the service answers, route by route: the same over each kind of stores. */
import { describeBodies } from "./service-routes-bodies.ts";
import { describeDecisions } from "./service-routes-decisions.ts";
import { describeEvents } from "./service-routes-events.ts";
import { describeFailures } from "./service-routes-failures.ts";
import { describeFiles } from "./service-routes-files.ts";
import { describeGraphEvents } from "./service-routes-graph.ts";
import { describeHttp } from "./service-routes-http.ts";
import { describeIdempotency } from "./service-routes-idempotency.ts";
import { describeLimits } from "./service-routes-limits.ts";
import { describeLists } from "./service-routes-lists.ts";
import { describeOperation } from "./service-routes-operation.ts";
import { describeOrders } from "./service-routes-orders.ts";
import type { StoreKind } from "./service-routes-rig.ts";
import { describeTasks } from "./service-routes-tasks.ts";
import { describeVariants } from "./service-routes-variants.ts";
import { describeWebhooks } from "./service-routes-webhooks.ts";

export function describeServiceRoutes(kind: StoreKind): void {
  describeOrders(kind);
  describeBodies(kind);
  describeLimits(kind);
  describeIdempotency(kind);
  describeLists(kind);
  describeTasks(kind);
  describeEvents(kind);
  describeGraphEvents(kind);
  describeDecisions(kind);
  describeFiles(kind);
  describeVariants(kind);
  describeWebhooks(kind);
  describeHttp(kind);
  describeOperation(kind);
  describeFailures(kind);
}
