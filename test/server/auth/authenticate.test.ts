import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../../models/config.ts";
import { createUserTokens } from "../../../providers/index.ts";
import { newApiKey } from "../../../server/auth/api-keys.ts";
import { createAuthenticator } from "../../../server/auth/authenticate.ts";
import { openKeyRing } from "../../../server/auth/key-ring.ts";
import { ANNA, claimsOf, newSigningKey, sign, startKeySetServer } from "../../providers/supabase/key-set-server.ts";

const full = newApiKey("office");
const looker = newApiKey("screen", "read");
const ALL = ["read", "write"];

let project: Awaited<ReturnType<typeof startKeySetServer>>;
let token: string;
let ask: (headers: Record<string, string>) => ReturnType<ReturnType<typeof createAuthenticator>>;
beforeAll(async () => {
  project = await startKeySetServer();
  const key = await newSigningKey("ES256", "key-1");
  project.state.keys = [key.jwk];
  token = await sign(claimsOf(project.url), key);
  const keys = await openKeyRing({ text: `${full.pair},${looker.pair}`, file: null });
  const authenticate = createAuthenticator({ keys, users: usersAt(project.url), allowedOrigins: [] });
  ask = (headers) => authenticate(new Headers(headers));
});
afterAll(() => project.close());

function usersAt(url: string) {
  return createUserTokens(readConfig({ SUPABASE_URL: url, SUPABASE_SERVICE_ROLE_KEY: "key" }));
}

