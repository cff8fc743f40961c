import { createHmac } from "node:crypto";
import { base64url, exportSPKI, importJWK, SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../../models/config.ts";
import { createUserTokens } from "../../../providers/index.ts";
import { createSupabaseUserTokens } from "../../../providers/supabase/user-tokens.ts";
import { ANNA, claimsOf, newSigningKey, type SigningKey, sign, startKeySetServer } from "./key-set-server.ts";

const SECRET = "a secret of at least 32 characters, for HS256";

let server: Awaited<ReturnType<typeof startKeySetServer>>;
let ecKey: SigningKey;
let otherKey: SigningKey;
beforeAll(async () => {
  server = await startKeySetServer();
  [ecKey, otherKey] = await Promise.all([newSigningKey("ES256", "ec-1"), newSigningKey("ES256", "ec-2")]);
});
beforeEach(() => Object.assign(server.state, { keys: [ecKey.jwk], status: 200, body: null, reads: 0, hangs: false }));
afterAll(() => server.close());

type Claims = Record<string, unknown>;
const claims = (changes: Claims = {}): Claims => ({ ...claimsOf(server.url), ...changes });
const open = (changes: Partial<Parameters<typeof createSupabaseUserTokens>[0]> = {}) =>
  createSupabaseUserTokens({ url: server.url, jwtSecret: null, ...changes });
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const withSecret = (payload: Claims, secret: string | Uint8Array, header = {}) =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: "HS256", ...header })
    .sign(typeof secret === "string" ? new TextEncoder().encode(secret) : secret);

describe("a token of a project's user", () => {
  it("tells the user, and the key set is read once for many", async () => {
    const tokens = open();
    const token = await sign(claims(), ecKey);
    const told = await Promise.all([1, 2, 3].map(() => tokens.verify(token)));
    expect(told).toEqual([{ userId: ANNA }, { userId: ANNA }, { userId: ANNA }]);
    expect(server.state.reads).toBe(1);
  });

  it.each(["RS256", "EdDSA"])("may be signed with %s", async (alg) => {
    const key = await newSigningKey(alg, "another");
    server.state.keys = [ecKey.jwk, key.jwk];
    expect(await open().verify(await sign(claims(), key))).toEqual({ userId: ANNA });
  });

  it("is one user's, however the id is written, and wherever a slash ends the project's address", async () => {
    const token = await sign(claims({ sub: ANNA.toUpperCase(), is_anonymous: true }), ecKey);
    expect(await open({ url: `${server.url}/` }).verify(token)).toEqual({ userId: ANNA });
  });

  it.each([-5, 5])("holds while the clocks are %s s apart", async (seconds) => {
    const token = await sign(claims(seconds < 0 ? { exp: inSeconds(seconds) } : { nbf: inSeconds(seconds) }), ecKey);
    expect(await open().verify(token)).toEqual({ userId: ANNA });
  });

  it.each<[string, Claims]>([
    ["of another issuer", { iss: "https://elsewhere.example/auth/v1" }],
    ["without an issuer", { iss: undefined }],
    ["for another audience", { aud: "anon" }],
    ["without an audience", { aud: undefined }],
    ["that is over", { exp: inSeconds(-31) }],
    ["that never ends", { exp: undefined }],
    ["whose end is no time", { exp: "later" }],
    ["that is not valid yet", { nbf: inSeconds(31) }],
    ["of nobody", { sub: undefined }],
    ["of something else than a user", { sub: "alice" }],
    ["of the service itself", { role: "service_role" }],
    ["without a role", { role: undefined }],
  ])("%s does not hold", async (_title, changes) => {
    expect(await open().verify(await sign(claims(changes), ecKey))).toBeNull();
  });
});

describe("a forged token", () => {
  it("does not hold when another key of the same name signed it", async () => {
    expect(await open().verify(await sign(claims(), { ...otherKey, kid: ecKey.kid }))).toBeNull();
  });

  it("does not hold when its claims were changed", async () => {
    const [header, , signature] = (await sign(claims(), ecKey)).split(".");
    const payload = base64url.encode(JSON.stringify(claims({ sub: ANNA.replace("0b", "0c") })));
    expect(await open().verify([header, payload, signature].join("."))).toBeNull();
  });

  it.each(["none", "None", "HS256"])("does not hold without a signature, as %s", async (alg) => {
    const unsigned = [{ alg }, claims()].map((part) => base64url.encode(JSON.stringify(part))).join(".");
    expect(await open({ jwtSecret: SECRET }).verify(`${unsigned}.`)).toBeNull();
  });

  it("does not hold when a public key was taken for a secret", async () => {
    const key = await newSigningKey("RS256", "rsa");
    server.state.keys = [key.jwk];
    const publicKey = await importJWK(key.jwk, "RS256", { extractable: true });
    if (publicKey instanceof Uint8Array) throw new Error("This is no public key.");
    const texts = [await exportSPKI(publicKey), JSON.stringify(key.jwk), key.jwk.n ?? ""];
    for (const text of texts) {
      const token = await withSecret(claims(), text, { kid: key.kid });
      expect(await open().verify(token)).toBeNull();
      expect(await open({ jwtSecret: SECRET }).verify(token)).toBeNull();
    }
  });

  it("does not hold by a secret that the key set gives away", async () => {
    const k = base64url.encode(SECRET);
    server.state.keys = [{ kty: "oct", alg: "HS256", kid: "oct", k }];
    const token = await withSecret(claims(), SECRET, { kid: "oct" });
    expect(await open().verify(token)).toBeNull();
    expect(await open({ jwtSecret: "another secret of this project" }).verify(token)).toBeNull();
  });

  it.each([
    "",
    "..",
    "a.b.c",
    "e30.e30.e30",
    "eyJhbGciOiJFUzI1NiJ9.e30",
    "eyJhbGciOiJFUzI1NiIsImNyaXQiOlsieCJdfQ.e30.e30",
  ])("does not hold when it is as malformed as %j", async (token) => {
    expect(await open().verify(token)).toBeNull();
  });
});

