/**
 * One HTTP request to a URL that came from outside: a vendor's, a user's, whoever wrote it.
 * Not here: what is in the file (fetch-outside.ts), trying again.
 */
import { type IncomingHttpHeaders, type IncomingMessage, request as sendRequest } from "node:http";
import { TLSSocket } from "node:tls";
import { PixoraError } from "../models/error.ts";
import { collectBytes } from "./bounded-bytes.ts";
import { type Connect, openConnection } from "./outside-connection.ts";
import { createTargetCheck, type Lookup, nameOf, readUrl, type Target, type TargetCheck } from "./outside-target.ts";
import type { CallContext } from "./types.ts";

/** Fetches; redirects are followed, each checked like the first URL. */
export interface OutsideGet {
  method: "GET";
  url: string;
  maxBytes: number;
  /** For everything together, redirects and body included. */
  deadlineMs: number;
}

/** Uploads or reports; a redirect is an error. */
export interface OutsideSend {
  method: "PUT" | "POST";
  url: string;
  body: Uint8Array;
  contentType: string;
  /** Besides the content's type and length. Credentials are never sent: they belong into the URL's signature, or nowhere. */
  headers?: Readonly<Record<string, string>>;
  /** The answer's status is for the caller to judge: none of them is an error. */
  takesAnyStatus?: boolean;
  deadlineMs: number;
}

export type OutsideCall = OutsideGet | OutsideSend;

/** An answer with a status of 200 to 299, unless any other was wanted, too. */
export interface OutsideAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Of a GET; the answer to a PUT or POST is not read. */
  bytes: Uint8Array;
}

/**
 * Rejects with
 * `unsafe_url` for a URL, or a redirect, that we do not follow: nothing was sent there;
 * `vendor_failed` with `retryable` for a broken or slow connection and the statuses 408, 425, 429 and 5xx;
 * `vendor_failed` without `retryable` for other statuses, a bad certificate, a body that is compressed or too large;
 * `cancelled` when the signal aborts. The connection is closed in every case.
 */
export type OutsideRequest = (call: OutsideCall, context: CallContext) => Promise<OutsideAnswer>;

export interface OutsideRequestOptions {
  /** `host:port` pairs that may be private and plain http, whatever their names resolve to. */
  allowedHosts: readonly string[];
  /** The system's own by default. */
  lookup?: Lookup;
  /** Real sockets by default. */
  connect?: Connect;
  /** Time for finding and reaching a host, its TLS included. */
  connectMs?: number;
  /** A connection on which nothing moves for so long is given up. */
  stallMs?: number;
}

/** Public https only. Proxies of the environment play no part. */
export function createOutsideRequest({
  allowedHosts,
  lookup,
  connect = openConnection,
  connectMs = 10_000,
  stallMs = 30_000,
}: OutsideRequestOptions): OutsideRequest {
  const check = createTargetCheck({ allowedHosts, lookup });
  return async (call, { signal }) => {
    const url = readUrl(call.url);
    const giveUp = new AbortController();
    const deadline = setTimeout(() => giveUp.abort(tooSlow(url)), call.deadlineMs);
    const stop = AbortSignal.any([signal, giveUp.signal]);
    try {
      return await follow({ call, url, check, connect, connectMs, stallMs, stop, giveUp });
    } catch (error) {
      if (signal.aborted) throw new PixoraError("cancelled", "The task was cancelled.", { cause: error });
      throw explain(stop.aborted ? stop.reason : error, url);
    } finally {
      clearTimeout(deadline);
      giveUp.abort();
    }
  };
}

interface Visit {
  call: OutsideCall;
  url: URL;
  check: TargetCheck;
  connect: Connect;
  connectMs: number;
  stallMs: number;
  /** Ends the visit, for whatever reason. */
  stop: AbortSignal;
  /** Ends it from our side. */
  giveUp: AbortController;
}

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

async function follow(visit: Visit): Promise<OutsideAnswer> {
  let { url } = visit;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await ask({ ...visit, url });
    const status = response.statusCode ?? 0;
    if (!REDIRECTS.includes(status) || visit.call.method !== "GET") return await read(response, { ...visit, url });
    response.destroy();
    url = redirected(url, response.headers.location);
  }
  throw new PixoraError("vendor_failed", `${nameOf(visit.url)} redirects more than ${MAX_REDIRECTS} times.`);
}

