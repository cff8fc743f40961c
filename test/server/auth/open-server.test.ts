import { describe, expect, it } from "vitest";
import {
  isLoopback,
  isOwnHost,
  isOwnOrigin,
  refuseForeignPages,
  refuseOpenServer,
} from "../../../server/auth/open-server.ts";

describe("a host", () => {
  it.each(["127.0.0.1", "127.8.9.1", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "localhost", "LocalHost"])(
    "%s is this machine",
    (host) => expect(isLoopback(host)).toBe(true),
  );

  it.each(["", "0.0.0.0", "::", "10.0.0.1", "128.0.0.1", "::ffff:10.0.0.1", "::2", "localhost.example.com", "127.1"])(
    "%j may be reached from elsewhere",
    (host) => expect(isLoopback(host)).toBe(false),
  );
});

describe("a server without keys", () => {
  it("starts on its own machine only, and says how to have keys", () => {
    const start =
      (host: string, hasAuth = false) =>
      () =>
        refuseOpenServer({ host, hasAuth });
    expect(start("0.0.0.0")).toThrow(expect.objectContaining({ code: "invalid_request" }));
    expect(start("0.0.0.0")).toThrow(/PIXORA_HOST is 0\.0\.0\.0.*Set PIXORA_API_KEYS \(npm run key -- NAME/);
    expect(start("127.0.0.1")).not.toThrow();
    expect(start("0.0.0.0", true)).not.toThrow();
  });

  it.each(["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]", "[::1]:8080"])("answers to %s", (host) => {
    expect(isOwnHost(host)).toBe(true);
  });

  it.each([
    "",
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil@localhost",
    "[localhost]:80",
    "::1",
  ])("does not answer to %j", (host) => expect(isOwnHost(host)).toBe(false));

  it.each(["http://localhost:3000", "https://127.0.0.1", "http://[::1]:3000", "https://app.example.com"])(
    "lets the page %s call",
    (origin) => expect(isOwnOrigin(origin, ["https://app.example.com"])).toBe(true),
  );

  it.each([
    "null",
    "",
    "https://evil.example",
    "https://app.example.com.evil.example",
    "file://localhost",
    "http://x@localhost",
  ])("does not let the page %j call", (origin) => expect(isOwnOrigin(origin, ["https://app.example.com"])).toBe(false));

  it("refuses what a page from elsewhere asks, by name and by origin", () => {
    const ask = (headers: Record<string, string>) => () => refuseForeignPages(new Headers(headers), []);
    expect(ask({})).not.toThrow();
    expect(ask({ host: "localhost:8080", origin: "http://localhost:8080" })).not.toThrow();
    expect(ask({ host: "rebound.example:8080" })).toThrow(expect.objectContaining({ code: "forbidden" }));
    expect(ask({ host: "localhost:8080", origin: "https://evil.example" })).toThrow(/PIXORA_ALLOWED_ORIGINS/);
  });
});
