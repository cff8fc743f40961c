import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAccount } from "../../../models/account.ts";
import type { ReplicateVendorOptions } from "../../../providers/replicate/index.ts";
import { SPEECH_MODELS } from "../../../providers/replicate/speech-models.ts";
import { paidContext } from "../../contract/context.ts";
import { describeSpeechProvider } from "../../contract/speech-provider.ts";
import { soundFile } from "../../vendors/replicate-models.ts";
import { type ReplicateServer, startReplicateServer } from "../../vendors/replicate-server.ts";
import { createQuickClock } from "../quick-clock.ts";
import { measure, openVendor } from "./rig.ts";

const TURBO = "minimax/speech-2.8-turbo";
const KOKORO = "jaaari/kokoro-82m";
const CHATTERBOX = "resemble-ai/chatterbox-turbo";
const REQUEST = { text: "A fox finds a lantern in the snow.", language: "en", voice: null, voiceSample: null };

describe("Replicate's speech under the contract", () => {
  let server: ReplicateServer;
  beforeAll(async () => {
    server = await startReplicateServer({ autoRun: true, latencyMs: 10 });
  });
  afterAll(() => server.close());

  describeSpeechProvider("Replicate's speech", {
    open: () => openVendor(server).speech,
    text: REQUEST.text,
    language: "en",
    measure,
  });
});

let server: ReplicateServer;
beforeEach(async () => {
  server = await startReplicateServer({ autoRun: true, latencyMs: 10 });
});
afterEach(() => server.close());

const open = (options?: Partial<ReplicateVendorOptions>) => openVendor(server, options).speech;
const using = (...speech: string[]) => open({ models: { speech, music: null } });

describe("the price of a line", () => {
  it("is that of the first model that can say so much, however dear the others are", () => {
    const price = (length: number, ...models: string[]) => using(...models).price({ text: "a".repeat(length) });
    expect(price(1000, TURBO, KOKORO)).toEqual({ minUsd: 0.06, maxUsd: 0.06 });
    expect(price(500, CHATTERBOX, TURBO).maxUsd).toBeCloseTo(0.0125);
    expect(price(600, CHATTERBOX, TURBO).maxUsd).toBeCloseTo(0.036);
  });

  it("is a range only where seconds of computing are billed", () => {
    const { minUsd, maxUsd } = using(KOKORO, TURBO).price(REQUEST);
    expect(minUsd).toBeLessThan(maxUsd);
  });
});

describe("each speech model", () => {
  it.each(SPEECH_MODELS.map((model) => [model.id, model] as const))("%s is sent what it takes", async (id, model) => {
    const { provenance, bytes } = await using(id).generate(REQUEST, paidContext());
    expect(provenance).toMatchObject({ vendor: "replicate", model: id, requestId: server.orders[0]?.id });
    expect(measure(bytes)).toBeCloseTo(REQUEST.text.length / 15, 1);
    expect(server.posts).toHaveLength(1);
    expect(provenance.costUsd).toBeCloseTo(server.billedUsd(), 10);
    const { minUsd, maxUsd } = model.price(REQUEST.text);
    expect(provenance.costUsd).toBeGreaterThanOrEqual(minUsd);
    expect(provenance.costUsd).toBeLessThanOrEqual(maxUsd);
  });

  it.each(SPEECH_MODELS.map((model) => [model.id, model] as const))(
    "%s is sent what it takes in each of its languages",
    async (id, model) => {
      const speech = using(id);
      const languages = Object.keys(model.languages);
      await Promise.all(languages.map((language) => speech.check({ language, voice: null })));
      const request = { ...REQUEST, text: "One." };
      await Promise.all(languages.map((language) => speech.generate({ ...request, language }, paidContext())));
      expect(server.posts).toHaveLength(languages.length);
      expect(server.posts.every(({ job }) => job !== null)).toBe(true);
    },
  );
});

