/** Tokens that a project's Auth gave to its users: signed by a key of its published set, or by its secret in older projects. */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from "jose";
import { z } from "zod";
import { PixoraError } from "../../models/error.ts";
import type { UserTokens } from "../user-tokens.ts";

export interface SupabaseUserTokensOptions {
  /** The project's; its Auth is the issuer. */
  url: string;
  /** Of projects that still sign with HS256; null for no such token. */
  jwtSecret: string | null;
  reading?: Partial<KeySetReading>;
}

/** How the key set is read, all in milliseconds. */
export interface KeySetReading {
  /** For one answer, whole. */
  answerMs: number;
  /** A forged token must not make us ask each time: a key that is not in the set is looked for this long after the last look. */
  pauseMs: number;
  /** A key that the project takes back is still good this long. */
  lastsMs: number;
}

const READING: KeySetReading = { answerMs: 5000, pauseMs: 30_000, lastsMs: 10 * 60_000 };

const SET_ALGORITHMS = ["ES256", "RS256", "EdDSA"];
const SECRET_ALGORITHM = "HS256";
/** Seconds that the project's clock and ours may be apart. */
const CLOCK_TOLERANCE = 10;

export function createSupabaseUserTokens({ url, jwtSecret, reading }: SupabaseUserTokensOptions): UserTokens {
  const issuer = `${url.replace(/\/+$/, "")}/auth/v1`;
  const keySet = openKeySet(`${issuer}/.well-known/jwks.json`, { ...READING, ...reading });
  const secret = jwtSecret === null ? null : new TextEncoder().encode(jwtSecret);
  // The secret is for its algorithm only, and the set for all others: a public key never serves as a secret.
  const keyFor: JWTVerifyGetKey = (header, input) =>
    secret !== null && header.alg === SECRET_ALGORITHM ? secret : keySet(header, input);
  const rules = {
    issuer,
    audience: "authenticated",
    algorithms: secret === null ? SET_ALGORITHMS : [...SET_ALGORITHMS, SECRET_ALGORITHM],
    requiredClaims: ["exp"],
    clockTolerance: CLOCK_TOLERANCE,
  };
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keyFor, rules);
        const claims = UserClaims.safeParse(payload);
        return claims.success ? { userId: claims.data.sub } : null;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}

/** Users who signed in without a name (`is_anonymous`) are users. The project's own keys have another role. */
const UserClaims = z.object({ sub: z.guid().toLowerCase(), role: z.literal("authenticated") });

/** Keys by the header of a token. Rejects with `unreachable` when the set cannot be read, which is not the token's fault. */
function openKeySet(address: string, { answerMs, pauseMs, lastsMs }: KeySetReading): JWTVerifyGetKey {
  const url = new URL(address);
  const timing = { timeoutDuration: answerMs, cooldownDuration: pauseMs, cacheMaxAge: lastsMs };
  const keySet = createRemoteJWKSet(url, timing);
  return (header, input) =>
    keySet(header, input).catch((cause: unknown) => {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys) throw cause;
      const message = `User tokens cannot be checked now: Supabase's key set at ${url.host} cannot be read.`;
      throw new PixoraError("unreachable", message, { cause, retryable: true });
    });
}
