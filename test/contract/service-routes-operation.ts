/** What those who run the service ask, without a key. */
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { OpenApiDocument } from "./openapi-shape.ts";
import { rigOfSuite, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

const OPEN_PATHS = ["/healthz", "/readyz", "/metrics", "/openapi.json", "/docs"];

export function describeOperation(kind: StoreKind): void {
  describeHealth(kind);
  describeFigures(kind);
  describeDocument(kind);
}

function describeHealth(kind: StoreKind): void {
  describe(`what is open over ${kind}`, () => {
    const rig = rigOfSuite({ kind });

    it("needs no key, and minds none that is wrong", async () => {
      for (const path of OPEN_PATHS) {
        for (const headers of [{}, { authorization: "Bearer nobody" }]) {
          expect([path, (await rig().ask("GET", path, { as: null, headers })).status]).toEqual([path, 200]);
        }
        const head = await rig().ask("HEAD", path, { as: null });
        expect([path, head.status, head.text]).toEqual([path, 200, ""]);
      }
    });

    it("tells nothing of any task or owner", async () => {
      const id = await rig().order({ changes: { prompt: "A secret badger digs." } });
      await rig().ended(id);
      for (const path of OPEN_PATHS) {
        const { text } = await rig().ask("GET", path, { as: null });
        for (const secret of [id, "badger", "key:ann", "ann-secret", rig().folder]) expect(text).not.toContain(secret);
      }
    });

    it("says that it is alive and ready, to be kept by nobody", async () => {
      const health = await rig().ask("GET", "/healthz", { as: null });
      expect(health.json()).toEqual({ status: "ok" });
      const readiness = await rig().ask("GET", "/readyz", { as: null });
      expect(readiness.json()).toEqual({ status: "ready", problems: [], warnings: [] });
      for (const { headers } of [health, readiness]) expect(headers.get("cache-control")).toBe("no-store");
    });

    it("says with a sentence what is missing", async () => {
      const lame = await rigOfTest({
        kind,
        equip: ({ media, ...parts }) => ({
          ...parts,
          media: { ...media, ready: () => Promise.reject(new Error("There is no ffmpeg: install it.")) },
        }),
      });
      const readiness = await lame.ask("GET", "/readyz", { as: null });
      expect(readiness.status).toBe(503);
      expect(readiness.json()).toEqual({
        status: "not_ready",
        problems: ["There is no ffmpeg: install it."],
        warnings: [],
      });
      expect((await lame.ask("GET", "/healthz", { as: null })).status).toBe(200);
    });
  });
}

function describeFigures(kind: StoreKind): void {
  describe(`GET /metrics over ${kind}`, () => {
    const rig = rigOfSuite({ kind });

    /** The figures whose names and labels begin so. */
    const figures = async (beginning: string, at = rig()) => {
      const { text } = await at.ask("GET", "/metrics", { as: null });
      const lines = text.split("\n").filter((line) => line.startsWith(beginning));
      return lines.map((line) => Number(line.split(" ").at(-1)));
    };
    const countOf = (method: string, route: string, status: number) =>
      figures(`pixora_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`);

    it("counts requests by the route and not by the path", async () => {
      const ids = [await rig().order(), await rig().order()];
      for (const id of ids) await rig().ask("GET", `/ai/tasks/${id}`);
      await rig().ask("GET", "/ai/tasks/nobody-s");
      await rig().ask("GET", "/somewhere/else");
      await rig().ask("PATCH", "/ai/tasks");
      expect(await countOf("POST", "/ai/generate", 202)).toEqual([2]);
      expect(await countOf("GET", "/ai/tasks/{id}", 200)).toEqual([2]);
      expect(await countOf("GET", "/ai/tasks/{id}", 404)).toEqual([1]);
      expect(await countOf("GET", "none", 404)).toEqual([1]);
      expect(await countOf("PATCH", "/ai/tasks", 405)).toEqual([1]);
      const { text, headers } = await rig().ask("GET", "/metrics", { as: null });
      for (const id of [...ids, "nobody-s", "somewhere"]) expect(text).not.toContain(id);
      expect(headers.get("content-type")).toMatch(/^text\/plain; version=/);
      expect(headers.get("cache-control")).toBe("no-store");
    });

    it("counts tasks, and the streams of their events", async () => {
      const busy = await rigOfTest({ kind });
      const id = await busy.order();
      await busy.ended(id);
      await expect.poll(() => figures('pixora_tasks_ended_total{status="completed"', busy)).toEqual([1]);
      await busy.ask("GET", `/ai/tasks/${id}/events`);
      expect(await figures("pixora_event_streams ", busy)).toEqual([0]);
      expect(await figures('pixora_event_streams_closed_total{how="ended"}', busy)).toEqual([1]);
    });

    it("is the process's own, and has its memory too", async () => {
      expect((await figures("process_resident_memory_bytes "))[0]).toBeGreaterThan(1e6);
    });
  });
}

function describeDocument(kind: StoreKind): void {
  describe(`the document of the API over ${kind}`, () => {
    const rig = rigOfSuite({ kind });

    it("is one of OpenAPI 3.1", async () => {
      const answer = await rig().ask("GET", "/openapi.json", { as: null });
      expect(answer.headers.get("content-type")).toContain("application/json");
      expect(OpenApiDocument.safeParse(answer.json()).error?.issues).toBeUndefined();
    });

    it("has schemas that are whole, and refers to none that is missing", () => {
      const { document } = rig();
      const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
      addFormats.default(ajv);
      ajv.addKeyword("components").addSchema({ $id: "api", components: document.components });
      const references = [...JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g)].map(([, place]) => place ?? "");
      expect(references.length).toBeGreaterThan(20);
      for (const place of new Set(references)) expect(ajv.compile({ $ref: `api#${place}` })).toBeTypeOf("function");
    });

    it("names each operation once, and declares what stands in its path", () => {
      const operations = Object.entries(rig().document.paths).flatMap(([path, methods]) =>
        Object.values(methods).map((operation) => ({ path, operation })),
      );
      const names = operations.map(({ operation }) => operation.operationId);
      expect(new Set(names).size).toBe(names.length);
      for (const { path, operation } of operations) {
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
        expect([path, declared.map(({ name }) => name)]).toEqual([path, inPath]);
      }
    });

    it("has every route that is promised, and says which need a key", () => {
      const routes = Object.entries(rig().document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { security }]) => [`${method} ${path}`, security?.length !== 0] as const),
      );
      const task = "/ai/tasks/{id}";
      const files = ["video", "poster", "captions.srt", "captions.vtt", "manifest", "assets/{name}"];
      expect(Object.fromEntries(routes)).toEqual(
        Object.fromEntries([
          ...["post /ai/generate", "post /ai/estimate", "get /ai/tasks"].map((route) => [route, true]),
          ...[`get ${task}`, `delete ${task}`, `get ${task}/events`].map((route) => [route, true]),
          ...["cancel", "resume", "variants"].map((name) => [`post ${task}/${name}`, true]),
          ...files.map((name) => [`get ${task}/${name}`, true]),
          ["post /hooks/{vendor}/{correlation}", false],
          ...OPEN_PATHS.map((path) => [`get ${path}`, false]),
        ]),
      );
    });

    it("begins where the service is reached, when that is known", async () => {
      expect(rig().document.servers).toEqual([{ url: "/" }]);
      const named = await rigOfTest({ kind, environment: { PIXORA_PUBLIC_URL: "https://films.example.com/" } });
      expect(named.document.servers).toEqual([{ url: "https://films.example.com" }]);
    });

    it("is there for people too, on a page that runs nothing and asks nobody", async () => {
      const { text, headers } = await rig().ask("GET", "/docs", { as: null });
      expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("script");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(text).not.toMatch(/<script|<iframe|<img|<link|javascript:|\son\w+=|url\(|@import/i);
      expect(text.match(/(href|src)="(?!#|\/)[^"]*"/g)).toBeNull();
      for (const path of Object.keys(rig().document.paths)) expect(text).toContain(`<code>${path}</code>`);
      for (const [, name] of text.matchAll(/href="#(\w+)"/g)) expect(text).toContain(`id="${name}"`);
    });
  });
}
