/** Films made of what live vendors deliver: the real clients, over HTTP, against servers that speak the vendors' protocols. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createVideoAgent } from "../../graph/agent.ts";
import { readConfig } from "../../models/config.ts";
import type { TaskEvent } from "../../models/event.ts";
import type { VideoRequestInput } from "../../models/request.ts";
import type { Manifest } from "../../models/video.ts";
import { TEXT_MODELS } from "../../providers/fal/image-models.ts";
import { serve } from "../providers/outside-server.ts";
import { type AllVendors, startAllVendors } from "../vendors/all.ts";
import { paintedPng } from "../vendors/pictures.ts";
import { LEAN_FILM } from "./lean-film.ts";

let folder: string;
let vendors: AllVendors;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-live-"));
  vendors = await startAllVendors();
});
afterEach(async () => {
  await vendors.close();
  await rm(folder, { recursive: true, force: true });
});

const request: VideoRequestInput = { prompt: "A fox and an owl carry a lantern home", durationSeconds: 6, scenes: 2 };

interface Told {
  events: TaskEvent[];
  manifest: Manifest | null;
  end: Extract<TaskEvent, { event: "task-end" }>["data"];
}

async function make(input: VideoRequestInput, environment = vendors.environment): Promise<Told> {
  const agent = createVideoAgent(readConfig({ ...environment, PIXORA_DATA_DIR: join(folder, "data") }));
  const events: TaskEvent[] = [];
  for await (const event of agent.stream(input, { folder: join(folder, "film") })) events.push(event);
  const last = events.at(-1);
  if (last?.event !== "task-end") throw new Error("The task did not end.");
  const manifest = last.data.result ? JSON.parse(await readFile(join(folder, "film", "manifest.json"), "utf8")) : null;
  return { events, manifest, end: last.data };
}

/** Everything that anybody gets to see of a task. */
const toldOf = ({ events, manifest }: Told) => JSON.stringify([events, manifest]);

const costOf = ({ events }: Told) => events.findLast((event) => event.event === "cost-update")?.data;

describe("a film by live vendors", () => {
  it("has clips, voices, music, alike characters, and a bill that is the vendors' invoice", async () => {
    const { manifest, end, events } = await make({ ...request, motion: "clips" });
    expect(end).toMatchObject({ status: "completed", error: null });
    expect(end.result?.degraded).toEqual([]);
    const kinds = manifest?.assets.map(({ kind }) => kind).sort();
    expect(kinds?.filter((kind) => kind === "clip")).toHaveLength(2);
    expect(kinds?.filter((kind) => kind === "narration")).toHaveLength(2);
    expect(kinds).toContain("music");

    const stills = vendors.fal.orders.filter(({ model }) => model.includes("edit"));
    expect(stills.some(({ input }) => String(input.prompt).includes("Image"))).toBe(true);
    expect(manifest?.costUsd).toBeCloseTo(vendors.invoiceUsd(), 5);
    const spent = events.filter((event) => event.event === "cost-update").at(-1);
    expect(spent?.data).toMatchObject({ spentUsd: manifest?.costUsd, reservedUsd: 0 });
    expect(manifest?.bill.every(({ state, requestId }) => state === "done" && requestId !== null)).toBe(true);
  });

  it("never tells a key to anybody but its vendor", async () => {
    vendors.fal.faults.next("refuse_key");
    const told = await make(LEAN_FILM);
    for (const secret of ["canary", vendors.replicate.token]) expect(toldOf(told)).not.toContain(secret);
  });
});

describe("a vendor's failure", () => {
  it("of a key that is refused ends the task, and no draft steps in", async () => {
    vendors.fal.faults.forModel("fal-ai/flux-2", "refuse_key");
    const { end, manifest } = await make(LEAN_FILM);
    expect(end).toMatchObject({
      status: "failed",
      error: { code: "account_refused", message: expect.stringContaining("FAL_KEY") },
    });
    expect(manifest).toBeNull();
    expect(vendors.fal.orders).toHaveLength(1);
  });

  it("of one key ends the buying from all: no picture is drawn for a film that is lost", async () => {
    const { end } = await make(request, { ...vendors.environment, REPLICATE_API_TOKEN: "r8_wrong" });
    expect(end).toMatchObject({ status: "failed", error: { code: "account_refused" } });
    expect(vendors.fal.orders.filter(({ model }) => model.includes("edit"))).toEqual([]);
  });

  it("that passes to another model is told in the result, with the reason", async () => {
    vendors.fal.faults.forModel("fal-ai/flux-2", "bad_input");
    const { end, manifest } = await make(LEAN_FILM);
    expect(end.status).toBe("completed");
    expect(end.result?.degraded).toMatchObject([{ scene: 0, wanted: "a picture by fal-ai/flux-2" }]);
    expect(manifest?.costUsd).toBeCloseTo(vendors.invoiceUsd(), 5);
  });

  it("to like the words is answered once with milder ones", async () => {
    vendors.openai.answer("softened_description", () => ({ description: "A fox far away in the snow." }));
    vendors.fal.faults.next("content");
    const { end, manifest } = await make(LEAN_FILM);
    expect(end.status).toBe("completed");
    expect(end.result?.degraded).toMatchObject([{ got: "a milder one" }]);
    expect(vendors.fal.orders.map(({ input }) => String(input.prompt).includes("far away"))).toEqual([false, true]);
    // The vendor "may charge" for what it refused, so that is booked in full.
    const refused = manifest?.bill.find(({ state }) => state === "failed");
    expect(refused?.costUsd).toBeGreaterThan(0);
    expect((manifest?.costUsd ?? 0) - (refused?.costUsd ?? 0)).toBeCloseTo(vendors.invoiceUsd(), 5);
  });

  it("to draw at all costs the scene its picture, not the film", async () => {
    for (const { id } of TEXT_MODELS) vendors.fal.faults.forModel(id, "failure");
    const { end, manifest } = await make(LEAN_FILM);
    expect(end.status).toBe("completed");
    expect(end.result?.degraded).toMatchObject([{ wanted: "a picture", got: "a title card" }]);
    expect(manifest?.costUsd).toBeCloseTo(vendors.invoiceUsd(), 5);
  });
});

