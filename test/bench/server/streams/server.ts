/** A process of the bench: serves the event streams of the tasks in a Redis. */
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { createRedisStores } from "../../../../checkpoints/redis/index.ts";
import { createEventStreams } from "../../../../server/stream/event-streams.ts";
import { STREAM_HEADERS } from "../../../../server/stream/headers.ts";

const [url = "", prefix = ""] = process.argv.slice(2);
const { events } = createRedisStores({ url, prefix });
const streams = createEventStreams({
  events,
  present: (event) => event,
  snapshotOf: async () => null,
  limits: { perOwner: 100_000, perProcess: 100_000 },
});
const app = new Hono();
app.get("/:taskId", async (context) => {
  const opened = await streams.open({ taskId: context.req.param("taskId"), owner: null, afterId: 0 });
  return opened.kind === "stream" ? new Response(opened.body, { headers: STREAM_HEADERS }) : context.body(null, 204);
});
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => process.send?.({ port }));
process.on("message", () => {
  const { rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send?.({ rss, cpuMs: (user + system) / 1000, ...streams.count() });
});