describe("a project that signs with its secret", () => {
  it("has its tokens checked with it, without a key set", async () => {
    const tokens = open({ jwtSecret: SECRET });
    server.state.status = 500;
    expect(await tokens.verify(await withSecret(claims(), SECRET))).toEqual({ userId: ANNA });
    expect(await tokens.verify(await withSecret(claims(), `${SECRET}!`))).toBeNull();
    expect(await tokens.verify(await withSecret(claims({ exp: undefined }), SECRET))).toBeNull();
    expect(server.state.reads).toBe(0);
  });

  it("may sign with keys as well, while it changes over", async () => {
    expect(await open({ jwtSecret: SECRET }).verify(await sign(claims(), ecKey))).toEqual({ userId: ANNA });
  });

  it("has another signature under its secret refused", async () => {
    const unsigned = [{ alg: "HS512" }, claims()].map((part) => base64url.encode(JSON.stringify(part))).join(".");
    const signature = createHmac("sha512", SECRET).update(unsigned).digest("base64url");
    expect(await open({ jwtSecret: SECRET }).verify(`${unsigned}.${signature}`)).toBeNull();
  });
});

describe("the key set", () => {
  it("is read anew for a key that it did not have", async () => {
    const tokens = open({ reading: { pauseMs: 0 } });
    expect(await tokens.verify(await sign(claims(), ecKey))).toEqual({ userId: ANNA });
    expect(await tokens.verify(await sign(claims(), otherKey))).toBeNull();
    server.state.keys = [otherKey.jwk];
    expect(await tokens.verify(await sign(claims(), otherKey))).toEqual({ userId: ANNA });
    expect(await tokens.verify(await sign(claims(), ecKey))).toBeNull();
  });

  it("is not asked for again by every forged token", async () => {
    const tokens = open();
    for (const kid of ["x", "y", "z"])
      expect(await tokens.verify(await sign(claims(), { ...otherKey, kid }))).toBeNull();
    expect(server.state.reads).toBe(1);
  });

  it.each<[string, Partial<typeof server.state>]>([
    ["is broken", { status: 500 }],
    ["is missing", { status: 404 }],
    ["is no JSON", { body: "<html>" }],
    ["is no key set", { body: "{}" }],
    ["does not answer", { hangs: true }],
  ])("says nothing about a token while it %s", async (_title, state) => {
    Object.assign(server.state, state);
    const tokens = open({ reading: { answerMs: 200 } });
    const token = await sign(claims(), ecKey);
    await expect(tokens.verify(token)).rejects.toMatchObject({ code: "unreachable", retryable: true });
    Object.assign(server.state, { status: 200, body: null, hangs: false });
    expect(await tokens.verify(token)).toEqual({ userId: ANNA });
  });

  it("cannot be reached where nobody listens, and the message says whose it is", async () => {
    const gone = await startKeySetServer();
    await gone.close();
    const check = open({ url: gone.url }).verify(await sign(claims({ iss: `${gone.url}/auth/v1` }), ecKey));
    await expect(check).rejects.toThrow(`key set at ${new URL(gone.url).host} cannot be read`);
  });
});

describe("the switch of vendors", () => {
  it("has users only where their project is set up", async () => {
    expect(createUserTokens(readConfig({}))).toBeNull();
    const project = { SUPABASE_URL: server.url, SUPABASE_SERVICE_ROLE_KEY: "key", SUPABASE_JWT_SECRET: "s3cret" };
    const tokens = createUserTokens(readConfig(project));
    expect(await tokens?.verify(await sign(claims(), ecKey))).toEqual({ userId: ANNA });
    expect(await tokens?.verify(await withSecret(claims(), "s3cret"))).toEqual({ userId: ANNA });
  });
});
