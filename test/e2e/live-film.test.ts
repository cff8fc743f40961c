/** Films made of what live vendors deliver: the real clients, over HTTP, against servers that speak the vendors' protocols. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createVideoAgent } from "../../graph/agent.ts";
import { readConfig } from "../../models/config.ts";
import type { TaskEvent } from "../../models/event.ts";
import type { VideoRequestInput } from "../../models/request.ts";
import type { Manifest } from "../../models/video.ts";
import { type AllVendors, startAllVendors } from "../vendors/all.ts";

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

const round = (usd: number) => Math.round(usd * 1e6) / 1e6;

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
    expect(manifest?.costUsd).toBeCloseTo(vendors.invoiceUsd(), 6);
    const spent = events.filter((event) => event.event === "cost-update").at(-1);
    expect(spent?.data).toMatchObject({ spentUsd: manifest?.costUsd, reservedUsd: 0 });
    expect(manifest?.bill.every(({ state, requestId }) => state === "done" && requestId !== null)).toBe(true);
  });
});
