/** What all routes have in common: methods, unknown paths, web pages, names of requests. */
import { describe, expect, it } from "vitest";
import { LIGHT_REQUEST } from "../light-agent.ts";
import { pathsFor, refusalOf, rigOfSuite, rigOfTest, type StoreKind } from "./service-routes-rig.ts";

export function describeHttp(kind: StoreKind): void {
  describeMethods(kind);
  describePagesElsewhere(kind);
  describeRequestIds(kind);
}

function describeMethods(kind: StoreKind): void {
  describe(`methods and paths over ${kind}`, () => {
    const rig = rigOfSuite({ kind });

    it("answer what they have, and say so to what they have not", async () => {
      const routes = pathsFor(rig(), "20200101-000000-nobody");
      const paths = new Set(routes.map(({ path }) => path));
      expect(paths.size).toBeGreaterThan(15);
      for (const path of paths) {
        const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
        const allowed = methods.includes("GET") ? [...methods, "HEAD"] : methods;
        for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
          if (allowed.includes(method)) continue;
          const answer = await rig().ask(method, path);
          expect([method, path, answer.status]).toEqual([method, path, 405]);
          expect(answer.headers.get("allow")?.split(", ").sort()).toEqual([...allowed].sort());
          if (method !== "HEAD") refusalOf(answer, 405, "method_not_allowed");
        }
      }
    });

    it.each([
      "/",
      "/ai",
      "/ai/",
      "/ai/generate/",
      "/ai/tasks/",
      "/ai/tasks//events",
      "/AI/tasks",
      "/hooks/replicate",
      "/favicon.ico",
      "/ai/tasks/a/b/c",
      "/%2e%2e/etc/passwd",
      "/.env",
    ])("have nothing at %s", async (path) => {
      for (const method of ["GET", "POST", "DELETE"]) {
        const answer = await rig().ask(method, path, { as: null });
        expect(refusalOf(answer, 404, "not_found").detail).toContain("/docs");
      }
    });

    it("tell nobody in what they are written, and let no browser guess", async () => {
      for (const path of ["/healthz", "/docs", "/ai/tasks", "/nothing"]) {
        const { headers } = await rig().ask("GET", path);
        expect(headers.get("x-powered-by")).toBeNull();
        expect(headers.get("server")).toBeNull();
        expect(headers.get("x-content-type-options")).toBe("nosniff");
        expect(headers.get("referrer-policy")).toBe("no-referrer");
      }
    });
  });
}

