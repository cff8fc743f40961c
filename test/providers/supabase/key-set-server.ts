/** Plays a project's Auth: a key set over HTTP, and tokens that are signed with its keys. */
import { once } from "node:events";
import { createServer } from "node:http";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

export const ANNA = "0b1c6a0e-8f5d-4a3c-9a55-6b1f0d1c2e3f";

export interface SigningKey {
  alg: string;
  kid: string;
  privateKey: CryptoKey;
  /** As it is published. */
  jwk: JWK;
}

export async function newSigningKey(alg: string, kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, kid, privateKey, jwk: { ...(await exportJWK(publicKey)), alg, kid, use: "sig" } };
}

/** What an Auth puts into the token of a user, in the order of their importance here. */
export function claimsOf(url: string): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  const standing = { sub: ANNA, role: "authenticated", aud: "authenticated", iss: `${url}/auth/v1` };
  return { ...standing, iat: now, exp: now + 3600 };
}

export function sign(claims: Record<string, unknown>, { alg, kid, privateKey }: SigningKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg, kid, typ: "JWT" }).sign(privateKey);
}

export async function startKeySetServer() {
  const state = { keys: [] as JWK[], status: 200, body: null as string | null, reads: 0, hangs: false };
  const server = createServer((request, response) => {
    if (request.url !== "/auth/v1/.well-known/jwks.json") return void response.writeHead(404).end();
    state.reads += 1;
    if (state.hangs) return;
    response.writeHead(state.status, { "content-type": "application/json" });
    response.end(state.body ?? JSON.stringify({ keys: state.keys }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** Changes how it answers from now on. */
    state,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
