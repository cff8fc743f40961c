/**
 * A server without keys: it does what anybody on its machine asks, so that nobody else may reach it.
 * Web pages run on the machine as well, and are kept out by the headers that browsers send.
 */
import { BlockList, isIP } from "node:net";
import { PixoraError } from "../../models/error.ts";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8);
LOOPBACK.addAddress("::1", "ipv6");

/** Whether this name or address, without a port, is reached from its own machine only. */
export function isLoopback(host: string): boolean {
  if (host.toLowerCase() === "localhost") return true;
  const version = isIP(host);
  return version !== 0 && LOOPBACK.check(host, version === 6 ? "ipv6" : "ipv4");
}

/**
 * For the start.
 * @param hasAuth whether callers have to say who they are
 * @throws PixoraError `invalid_request` when everybody could use the server from elsewhere
 */
export function refuseOpenServer({ host, hasAuth }: { host: string; hasAuth: boolean }): void {
  if (hasAuth || isLoopback(host)) return;
  const message = `PIXORA_HOST is ${host}, where others reach the server, and no keys are set: everybody could use it. Set PIXORA_API_KEYS (npm run key -- NAME makes a key), or PIXORA_HOST to 127.0.0.1.`;
  throw new PixoraError("invalid_request", message);
}

const HOST = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i;

/** Whether a Host header names this machine. A foreign name that was made to lead here (DNS rebinding) does not. */
export function isOwnHost(header: string): boolean {
  const [, address, name] = HOST.exec(header) ?? [];
  return isLoopback(address ?? name ?? "");
}

/** Whether an Origin header is that of a page of this machine, or of one that may call. */
export function isOwnOrigin(header: string, allowedOrigins: readonly string[]): boolean {
  const [, host] = /^https?:\/\/(.+)$/.exec(header) ?? [];
  return allowedOrigins.includes(header) || (host !== undefined && isOwnHost(host));
}

/**
 * Browsers send Host always, and Origin with everything that changes something. Where they are missing, no page asks.
 * @throws PixoraError `forbidden` for what a page from elsewhere asks
 */
export function refuseForeignPages(headers: Headers, allowedOrigins: readonly string[]): void {
  const host = headers.get("host");
  const origin = headers.get("origin");
  if (host !== null && !isOwnHost(host)) {
    const message =
      "Without keys the service answers to localhost and 127.0.0.1 only, not to other names. Set PIXORA_API_KEYS to serve them.";
    throw new PixoraError("forbidden", message);
  }
  if (origin !== null && !isOwnOrigin(origin, allowedOrigins)) {
    throw new PixoraError(
      "forbidden",
      "This web page may not call the service: PIXORA_ALLOWED_ORIGINS does not name it.",
    );
  }
}