describe("who asks", () => {
  it("is told by a key, in either header", async () => {
    const office = { owner: "key:office", scopes: ALL };
    expect(await ask({ authorization: `Bearer ${full.secret}` })).toEqual(office);
    expect(await ask({ authorization: `bearer  ${full.secret}` })).toEqual(office);
    expect(await ask({ "x-api-key": full.secret })).toEqual(office);
    expect(await ask({ "x-api-key": full.secret, authorization: `Bearer ${full.secret}` })).toEqual(office);
  });

  it("may only look with a key for looking", async () => {
    expect(await ask({ "x-api-key": looker.secret })).toEqual({ owner: "key:screen", scopes: ["read"] });
  });

  it("is told by a user's token", async () => {
    expect(await ask({ authorization: `Bearer ${token}` })).toEqual({ owner: `user:${ANNA}`, scopes: ALL });
  });

  it("is nobody where nothing is set up, but never a page from elsewhere", async () => {
    const authenticate = createAuthenticator({ keys: null, users: null, allowedOrigins: [] });
    expect(await authenticate(new Headers({ host: "localhost" }))).toEqual({ owner: null, scopes: ALL });
    const foreign = authenticate(new Headers({ host: "rebound.example" }));
    await expect(foreign).rejects.toMatchObject({ code: "forbidden" });
  });

  it("needs a key where only keys are set up, and a token where only users are", async () => {
    const keys = await openKeyRing({ text: full.pair, file: null });
    const keysOnly = createAuthenticator({ keys, users: null, allowedOrigins: [] });
    const usersOnly = createAuthenticator({ keys: null, users: usersAt(project.url), allowedOrigins: [] });
    const [byKey, byToken] = [full.secret, token].map((value) => new Headers({ authorization: `Bearer ${value}` }));
    expect(await keysOnly(byKey ?? expect.fail())).toMatchObject({ owner: "key:office" });
    await expect(keysOnly(byToken ?? expect.fail())).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await usersOnly(byToken ?? expect.fail())).toMatchObject({ owner: `user:${ANNA}` });
    await expect(usersOnly(byKey ?? expect.fail())).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("headers that name nobody", () => {
  it.each<[string, () => Record<string, string>]>([
    ["none", () => ({})],
    ["an empty header", () => ({ authorization: "" })],
    ["an empty key", () => ({ "x-api-key": "" })],
    ["another scheme", () => ({ authorization: `Basic ${full.secret}` })],
    ["no scheme", () => ({ authorization: full.secret })],
    ["a scheme alone", () => ({ authorization: "Bearer " })],
    ["two keys in one header", () => ({ authorization: `Bearer ${full.secret}, Bearer ${looker.secret}` })],
    ["a key twice in one header", () => ({ "x-api-key": `${full.secret}, ${full.secret}` })],
    ["two different keys", () => ({ authorization: `Bearer ${full.secret}`, "x-api-key": looker.secret })],
    ["a key beside a malformed header", () => ({ authorization: "Bearer", "x-api-key": full.secret })],
    ["a key that nobody has", () => ({ "x-api-key": newApiKey("office").secret })],
    ["a key's hash", () => ({ "x-api-key": full.pair.split(":")[1] ?? "" })],
    ["a token without its signature", () => ({ authorization: `Bearer ${token.split(".").slice(0, 2).join(".")}` })],
    ["letters that no key has", () => ({ "x-api-key": "schl\u00fcssel" })],
  ])("are refused: %s", async (_title, headers) => {
    await expect(ask(headers())).rejects.toMatchObject({ code: "unauthenticated", retryable: false });
  });

  it.each<[string, () => Record<string, string>]>([
    ["key", () => ({ "x-api-key": "a".repeat(8193) })],
    ["token", () => ({ authorization: `Bearer ${token}${"a".repeat(8192)}` })],
  ])("are refused before a look at it when the %s is huge", async (_title, headers) => {
    const asking = ask(headers());
    await expect(asking).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(asking).rejects.toThrow("longer than 8192 characters");
  });

  it("tell nothing of what they hold", async () => {
    for (const secret of ["pxr_verysecret", "very.secret.token", "very secret"]) {
      const error: unknown = await ask({ "x-api-key": secret }).catch((refusal: unknown) => refusal);
      expect(String(error)).not.toContain("very");
    }
  });

  it("are refused in the same words, whether a key is unknown or a token forged", async () => {
    const messages = ["pxr_unknown", "un.kno.wn"].map((secret) => ask({ "x-api-key": secret }).catch(String));
    const [unknown, forged] = await Promise.all(messages);
    expect(unknown).toBe(forged);
  });

  it("are refused without another error, whatever they hold", async () => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const algorithm = fc.constantFrom("none", "HS256", "ES256", "RS256", "EdDSA", "ES512", "", 1, null);
    const head = fc.record(
      { alg: algorithm, kid: fc.constantFrom("key-1", "", 7), crit: fc.anything(), b64: fc.boolean() },
      { requiredKeys: [] },
    );
    const body = fc.oneof(fc.constant({ ...claimsOf(project.url) }), fc.jsonValue());
    const forged = fc
      .tuple(head, body, fc.base64String())
      .map(([header, payload, end]) =>
        [encode(JSON.parse(JSON.stringify(header, plain))), encode(payload), end.replace(/[+/=]/g, "_")].join("."),
      );
    const value = fc.oneof(fc.string({ unit: "binary" }), fc.string(), forged).filter(isHeaderValue);
    const prefix = fc.constantFrom("", "Bearer ", "bearer ", "Basic ");
    const name = fc.constantFrom("authorization", "x-api-key");
    await fc.assert(
      fc.asyncProperty(name, prefix, value, async (header, scheme, held) => {
        await expect(ask({ [header]: `${scheme}${held}` })).rejects.toMatchObject({ code: "unauthenticated" });
      }),
      { numRuns: 500 },
    );
  });
});

/** JSON has no such numbers, and neither do headers. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function isHeaderValue(value: string): boolean {
  try {
    new Headers({ "x-api-key": value });
    return true;
  } catch {
    return false;
  }
}

it("a token that cannot be checked now is not called a wrong one, and keys go on", async () => {
  const gone = await startKeySetServer();
  await gone.close();
  const keys = await openKeyRing({ text: full.pair, file: null });
  const authenticate = createAuthenticator({ keys, users: usersAt(gone.url), allowedOrigins: [] });
  const byToken = authenticate(new Headers({ authorization: `Bearer ${token}` }));
  await expect(byToken).rejects.toMatchObject({ code: "unreachable", retryable: true });
  expect(await authenticate(new Headers({ "x-api-key": full.secret }))).toMatchObject({ owner: "key:office" });
});
