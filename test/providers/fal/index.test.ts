import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { OperationName } from "../../../models/ledger.ts";
import { createCorrelations } from "../../../providers/correlation.ts";
import { createJobNews } from "../../../providers/job-news.ts";
import { stillRequest } from "../../contract/image-provider.ts";
import { type FalServer, startFalServer } from "../../vendors/fal-server.ts";
import { createQuickClock } from "../quick-clock.ts";
import { BUILT_IN, KEY, openFal, purse } from "./vendor.ts";

let server: FalServer;
beforeEach(async () => {
  server = await startFalServer({ autoRun: true, latencyMs: 10 });
});
afterEach(() => server.close());

it("a webhook of fal's ends the wait for a job long before it would be asked for", async () => {
  const news = createJobNews();
  const names: (OperationName | null)[] = [];
  const door = createServer(async (request, response) => {
    const headers = new Headers(request.headers as Record<string, string>);
    const told = await fal.webhooks.verify({ headers, body: await buffer(request) });
    names.push(fal.webhooks.operationOf(request.url?.split("/").at(-1) ?? ""));
    if (told) news.tell("fal", told.requestId);
    response.writeHead(told ? 204 : 401).end();
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const webhookBase = `http://127.0.0.1:${(door.address() as AddressInfo).port}/hooks/fal`;
  const never = { first: 3_600_000, factor: 1, most: 3_600_000 };
  const fal = openFal(server, { news, webhookBase, pacing: { polls: never } });
  const made = await fal.image.generate(stillRequest(), purse().context);
  expect(made.mediaType).toBe("image/png");
  expect(server.orders).toMatchObject([{ webhookUrl: expect.stringMatching(`^${webhookBase}/[\\w-]+\\.[\\w-]+$`) }]);
  expect(names).toEqual([{ taskId: "task-1", operationId: "step:thing:g1#1" }]);
  door.close();
});

it("behind a proxy that has the key no webhook is asked for, since nothing here could seal its address", async () => {
  const access = { key: null, proxyUrl: server.url, jwksUrl: server.jwksUrl };
  const fal = openFal(server, { access, webhookBase: "https://pixora.example/hooks/fal" });
  await fal.image.generate(stillRequest(), purse().context);
  expect(server.orders).toMatchObject([{ webhookUrl: null }]);
  const correlation = createCorrelations("fal", KEY).write({ taskId: "task-1", operationId: "a" });
  expect(fal.webhooks.operationOf(correlation)).toBeNull();
  expect(openFal(server).webhooks.operationOf(correlation)).toMatchObject({ taskId: "task-1" });
});

it.each([
  ["image", "PIXORA_IMAGE_MODEL"],
  ["edit", "PIXORA_EDIT_MODEL"],
  ["video", "PIXORA_VIDEO_MODEL"],
] as const)("an unknown %s model is named with its variable and the known ones", (capability, variable) => {
  const open = () => openFal(server, { models: { ...BUILT_IN, [capability]: ["fal-ai/unheard-of"] } });
  expect(open).toThrow(expect.objectContaining({ code: "invalid_request" }));
  expect(open).toThrow(new RegExp(`${variable} names fal-ai/unheard-of, .*Known are .*fal-ai/`));
});

it("models are used in the order that the user gives", async () => {
  const image = ["fal-ai/flux/schnell", "fal-ai/flux-2"];
  server.faults.forModel("fal-ai/flux/schnell", "failure");
  const fal = openFal(server, { models: { ...BUILT_IN, image } });
  const made = await fal.image.generate(stillRequest(), purse().context);
  expect(server.orders.map(({ model }) => model)).toEqual(image);
  expect(made.provenance.model).toBe("fal-ai/flux-2");
});

it("a vendor that wants fewer orders is waited for by the same clock as everything else", async () => {
  const clock = createQuickClock();
  server.faults.next("rate_limit");
  await openFal(server, { pacing: { clock } }).image.generate(stillRequest(), purse().context);
  expect(clock.pauses[0]).toBe(7000);
  expect(server.orders).toHaveLength(2);
}, 3000);