function redirected(from: URL, location: string | undefined): URL {
  if (location === undefined) throw new PixoraError("vendor_failed", `${nameOf(from)} redirects to nowhere.`);
  const to = readUrl(location, from);
  if (from.protocol !== "https:" || to.protocol === "https:") return to;
  throw new PixoraError("unsafe_url", `${nameOf(from)} redirects to ${nameOf(to)}, which is not https.`);
}

/** Sends the request and resolves with the head of the answer. */
async function ask(visit: Visit): Promise<IncomingMessage> {
  const { call, url, check, connect, connectMs, stop, giveUp } = visit;
  const connecting = setTimeout(() => giveUp.abort(tooSlow(url)), connectMs);
  try {
    const target = await unlessStopped(check(url), stop);
    return await new Promise((resolve, reject) => {
      const message = sendRequest({
        createConnection: () => watch(connect(target), { ...visit, onConnected: () => clearTimeout(connecting) }),
        method: call.method,
        path: `${url.pathname}${url.search}`,
        headers: headersOf(call, target),
        signal: stop,
      });
      message.once("response", resolve);
      message.on("error", reject);
      message.once("close", () => reject(new Error("The connection was closed without an answer.")));
      message.end(call.method === "GET" ? undefined : call.body);
    });
  } finally {
    clearTimeout(connecting);
  }
}

function watch(socket: ReturnType<Connect>, { url, stallMs, giveUp, onConnected }: Visit & { onConnected(): void }) {
  return socket
    .once(socket instanceof TLSSocket ? "secureConnect" : "connect", onConnected)
    .setTimeout(stallMs, () => giveUp.abort(tooSlow(url)));
}

const NEVER_SENT = ["authorization", "proxy-authorization", "cookie", "host"];

function headersOf(call: OutsideCall, { url }: Target): Record<string, string | number> {
  const host = url.host;
  if (call.method === "GET") return { host, "accept-encoding": "identity" };
  const more = Object.entries(call.headers ?? {}).filter(([name]) => !NEVER_SENT.includes(name.toLowerCase()));
  return { ...Object.fromEntries(more), host, "content-type": call.contentType, "content-length": call.body.length };
}

async function read(response: IncomingMessage, { call, url }: Visit): Promise<OutsideAnswer> {
  const { statusCode: status = 0, headers } = response;
  const isWanted = call.method !== "GET" && call.takesAnyStatus === true;
  if (!isWanted && (status < 200 || status > 299)) throw refused(status, url);
  if (call.method !== "GET") return { status, headers, bytes: new Uint8Array() };
  if (!["", "identity"].includes((headers["content-encoding"] ?? "").trim().toLowerCase())) {
    throw new PixoraError("vendor_failed", `${nameOf(url)} sent a compressed file, which it was asked not to do.`);
  }
  const announced = Number(headers["content-length"] ?? 0);
  const bytes = announced > call.maxBytes ? null : await collectBytes(response, call.maxBytes);
  if (bytes !== null) return { status, headers, bytes };
  const limit = Math.floor(call.maxBytes / 1_000_000);
  throw new PixoraError("vendor_failed", `The file at ${nameOf(url)} is too large: at most ${limit} MB are fetched.`);
}

function refused(status: number, url: URL): PixoraError {
  const retryable = status >= 500 || [408, 425, 429].includes(status);
  const advice = retryable ? "Try again later." : "The link may have expired, or be wrong.";
  return new PixoraError("vendor_failed", `${nameOf(url)} answered with status ${status}. ${advice}`, { retryable });
}

function tooSlow(url: URL): PixoraError {
  return new PixoraError("vendor_failed", `${nameOf(url)} is too slow. Try again later.`, { retryable: true });
}

/** Our own errors as they are; everything else is the network's. */
function explain(error: unknown, url: URL): PixoraError {
  if (error instanceof PixoraError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "no reason told";
  const message = `The connection to ${nameOf(url)} failed (${code}).`;
  return new PixoraError("vendor_failed", message, { cause: error, retryable: !/CERT|TLS|SSL/.test(code) });
}

/** For work that cannot be stopped itself, such as the system's lookup of names. */
function unlessStopped<Result>(work: Promise<Result>, stop: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(stop.reason);
    if (stop.aborted) leave();
    stop.addEventListener("abort", leave);
    work.then(resolve, reject).finally(() => stop.removeEventListener("abort", leave));
  });
}
