import { describe, expect, it, onTestFinished } from "vitest";
import { openServiceRig, type RigOptions, type ServiceRig } from "./service-rig.ts";

/** A task that was called off and put back, and of which nothing has been told since: nobody works here. */
async function putBack(kind: RigOptions["kind"]): Promise<{ rig: ServiceRig; path: string; lastId: string }> {
  const rig = await openServiceRig({
    ...(kind && { kind }),
    environment: { PIXORA_WORKERS: "0", PIXORA_REQUESTS_PER_MINUTE: "1000000" },
  });
  onTestFinished(rig.close);
  const id = await rig.order();
  const path = `/ai/tasks/${id}`;
  expect((await rig.ask("POST", `${path}/cancel`)).status).toBe(202);
  expect((await rig.ended(id)).status).toBe("cancelled");
  const lastId = String(await rig.stores.events.lastId(id));
  expect((await rig.ask("GET", `${path}/events`, { headers: { "last-event-id": lastId } })).status).toBe(204);
  expect((await rig.ask("POST", `${path}/resume`)).status).toBe(202);
  return { rig, path, lastId };
}

describe.each(["file", "redis"] as const)("a task that was put back, over %s stores", (kind) => {
  it("sends its reader away to come again, not for good", async () => {
    const { rig, path, lastId } = await putBack(kind);
    const answer = await rig.ask("GET", `${path}/events`, { headers: { "last-event-id": lastId } });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe("retry: 2000\n\n");
  });

  it("is waited for until its time is over, or its end", async () => {
    const { rig, path } = await putBack(kind);
    const began = performance.now();
    const waited = await rig.ask("GET", path, { headers: { prefer: "wait=1" } });
    expect(performance.now() - began).toBeGreaterThanOrEqual(990);
    expect(waited.json().status).toBe("queued");
    const waiting = rig.ask("GET", path, { headers: { prefer: "wait=8" } });
    await rig.ask("POST", `${path}/cancel`);
    expect((await waiting).json().status).toBe("cancelled");
  });

  it("can be put back, and deleted, as soon as its end is told", async () => {
    const { rig } = await putBack(kind);
    const order = await rig.order();
    for (let round = 0; round < 20; round++) {
      await callOff(rig, order);
      const resumed = await rig.ask("POST", `/ai/tasks/${order}/resume`);
      expect(resumed.status, resumed.text).toBe(202);
      const other = await rig.order();
      await callOff(rig, other);
      const deleted = await rig.ask("DELETE", `/ai/tasks/${other}`);
      expect(deleted.status, deleted.text).toBe(204);
    }
  });
});

/** Resolves in the moment in which the task is told to be over. */
async function callOff(rig: ServiceRig, id: string): Promise<void> {
  await rig.ask("POST", `/ai/tasks/${id}/cancel`);
  for (let status: unknown = null; status !== "cancelled"; ) {
    const answer = await rig.ask("GET", `/ai/tasks/${id}`);
    expect(answer.status, answer.text).toBe(200);
    ({ status } = answer.json());
  }
}
