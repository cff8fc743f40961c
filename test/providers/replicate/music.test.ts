import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Mood } from "../../../models/vocabulary.ts";
import { MUSIC_MODELS } from "../../../providers/replicate/music-models.ts";
import { paidContext } from "../../contract/context.ts";
import { describeMusicProvider } from "../../contract/music-provider.ts";
import { type ReplicateServer, startReplicateServer } from "../../vendors/replicate-server.ts";
import { measure, openVendor } from "./rig.ts";

const STABLE_AUDIO = "stability-ai/stable-audio-2.5";
const LYRIA = "google/lyria-2";
const REQUEST = { mood: "calm", prompt: "Quiet piano for a film called “Fox”.", seconds: 12.4, seed: 7 } as const;

describe("Replicate's music under the contract", () => {
  let server: ReplicateServer;
  beforeAll(async () => {
    server = await startReplicateServer({ autoRun: true, latencyMs: 10 });
  });
  afterAll(() => server.close());

  describeMusicProvider("Replicate's music", { open: () => openVendor(server).music, measure });
});

describe("Replicate's music", () => {
  let server: ReplicateServer;
  beforeEach(async () => {
    server = await startReplicateServer({ autoRun: true, latencyMs: 10 });
  });
  afterEach(() => server.close());

  const open = () => openVendor(server).music;

  it("costs what the first model of the list does", () => {
    const music = [LYRIA, STABLE_AUDIO];
    expect(open().price(REQUEST)).toEqual({ minUsd: 0.2, maxUsd: 0.2 });
    const cheap = openVendor(server, { models: { speech: null, music } }).music;
    expect(cheap.price(REQUEST)).toEqual({ minUsd: 0.06, maxUsd: 0.06 });
  });
  const using = (id: string) => openVendor(server, { models: { speech: null, music: [id] } }).music;

  it.each(MUSIC_MODELS.map(({ id }) => [id]))(
    "%s is sent what it takes, and costs what the vendor bills",
    async (id) => {
      const { provenance } = await using(id).generate(REQUEST, paidContext());
      expect(provenance).toMatchObject({ model: id, prompt: REQUEST.prompt, requestId: server.orders[0]?.id });
      expect(provenance.costUsd).toBeCloseTo(server.billedUsd(), 10);
      expect(server.posts).toHaveLength(1);
    },
  );

  it("the first model plays as long as wanted, in whole seconds, up to its longest", async () => {
    for (const seconds of [0.2, 12.4, 500]) await open().generate({ ...REQUEST, seconds }, paidContext());
    expect(server.orders.map(({ input }) => input.duration)).toEqual([1, 13, 190]);
  });

  it.each(Mood.options)("music that is %s is asked for in words of its own, and without voices", async (mood) => {
    await open().generate({ ...REQUEST, mood }, paidContext());
    const prompt = String(server.orders[0]?.input.prompt);
    expect(prompt).toMatch(/no vocals/);
    expect(prompt).toContain(mood);
    expect(prompt.endsWith(REQUEST.prompt)).toBe(true);
  });

  it("the seed is told where a model has one, and only there", async () => {
    const first = await using(STABLE_AUDIO).generate(REQUEST, paidContext());
    const other = await using("minimax/music-2.6").generate(REQUEST, paidContext());
    expect([first.provenance.seed, other.provenance.seed]).toEqual([7, null]);
    expect(server.orders.map(({ input }) => input.seed)).toEqual([7, undefined]);
  });

  it("a prompt is cut to what the model takes, and stays instrumental", async () => {
    await using("minimax/music-2.6").generate({ ...REQUEST, prompt: "long ".repeat(1000) }, paidContext());
    const prompt = String(server.orders[0]?.input.prompt);
    expect(prompt).toHaveLength(2000);
    expect(prompt).toMatch(/^Instrumental, no vocals/);
  });

  it("the next model plays when one fails, and what failed says why", async () => {
    server.faults.nextEnd("out_of_memory");
    const { provenance, passedOver } = await open().generate(REQUEST, paidContext());
    expect(provenance.model).toBe(LYRIA);
    expect(passedOver).toMatchObject([{ model: STABLE_AUDIO, reason: expect.stringContaining("CUDA out of memory") }]);
  });

  it("a model that is too dear gives way to one that the budget allows", async () => {
    const { provenance } = await open().generate(REQUEST, paidContext({ budgetUsd: 0.1 }));
    expect(provenance.model).toBe(LYRIA);
    expect(server.posts).toHaveLength(1);
  });
});