describe("Replicate's speech", () => {
  it("speaks a language by the model's name of it, with a voice that was made for it", async () => {
    await open().generate({ ...REQUEST, language: "de" }, paidContext());
    const input = { language_boost: "German", voice_id: "German_FriendlyMan", text: REQUEST.text };
    expect(server.orders[0]?.input).toMatchObject(input);
  });

  it.each([
    ["pt-BR", { language_boost: "Portuguese", voice_id: "Portuguese_Narrator" }],
    ["deu", { language_boost: "German" }],
    ["yue", { language_boost: "Chinese,Yue" }],
    ["sv", { language_boost: "Swedish", voice_id: "Wise_Woman" }],
  ])("knows what %s is", async (language, input) => {
    await open().generate({ ...REQUEST, language }, paidContext());
    expect(server.orders[0]?.input).toMatchObject(input);
  });

  it("takes a voice of the very region where there is one", async () => {
    await using(KOKORO).generate({ ...REQUEST, language: "en-GB" }, paidContext());
    expect(server.orders[0]?.input).toMatchObject({ voice: "bf_emma" });
  });

  it("a language that no model of the list speaks is refused, with those that are spoken", async () => {
    const refusal = { code: "unsupported_language", message: expect.stringContaining("en, fr, hi, it, ja, zh") };
    await expect(using(KOKORO).check({ language: "de", voice: null })).rejects.toMatchObject(refusal);
    await expect(open().check({ language: "xx", voice: null })).rejects.toMatchObject({ code: refusal.code });
    await expect(open().check({ language: "???", voice: null })).rejects.toMatchObject({ code: refusal.code });
  });

  it("an unknown voice is refused, with some that exist", async () => {
    const refusal = { code: "invalid_request", message: expect.stringContaining("af_bella") };
    await expect(open().check({ language: "en", voice: "Nobody" })).rejects.toMatchObject(refusal);
  });

  it.each([
    ["R8_FDU1SV5S", "a cloned voice"],
    ["English_expressive_narrator", "a system voice that is not in our list"],
    ["Chinese (Mandarin)_News_Anchor", "a system voice with a dialect in its name"],
    ["wise_woman", "a known voice in other letters"],
  ])("%s is let through: %s", async (voice) => {
    await open().check({ language: "en", voice });
    await open().generate({ ...REQUEST, voice }, paidContext());
    expect(String(server.orders[0]?.input.voice_id).toLowerCase()).toBe(voice.toLowerCase());
  });

  it("a voice that only a later model has passes over the others, and says so", async () => {
    const { provenance, passedOver } = await open().generate({ ...REQUEST, voice: "am_puck" }, paidContext());
    expect(provenance.model).toBe(KOKORO);
    expect(passedOver).toEqual([{ model: TURBO, reason: 'It has no voice "am_puck".' }]);
    expect(server.posts).toHaveLength(1);
  });

  it("the next model speaks when one fails, and what failed says why", async () => {
    server.faults.nextEnd("interrupted");
    const { provenance, passedOver } = await open().generate(REQUEST, paidContext());
    expect(provenance.model).toBe(KOKORO);
    expect(passedOver).toMatchObject([{ model: TURBO, reason: expect.stringContaining("Prediction interrupted") }]);
  });

  it.each(["sensitive", "nsfw"] as const)("refused content (%s) is not tried on the other models", async (end) => {
    server.faults.nextEnd(end);
    await expect(open().generate(REQUEST, paidContext())).rejects.toMatchObject({ code: "content_refused" });
    expect(server.posts).toHaveLength(1);
  });

  it("a text that is too long for every model is refused before anything is sent", async () => {
    const text = "word ".repeat(2100);
    const spoken = open().generate({ ...REQUEST, text }, paidContext());
    await expect(spoken).rejects.toMatchObject({ code: "vendor_failed", retryable: false });
    expect(server.posts).toHaveLength(0);
  });

  it("a text that is too long for one model goes to the next", async () => {
    const text = "word ".repeat(120);
    const { provenance, passedOver } = await using(CHATTERBOX, KOKORO).generate({ ...REQUEST, text }, paidContext());
    expect(provenance.model).toBe(KOKORO);
    expect(passedOver).toMatchObject([{ model: CHATTERBOX, reason: expect.stringContaining("500 characters") }]);
  });

  it("a job that made nothing is a failure of its model", async () => {
    server.faults.nextEnd("empty");
    const { passedOver } = await open().generate(REQUEST, paidContext());
    expect(passedOver).toMatchObject([{ model: TURBO, reason: expect.stringContaining("made no sound") }]);
  });

  it("a file whose download was cut off is fetched again, not bought again", async () => {
    server.faults.nextFile("cut", "cut");
    const { bytes } = await open().generate(REQUEST, paidContext());
    expect(measure(bytes)).toBeGreaterThan(1);
    expect(server.posts).toHaveLength(1);
  });

  it("a file that is gone is a failure of its model, which was paid", async () => {
    server.faults.nextFile("missing");
    const account = createAccount(null);
    const context = { ...paidContext(), ledger: account.ledger({ step: "test", round: 1 }, () => {}) };
    const { passedOver } = await open().generate(REQUEST, context);
    expect(passedOver).toMatchObject([{ model: TURBO }]);
    expect(account.bill()).toMatchObject([{ state: "done" }, { state: "done" }]);
    expect(account.balance().spentUsd).toBeCloseTo(server.billedUsd(), 5);
  });

  it("a lost answer is found again, and the speech is bought once", async () => {
    server.faults.nextPost("drop");
    const account = createAccount(null);
    const context = { ...paidContext(), ledger: account.ledger({ step: "test", round: 1 }, () => {}) };
    const { provenance } = await open().generate(REQUEST, context);
    expect(server.posts).toHaveLength(1);
    expect(account.bill()).toMatchObject([
      { state: "done", requestId: server.orders[0]?.id, costUsd: provenance.costUsd },
    ]);
    expect(account.balance().spentUsd).toBeCloseTo(server.billedUsd(), 5);
  });

  it("a 429 is waited for as long as the vendor says, and costs nothing", async () => {
    server.faults.nextPost("rate_limit_told");
    const clock = createQuickClock();
    await open({ pacing: { clock } }).generate(REQUEST, paidContext());
    expect(Math.max(...clock.pauses)).toBeGreaterThanOrEqual(30_000);
    expect(server.posts).toHaveLength(2);
    expect(server.orders).toHaveLength(1);
  });

  it("what passes the budget is not sent", async () => {
    const spoken = using(TURBO).generate(REQUEST, paidContext({ budgetUsd: 0.001 }));
    await expect(spoken).rejects.toMatchObject({ code: "over_budget" });
    expect(server.posts).toHaveLength(0);
  });

  it("a cancelled job is stopped at the vendor", async () => {
    server.faults.nextEnd("hang");
    const controller = new AbortController();
    const spoken = open().generate(REQUEST, paidContext({ signal: controller.signal }));
    const stop = setInterval(() => server.orders[0]?.status === "processing" && controller.abort(), 5);
    await expect(spoken).rejects.toMatchObject({ code: "cancelled" });
    clearInterval(stop);
    expect(server.orders).toMatchObject([{ status: "canceled" }]);
  });
});