function describePagesElsewhere(kind: StoreKind): void {
  describe(`web pages from elsewhere over ${kind}`, () => {
    const PAGE = "https://app.example.com";
    const rig = rigOfSuite({ kind, environment: { PIXORA_ALLOWED_ORIGINS: `${PAGE}, http://localhost:5173` } });
    const preflight = (path: string, origin: string, method = "POST") =>
      rig().ask("OPTIONS", path, {
        as: null,
        headers: {
          origin,
          "access-control-request-method": method,
          "access-control-request-headers": "authorization,content-type,idempotency-key",
        },
      });

    it.each(["/ai/generate", "/ai/tasks/some-task", "/ai/tasks/some-task/events"])(
      "may ask beforehand, without a key, whether they may call %s",
      async (path) => {
        const answer = await preflight(path, PAGE);
        expect([answer.status, answer.text]).toEqual([204, ""]);
        expect(answer.headers.get("access-control-allow-origin")).toBe(PAGE);
        expect(
          answer.headers
            .get("access-control-allow-methods")
            ?.split(",")
            .map((one) => one.trim()),
        ).toEqual(expect.arrayContaining(["GET", "POST", "DELETE"]));
        const named = answer.headers.get("access-control-allow-headers")?.toLowerCase() ?? "";
        for (const header of ["authorization", "content-type", "idempotency-key", "last-event-id", "prefer", "range"]) {
          expect(named).toContain(header);
        }
        expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
        expect(answer.headers.get("vary")?.toLowerCase()).toContain("origin");
      },
    );

    it("read all answers, also refusals, and the headers that tell something", async () => {
      for (const [as, path, status] of [
        ["ann", "/ai/tasks", 200],
        ["ann", "/ai/tasks/nobody-s", 404],
        ["ann", "/nothing", 404],
        [null, "/ai/tasks", 401],
      ] as const) {
        const answer = await rig().ask("GET", path, { as, headers: { origin: PAGE } });
        expect([path, answer.status]).toEqual([path, status]);
        expect(answer.headers.get("access-control-allow-origin")).toBe(PAGE);
        const exposed = answer.headers.get("access-control-expose-headers")?.toLowerCase() ?? "";
        for (const header of ["etag", "location", "retry-after", "x-request-id", "idempotency-replayed"]) {
          expect(exposed).toContain(header);
        }
        expect(answer.headers.get("vary")?.toLowerCase()).toContain("origin");
      }
    });

    it("keep what a task's answer varies by", async () => {
      const id = await rig().order();
      const { headers } = await rig().ask("GET", `/ai/tasks/${id}`, { headers: { origin: PAGE } });
      const varies = headers.get("vary")?.toLowerCase() ?? "";
      for (const field of ["authorization", "x-api-key", "origin"]) expect(varies).toContain(field);
    });

    it.each(["https://evil.example.com", "https://app.example.com.evil.net", "http://app.example.com", "null"])(
      "are told nothing when they come from %s",
      async (origin) => {
        expect((await preflight("/ai/generate", origin)).headers.get("access-control-allow-origin")).toBeNull();
        const plain = await rig().ask("GET", "/ai/tasks", { headers: { origin } });
        expect(plain.headers.get("access-control-allow-origin")).toBeNull();
      },
    );

    it("are told nothing by a service that names none", async () => {
      const closed = await rigOfTest({ kind });
      const headers = { origin: PAGE, "access-control-request-method": "POST" };
      const asked = await closed.ask("OPTIONS", "/ai/generate", { as: null, headers });
      refusalOf(asked, 405, "method_not_allowed");
      const plain = await closed.ask("GET", "/ai/tasks", { headers: { origin: PAGE } });
      for (const answer of [asked, plain]) expect([...answer.headers.keys()].join()).not.toContain("access-control");
    });

    it("may not use a server without keys, unless it names them", async () => {
      const open = await rigOfTest({ kind, isOpen: true, environment: { PIXORA_ALLOWED_ORIGINS: PAGE } });
      const order = (origin: string) => open.ask("POST", "/ai/generate", { body: LIGHT_REQUEST, headers: { origin } });
      refusalOf(await order("https://evil.example.com"), 403, "forbidden");
      expect((await order(PAGE)).status).toBe(202);
    });
  });
}

function describeRequestIds(kind: StoreKind): void {
  describe(`x-request-id over ${kind}`, () => {
    const rig = rigOfSuite({ kind });
    const idFor = async (path: string, given?: string) => {
      const answer = await rig().ask("GET", path, { headers: given === undefined ? {} : { "x-request-id": given } });
      return answer.headers.get("x-request-id") ?? "";
    };

    it("is the caller's, also in refusals and in the log", async () => {
      for (const path of ["/healthz", "/ai/tasks", "/nothing"]) expect(await idFor(path, "my-id_7=")).toBe("my-id_7=");
      const answer = await rig().ask("GET", "/ai/tasks/nobody-s", { headers: { "x-request-id": "find-me" } });
      expect(answer.json().requestId).toBe("find-me");
      const lines = rig().lines.filter((line) => line.includes('"requestId":"find-me"'));
      expect(lines.join()).toContain('"status":404');
    });

    it("is made where there is none, another one each time", async () => {
      const ids = await Promise.all([1, 2, 3].map(() => idFor("/ai/tasks")));
      expect(new Set(ids).size).toBe(3);
      for (const id of ids) expect(id).toMatch(/^[\w-]{20,}$/);
    });

    it.each(["a b", "<script>", "x".repeat(256), "ä", '"', "a;b", ""])("is made where %j was sent", async (odd) => {
      const id = await idFor("/ai/tasks", odd);
      expect(id).not.toBe(odd);
      expect(id).toMatch(/^[\w-]{20,}$/);
    });
  });
}
