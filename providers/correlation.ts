/**
 * What a webhook's address says of the order that it is about. Names of operations can be guessed, and a vendor signs
 * webhooks about anybody's jobs: so each is sealed by a key that only the vendor's customer can have.
 */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { OperationName } from "../models/ledger.ts";

export interface Correlations {
  /** Letters, digits, `-`, `_` and one `.`; the same for the same name. */
  write(name: OperationName): string;
  /** Null for what was not written with this secret. */
  read(correlation: string): OperationName | null;
}

/**
 * @param vendor as its jobs name it
 * @param secret one that all processes have, and strangers have not; only a key that is derived from it is used
 */
export function createCorrelations(vendor: string, secret: string): Correlations {
  const key = Buffer.from(hkdfSync("sha256", secret, "", `pixora webhook correlation ${vendor}`, 32));
  const seal = (name: string) => createHmac("sha256", key).update(name).digest();
  return {
    write({ taskId, operationId }) {
      const name = Buffer.from(JSON.stringify([taskId, operationId])).toString("base64url");
      return `${name}.${seal(name).toString("base64url")}`;
    },
    read(correlation) {
      const [, name = "", given = ""] = SHAPE.exec(correlation) ?? [];
      if (name === "" || !timingSafeEqual(Buffer.from(given, "base64url"), seal(name))) return null;
      const [taskId, operationId]: [string, string] = JSON.parse(Buffer.from(name, "base64url").toString());
      return { taskId, operationId };
    },
  };
}

/** Addresses of webhooks, each with its correlation at the end. */
export function addressesAt(base: string, { write }: Correlations): (name: OperationName) => string {
  return (name) => `${base}/${write(name)}`;
}

/** A name, and its seal of 32 bytes. */
const SHAPE = /^([\w-]+)\.([\w-]{43})$/;

/**
 * Whether two webhook addresses are about one operation, also when the service's own address or the secret has changed
 * between them. Null where one of them is none of ours.
 */
export function isSameOperation(url: string, other: string): boolean | null {
  const [name, otherName] = [nameIn(url), nameIn(other)];
  return name && otherName ? name === otherName : null;
}

function nameIn(url: string): string | null {
  return SHAPE.exec(url.slice(url.lastIndexOf("/") + 1))?.[1] ?? null;
}
