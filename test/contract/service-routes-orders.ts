/** `POST /ai/generate` and `POST /ai/estimate`: what is accepted, and what is refused before anything is done. */
import { describe, expect, it } from "vitest";
import { VideoRequest } from "../../models/request.ts";
import { LIGHT_REQUEST } from "../light-agent.ts";
import { postBytes, refusalOf, rigOfSuite, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

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
  describeReading(kind);
  describeAccess(kind);
  describeEstimates(kind);
}

/** How a body is read, which is the same for both routes. */
function describeReading(kind: StoreKind): void {
  describe.each(["/ai/generate", "/ai/estimate"])(`the body of POST %s over ${kind}`, (path) => {
    const rig = rigOfSuite({ kind });
    const sent = JSON.stringify(LIGHT_REQUEST);

    it.each([["application/json; charset=utf-8"], ["APPLICATION/JSON"], ["application/vnd.pixora+json"]])(
      "may be announced as %s",
      async (type) => {
        const answer = await rig().ask("POST", path, { body: sent, headers: { "content-type": type } });
        expect([200, 202]).toContain(answer.status);
      },
    );

    it.each([
      ["text/plain"],
      ["application/x-www-form-urlencoded"],
      ["multipart/form-data; boundary=x"],
      ["application/jsonp"],
      [""],
    ])("is not read when it is announced as %j", async (type) => {
      const answer = await rig().ask("POST", path, { body: sent, headers: { "content-type": type } });
      refusalOf(answer, 415, "unsupported_media_type");
    });

    it("is not read when nobody says what it is", async () => {
      refusalOf(await postBytes(rig(), path, new TextEncoder().encode(sent)), 415, "unsupported_media_type");
    });

    it.each([["{"], ["{'prompt': 'A fox'}"], ['{"prompt": "A fox",}'], [""], ["\u0000"]])(
      "must be JSON: not %j",
      async (body) => {
        const problem = refusalOf(await rig().ask("POST", path, { body }), 422, "invalid_request");
        expect(problem.errors).toEqual([{ path: "", message: "is no JSON" }]);
      },
    );

    it("may not be longer than is read, whether its length is announced or not", async () => {
      const body = JSON.stringify({ prompt: "A fox", style: "x".repeat(256 * 1024) });
      // What is refused unread stops nothing that comes next.
      for (let count = 0; count < 3; count++) {
        const refused = await rig().ask("POST", path, { body });
        refusalOf(refused, 413, "payload_too_large");
        expect(refused.headers.get("connection")).toBe("close");
      }
      refusalOf(
        await postBytes(rig(), path, new Blob([body]).stream(), { "content-type": "application/json" }),
        413,
        "payload_too_large",
      );
    });
  });
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
