/** `POST /ai/generate` and `POST /ai/estimate`: what is accepted, and what is refused before anything is done. */
import { describe, expect, it } from "vitest";
import { VideoRequest } from "../../models/request.ts";
import { LIGHT_REQUEST } from "../light-agent.ts";
import { refusalOf, rigOfSuite, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

/** Every option, each other than its default. */
const ALL_OPTIONS = {
  prompt: "Ein Fuchs findet eine Laterne im Wald.",
  durationSeconds: 12.5,
  scenes: 3,
  aspectRatio: "9:16",
  resolution: "1080p",
  style: "watercolour on rough paper",
  language: "de",
  voice: "a voice",
  voiceSampleUrl: "https://example.com/voice.mp3",
  referenceUrls: ["https://example.com/fox.png", "https://example.com/owl.png"],
  characterConsistency: false,
  motion: "clips",
  captions: "files",
  captionStyle: "scrim",
  fit: "contain",
  narration: false,
  music: false,
  transition: "fade",
  seed: 77,
  budgetUsd: 12.5,
  onInDoubt: "retry",
  webhookUrl: null,
};

/** What is wrong with a request, the request, and the field that is named. */
const WRONG_REQUESTS: [what: string, body: unknown, path: string][] = [
  ["no prompt", {}, "prompt"],
  ["an empty prompt", { prompt: "   " }, "prompt"],
  ["a prompt that is no text", { prompt: 7 }, "prompt"],
  ["a prompt that is too long", { prompt: "x".repeat(10_001) }, "prompt"],
  ["a misspelt option", { prompt: "A fox", durationSecs: 10 }, "durationSecs"],
  ["an option of the prototype", '{"prompt": "A fox", "__proto__": {"scenes": 3}}', "__proto__"],
  ["a length that is a text", { prompt: "A fox", durationSeconds: "30" }, "durationSeconds"],
  ["a length that is too short", { prompt: "A fox", durationSeconds: 4.9 }, "durationSeconds"],
  ["a length that is too long", { prompt: "A fox", durationSeconds: 601 }, "durationSeconds"],
  ["half a scene", { prompt: "A fox", scenes: 1.5 }, "scenes"],
  ["too many scenes", { prompt: "A fox", scenes: 61 }, "scenes"],
  ["an unknown aspect", { prompt: "A fox", aspectRatio: "4:3" }, "aspectRatio"],
  ["an unknown resolution", { prompt: "A fox", resolution: "4k" }, "resolution"],
  ["no language", { prompt: "A fox", language: "en-12" }, "language"],
  ["a switch that is a text", { prompt: "A fox", music: "yes" }, "music"],
  ["a sample that is no URL", { prompt: "A fox", voiceSampleUrl: "voice.mp3" }, "voiceSampleUrl"],
  ["a picture from this machine", { prompt: "A fox", referenceUrls: ["file:///etc/passwd"] }, "referenceUrls.0"],
  [
    "too many pictures",
    { prompt: "A fox", referenceUrls: Array(9).fill("https://example.com/a.png") },
    "referenceUrls",
  ],
  ["a negative budget", { prompt: "A fox", budgetUsd: -1 }, "budgetUsd"],
  ["a webhook that is no URL", { prompt: "A fox", webhookUrl: "example.com" }, "webhookUrl"],
  ["a list", [{ prompt: "A fox" }], ""],
  ["nothing", null, ""],
];

export function describeOrders(kind: StoreKind): void {
  describe(`POST /ai/generate over ${kind}`, () => {
    const rig = rigOfSuite({ kind });

    it("accepts a film, tells where it is, and makes it", async () => {
      const answer = await rig().ask("POST", "/ai/generate", { body: LIGHT_REQUEST });
      expect(answer.status).toBe(202);
      const task = answer.json<{ id: string }>();
      expect(task).toMatchObject({ status: "queued", stage: "planning", progress: 0, error: null, result: null });
      expect(answer.headers.get("location")).toBe(`/ai/tasks/${task.id}`);
      expect(answer.headers.get("idempotency-replayed")).toBeNull();
      expect(await rig().ended(task.id)).toMatchObject({ id: task.id, status: "completed", progress: 100 });
    });

    it("takes every option, and keeps each as it was said", async () => {
      expect(Object.keys(ALL_OPTIONS).sort()).toEqual(Object.keys(VideoRequest.shape).sort());
      const answer = await rig().ask("POST", "/ai/generate", { body: ALL_OPTIONS });
      expect(answer.status).toBe(202);
      expect(answer.json().request).toEqual(ALL_OPTIONS);
    });

    it("needs a prompt only, which may be in any language", async () => {
      const answer = await rig().ask("POST", "/ai/generate", { body: { prompt: " 森の中の狐 🦊 " } });
      expect(answer.status).toBe(202);
      expect(answer.json().request).toEqual(VideoRequest.parse({ prompt: "森の中の狐 🦊" }));
    });

    it.each(WRONG_REQUESTS)("refuses %s, and names the field", async (_what, body, path) => {
      const problem = refusalOf(await rig().ask("POST", "/ai/generate", { body }), 422, "invalid_request");
      expect(problem.errors).toContainEqual({ path, message: expect.stringMatching(/\w/) });
      expect(problem.retryable).toBe(false);
    });

    it("names all fields that are wrong", async () => {
      const body = { prompt: "", seed: -1, colour: "red", size: 1 };
      const { errors = [] } = refusalOf(await rig().ask("POST", "/ai/generate", { body }), 422, "invalid_request");
      expect(errors.map(({ path }) => path).sort()).toEqual(["colour", "prompt", "seed", "size"]);
    });

    it("says in words for people what is missing, and what may be given", async () => {
      const body = { aspectRatio: "4:3", motion: 1 };
      const { errors } = refusalOf(await rig().ask("POST", "/ai/generate", { body }), 422, "invalid_request");
      expect(errors).toEqual([
        { path: "prompt", message: "is missing" },
        { path: "aspectRatio", message: "must be one of 16:9, 9:16, 1:1" },
        { path: "motion", message: "must be one of stills, clips" },
      ]);
    });

    it.each([
      ["referenceUrls.1", { referenceUrls: ["https://example.com/fox.png", "https://10.0.0.1/fox.png"] }],
      ["referenceUrls.0", { referenceUrls: ["https://[::1]/fox.png"] }],
      ["referenceUrls.0", { referenceUrls: ["http://example.com/fox.png"] }],
      ["voiceSampleUrl", { voiceSampleUrl: "https://169.254.169.254/latest" }],
      ["voiceSampleUrl", { voiceSampleUrl: "https://0x7f.1/voice.mp3" }],
      ["voiceSampleUrl", { voiceSampleUrl: "https://user:word@example.com/voice.mp3" }],
    ])("refuses at once in %s what would not be followed: %j", async (path, urls) => {
      const body = { ...LIGHT_REQUEST, ...urls };
      const problem = refusalOf(await rig().ask("POST", "/ai/generate", { body }), 422, "unsafe_url");
      expect(problem.errors).toEqual([{ path, message: expect.stringContaining("is not followed") }]);
      expect(problem.detail).toContain(path);
    });

    it("takes private addresses that PIXORA_ALLOWED_HOSTS names", async () => {
      const named = await rigOfTest({
        kind,
        environment: { PIXORA_ALLOWED_HOSTS: "10.0.0.1:80", PIXORA_WORKERS: "0" },
      });
      const id = await named.order({ changes: { referenceUrls: ["http://10.0.0.1/fox.png"] } });
      expect(id).toEqual(expect.any(String));
    });

    it("refuses options that do not go together", async () => {
      const body = { ...LIGHT_REQUEST, durationSeconds: 5, scenes: 6 };
      const problem = refusalOf(await rig().ask("POST", "/ai/generate", { body }), 422, "invalid_request");
      expect(problem.detail).toContain("6 scenes do not fit into 5 s");
    });

    it("has created no task of what it refused", async () => {
      await rig().ask("POST", "/ai/generate", { as: "bob", body: { prompt: "" } });
      await rig().ask("POST", "/ai/generate", { as: "bob", body: { ...LIGHT_REQUEST, scenes: 6 } });
      expect((await rig().ask("GET", "/ai/tasks", { as: "bob" })).json().data).toEqual([]);
    });
  });
  describeAccess(kind);
  describeEstimates(kind);
}

function describeAccess(kind: StoreKind): void {
  describe(`who may order over ${kind}`, () => {
    const rig = rigOfSuite({ kind });
    const body = LIGHT_REQUEST;

    it.each([
      ["no key", {}],
      ["an unknown key", { authorization: "Bearer nobody" }],
      ["a key in another scheme", { authorization: "Basic YW5uOmFubg==" }],
      ["two keys", { authorization: "Bearer ann-secret", "x-api-key": "bob-secret" }],
    ])("is not whoever sends %s", async (_what, headers) => {
      const answer = await rig().ask("POST", "/ai/generate", { as: null, body, headers: { ...headers } });
      refusalOf(answer, 401, "unauthenticated");
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    });

    it("is whoever sends a key that may write, in either header", async () => {
      const answer = await rig().ask("POST", "/ai/generate", {
        as: null,
        body,
        headers: { "x-api-key": "ann-secret" },
      });
      expect(answer.status).toBe(202);
      expect((await rig().ask("GET", `/ai/tasks/${answer.json().id}`)).status).toBe(200);
    });

    it("is not who has a key that may only look, but who may ask for a price", async () => {
      refusalOf(await rig().ask("POST", "/ai/generate", { as: "viewer", body }), 403, "forbidden");
      expect((await rig().ask("POST", "/ai/estimate", { as: "viewer", body })).status).toBe(200);
    });

    it("is asked before the body is looked at", async () => {
      refusalOf(await rig().ask("POST", "/ai/generate", { as: null, body: "{" }), 401, "unauthenticated");
    });

    it("is anybody on a server without keys", async () => {
      const open = await rigOfTest({ kind, isOpen: true });
      const id = await open.order();
      expect(await open.ended(id)).toMatchObject({ status: "completed" });
    });
  });
}

function describeEstimates(kind: StoreKind): void {
  describe(`POST /ai/estimate over ${kind}`, () => {
    const rig = rigOfSuite({
      kind,
      equip: ({ providers, ...parts }) => ({
        ...parts,
        providers: { ...providers, image: { ...providers.image, price: () => ({ minUsd: 0.01, maxUsd: 0.03 }) } },
      }),
    });

    it("tells the price by capability, and orders nothing", async () => {
      const body = { ...LIGHT_REQUEST, scenes: 4, characterConsistency: false };
      const answer = await rig().ask("POST", "/ai/estimate", { body });
      expect(answer.status).toBe(200);
      expect(answer.json().totalUsd).toEqual({ min: 0.04, max: 0.12 });
      expect(answer.json().capabilities).toContainEqual({
        ...{ capability: "image", vendor: "draft", units: 4 },
        ...{ minUsd: 0.04, maxUsd: 0.12 },
      });
      expect((await rig().ask("GET", "/ai/tasks")).json().data).toEqual([]);
    });

    it("is told for a film that its budget does not cover, which cannot be ordered", async () => {
      const body = { ...LIGHT_REQUEST, budgetUsd: 0.02 };
      expect((await rig().ask("POST", "/ai/estimate", { body })).status).toBe(200);
      const problem = refusalOf(await rig().ask("POST", "/ai/generate", { body }), 422, "over_budget");
      expect(problem.detail).toContain("$0.02");
    });

    it("refuses what could not be ordered", async () => {
      const misspelt = { ...LIGHT_REQUEST, colour: "red" };
      refusalOf(await rig().ask("POST", "/ai/estimate", { body: misspelt }), 422, "invalid_request");
      const tooMany = { ...LIGHT_REQUEST, scenes: 6 };
      refusalOf(await rig().ask("POST", "/ai/estimate", { body: tooMany }), 422, "invalid_request");
      refusalOf(await rig().ask("POST", "/ai/estimate", { as: null, body: LIGHT_REQUEST }), 401, "unauthenticated");
    });
  });
}
