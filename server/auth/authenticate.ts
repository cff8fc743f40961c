/** Who asks, by what stands in the headers. Not here: what they may do (each endpoint has its scope). */
import { PixoraError } from "../../models/error.ts";
import type { UserTokens } from "../../providers/user-tokens.ts";
import type { KeyRing } from "./key-ring.ts";
import { refuseForeignPages } from "./open-server.ts";
import type { Principal, Scope } from "./principal.ts";

export interface AuthenticatorOptions {
  /** Null where the service has no keys of its own. */
  keys: Pick<KeyRing, "find"> | null;
  /** Null where no app's users may come. Without keys and users the server is open. */
  users: UserTokens | null;
  /** Web pages that may call an open server from a browser. */
  allowedOrigins: readonly string[];
}

/**
 * Rejects with `unauthenticated` for headers without a key or token that holds, with `unreachable` while tokens cannot
 * be checked, and with `forbidden` for a foreign web page at an open server.
 */
export type Authenticate = (headers: Headers) => Promise<Principal>;

const ALL: readonly Scope[] = ["read", "write"];

export function createAuthenticator({ keys, users, allowedOrigins }: AuthenticatorOptions): Authenticate {
  if (keys === null && users === null) {
    return async (headers) => {
      refuseForeignPages(headers, allowedOrigins);
      return { owner: null, scopes: ALL };
    };
  }
  return async (headers) => {
    const credential = readCredential(headers);
    const key = keys?.find(credential);
    if (key) return { owner: `key:${key.name}`, scopes: key.scopes };
    const user = TOKEN.test(credential) ? await users?.verify(credential) : null;
    if (user) return { owner: `user:${user.userId}`, scopes: ALL };
    throw unauthenticated("This key or token does not hold: it is unknown, was taken back, or is over.");
  };
}

const LONGEST = 8192;
/** A signed token has three parts; what has not is not worth a look at the key set. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const BEARER = /^bearer +(\S+)$/i;
const SECRET = /^[!-~]+$/;

const HOW = "Send a key or a token as `Authorization: Bearer …`, or a key as `X-API-Key`.";

/** The one key or token of these headers. The same one in both is one. */
function readCredential(headers: Headers): string {
  const authorization = headers.get("authorization");
  const apiKey = headers.get("x-api-key");
  if ((authorization?.length ?? 0) > LONGEST || (apiKey?.length ?? 0) > LONGEST) {
    throw unauthenticated(`No key or token is longer than ${LONGEST} characters.`);
  }
  const given = [authorization === null ? null : (BEARER.exec(authorization)?.[1] ?? ""), apiKey];
  const [credential, ...others] = new Set(given.filter((value) => value !== null));
  if (credential === undefined) throw unauthenticated(`Nobody is named in the headers. ${HOW}`);
  if (others.length > 0) throw unauthenticated("Two different keys or tokens were sent. Send one.");
  if (!SECRET.test(credential)) throw unauthenticated(`The key or token is malformed. ${HOW}`);
  return credential;
}

function unauthenticated(message: string): PixoraError {
  return new PixoraError("unauthenticated", message);
}
