/** What a `fetch` that rejected tells of the connection. Not here: answers, of whatever status. */
import { PixoraError } from "../models/error.ts";

/** Where a user says how a vendor is reached. */
export interface Settings {
  /** The vendor as it is called in messages. */
  vendor: string;
  /** Variable of the key. */
  key: string;
  /** Variable of the address, where one is set; null for the vendor's own address. */
  address: string | null;
}

/**
 * Never anything but a rejection of `fetch` itself: what breaks while an answer is read has been sent.
 * `unsent`: no connection was made, so that no byte left this machine, and another try may do.
 * `unbuilt`: no request can be made of it (a header or an address that none may have), and never will be.
 */
export function readConnectionFailure(error: unknown): "unsent" | "unbuilt" | null {
  if (neverConnected(error)) return "unsent";
  return error instanceof TypeError && !tellsCode(error) ? "unbuilt" : null;
}

/** `unreachable`, for a failure that surely sent nothing; null for all others. */
export function toUnreachable(error: unknown, settings: Settings): PixoraError | null {
  const failure = readConnectionFailure(error);
  return failure && unreachable(failure, settings, error);
}

export function unreachable(
  failure: "unsent" | "unbuilt",
  { vendor, key, address }: Settings,
  cause: unknown,
): PixoraError {
  const retryable = failure === "unsent";
  const message = retryable
    ? `${vendor} cannot be reached, so nothing was sent: look at the network${address ? `, and at ${address}` : ""}.`
    : `No request to ${vendor} can be made with these settings: look at ${[key, address].filter(Boolean).join(" and ")}.`;
  return new PixoraError("unreachable", message, { cause, retryable });
}

/** Causes that are told before a connection stands, so that nothing can have been sent over it. */
const BEFORE_CONNECTION = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
]);

/** Node's `fetch` wraps the system's error; `syscall` tells a timed out connect from a timed out answer. */
function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (BEFORE_CONNECTION.has(codeOf(error)) || ("syscall" in error && error.syscall === "connect")) return true;
  return neverConnected(error.cause);
}

function tellsCode(error: unknown): boolean {
  return error instanceof Error && (codeOf(error) !== "" || tellsCode(error.cause));
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