describe("a voice sample", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pixora-sample-"));
    await writeFile(join(folder, "short.wav"), soundFile("speech", 6));
    await writeFile(join(folder, "long.wav"), soundFile("speech", 12));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is of use when a model of the list takes one", () => {
    expect(open().takesVoiceSample).toBe(true);
    expect(using(TURBO, KOKORO).takesVoiceSample).toBe(false);
  });

  it("goes along within the order while it is small", async () => {
    const voiceSample = join(folder, "short.wav");
    const { provenance, passedOver } = await open().generate({ ...REQUEST, voiceSample }, paidContext());
    expect(provenance.model).toBe(CHATTERBOX);
    expect(passedOver).toBeUndefined();
    expect(server.orders[0]?.input).toEqual({
      text: REQUEST.text,
      reference_audio: expect.stringMatching(/^data:audio\/(x-)?wav;base64,UklGR/),
    });
    expect(server.uploads.size).toBe(0);
  });

  it("is uploaded when it is not", async () => {
    const voiceSample = join(folder, "long.wav");
    await open().generate({ ...REQUEST, voiceSample }, paidContext());
    const [[url, bytes] = []] = [...server.uploads];
    expect(server.orders[0]?.input).toMatchObject({ reference_audio: url });
    expect(Buffer.from(soundFile("speech", 12)).equals(bytes ?? Buffer.of())).toBe(true);
    expect(server.posts).toHaveLength(1);
  });

  it("that is not there is a mistake of ours", async () => {
    const voiceSample = join(folder, "nothing.wav");
    const spoken = open().generate({ ...REQUEST, voiceSample }, paidContext());
    await expect(spoken).rejects.toMatchObject({ code: "internal", message: expect.stringContaining("nothing.wav") });
  });

  it("is given up, and that is told, when no model that takes one speaks the language", async () => {
    const voiceSample = join(folder, "short.wav");
    const request = { ...REQUEST, language: "de", voiceSample };
    const { provenance, passedOver } = await open().generate(request, paidContext());
    expect(provenance.model).toBe(TURBO);
    expect(passedOver).toEqual([{ model: CHATTERBOX, reason: 'It does not speak "de".' }]);
  });
});