describe("a paid call whose answer is lost", () => {
  it("is not made again unasked: the task asks for attention, and its cost stays reserved", async () => {
    vendors.fal.faults.next("drop");
    const told = await make(LEAN_FILM);
    expect(told.end).toMatchObject({ status: "needs_attention", error: { code: "in_doubt" } });
    expect(vendors.fal.orders).toHaveLength(1);
    expect(costOf(told)?.reservedUsd).toBeGreaterThan(0);
    const bill = JSON.parse(await readFile(join(folder, "film", "bill.json"), "utf8"));
    expect(bill.inDoubtUsd).toBeGreaterThan(0);
    expect(bill.bill).toContainEqual(
      expect.objectContaining({ key: "scene_asset_generator:0:still", state: "in_doubt" }),
    );
  });

  it("is made once more where the owner wants it, and both are on the bill", async () => {
    vendors.fal.faults.next("drop");
    const { end, manifest } = await make({ ...LEAN_FILM, onInDoubt: "retry" });
    expect(end.status).toBe("completed");
    expect(vendors.fal.orders).toHaveLength(2);
    const stills = manifest?.bill.filter(({ capability }) => capability === "image");
    expect(stills?.map(({ state }) => state).sort()).toEqual(["done", "in_doubt"]);
    expect((manifest?.costUsd ?? 0) + (manifest?.inDoubtUsd ?? 0)).toBeCloseTo(vendors.invoiceUsd(), 5);
  });

  it("is found again where the vendor can be asked, and nothing is bought twice", async () => {
    vendors.replicate.faults.nextPost("drop");
    const { end, manifest } = await make({ ...LEAN_FILM, narration: true });
    expect(end).toMatchObject({ status: "completed", result: { degraded: [] } });
    expect(vendors.replicate.posts).toHaveLength(1);
    expect(manifest?.costUsd).toBeCloseTo(vendors.invoiceUsd(), 5);
  });
});

describe("a file of the user's own", () => {
  it("that cannot be had is named by its field, before anything is bought", async () => {
    const picture = `http://${vendors.fal.host}/no-such-file.png`;
    const inside = "https://127.0.0.1/secret.png";
    const { end } = await make({ ...LEAN_FILM, referenceUrls: [inside] });
    expect(end.error).toMatchObject({
      code: "invalid_request",
      message: expect.stringMatching(/^referenceUrls\[0\]: /),
    });
    expect((await make({ ...LEAN_FILM, referenceUrls: [picture] })).end.error?.code).toBe("invalid_request");
    expect([vendors.openai.orders, vendors.fal.orders].flat()).toEqual([]);
  });

  it("takes the sheet's place: nothing is drawn for its character but the stills", async () => {
    const { host } = await serve((_, response) => response.end(paintedPng(720, 720, [200, 30, 30])));
    const allowed = `${vendors.environment.PIXORA_ALLOWED_HOSTS},${host}`;
    const referenceUrls = [`http://${host}/fox.png`, `http://${host}/owl.png`];
    const film = { ...request, scenes: 1, durationSeconds: 5, music: false, narration: false, referenceUrls };
    const { end, manifest } = await make(film, { ...vendors.environment, PIXORA_ALLOWED_HOSTS: allowed });
    // The story's one scene shows one of the two characters that it tells of.
    expect(end.result?.degraded).toEqual([expect.objectContaining({ wanted: "2 pictures as reference", got: "1" })]);
    expect(manifest?.assets.map(({ kind }) => kind)).toEqual(["reference", "still"]);
    expect(vendors.fal.orders.map(({ model }) => model.includes("edit"))).toEqual([true]);
  });
});

describe("money", () => {
  it("is refused beforehand when the film may pass its budget, and no vendor hears of it", async () => {
    const refusal = { code: "over_budget", message: expect.stringContaining("Nothing was spent") };
    await expect(make({ ...LEAN_FILM, budgetUsd: 0.001 })).rejects.toMatchObject(refusal);
    expect([vendors.openai.orders, vendors.fal.orders, vendors.replicate.posts].flat()).toEqual([]);
  });
});

describe("a film that is cancelled", () => {
  it("stops the jobs at their vendors before it ends, and tells what they cost", async () => {
    vendors.fal.faults.forModel("fal-ai/flux-2", "hang");
    const agent = createVideoAgent(readConfig({ ...vendors.environment, PIXORA_DATA_DIR: join(folder, "data") }));
    const stop = new AbortController();
    const ordered = vi.waitFor(() => expect(vendors.fal.orders).toHaveLength(1), { timeout: 30_000 });
    void ordered.then(() => stop.abort());
    const events: TaskEvent[] = [];
    const options = { folder: join(folder, "film"), signal: stop.signal };
    for await (const event of agent.stream(LEAN_FILM, options)) events.push(event);
    expect(events.at(-1)).toMatchObject({ event: "task-end", data: { status: "cancelled" } });
    expect(vendors.fal.orders.map(({ state }) => state)).toEqual(["cancelled"]);
  });
});
