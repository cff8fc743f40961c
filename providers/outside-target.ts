/**
 * Where a URL from outside leads, and whether we go there.
 * Not here: the connection (outside-connection.ts), which goes to the very addresses that were checked.
 */
import { promises as dns, type LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { PixoraError } from "../models/error.ts";
import { isPublicAddress } from "./public-address.ts";

/** All addresses of a name. */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>;

/** A URL that may be requested, at these addresses and no others. */
export interface Target {
  url: URL;
  addresses: readonly LookupAddress[];
}

export interface TargetCheckOptions {
  /** `host:port` pairs that may be private and plain http; IPv6 as `[::1]:80`. */
  allowedHosts: readonly string[];
  /** The system's own by default. */
  lookup?: Lookup | undefined;
}

/**
 * Resolves a name once and checks every address of it.
 * Rejects with `unsafe_url`, or as the lookup does.
 */
export type TargetCheck = (url: URL) => Promise<Target>;

/** @throws PixoraError `invalid_request` for an entry of `allowedHosts` that is no `host:port`. */
export function createTargetCheck({ allowedHosts, lookup = lookUp }: TargetCheckOptions): TargetCheck {
  const allowed = new Set(allowedHosts.map(readAllowedHost));
  return async (url) => {
    const isAllowed = allowed.has(hostAndPort(url));
    refuseForm(url, isAllowed);
    const addresses = await addressesOf(url, lookup);
    if (isAllowed || addresses.every(({ address }) => isPublicAddress(address))) return { url, addresses };
    throw notPublic(url);
  };
}

/**
 * What can be said against a URL before anybody is asked for its host's addresses.
 * @throws PixoraError `unsafe_url`
 */
export function refuseHopeless(address: string, allowedHosts: readonly string[]): void {
  const url = readUrl(address);
  const isAllowed = allowedHosts.map(readAllowedHost).includes(hostAndPort(url));
  refuseForm(url, isAllowed);
  const host = bareHost(url);
  if (!isAllowed && isIP(host) !== 0 && !isPublicAddress(host)) throw notPublic(url);
}

function refuseForm(url: URL, isAllowed: boolean): void {
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isAllowed)) {
    const advice = url.protocol === "http:" ? ` ${exceptionFor(hostAndPort(url))}` : "";
    throw new PixoraError("unsafe_url", `${nameOf(url)} is not followed: the URL must begin with https://.${advice}`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new PixoraError("unsafe_url", `${nameOf(url)} is not followed: the URL holds a user name or a password.`);
  }
}

function notPublic(url: URL): PixoraError {
  const reason = `its address is not public. ${exceptionFor(hostAndPort(url))}`;
  return new PixoraError("unsafe_url", `${nameOf(url)} is not followed: ${reason}`);
}

/** Whether an address may be given to others: it begins with https://, or its host is one of these. */
export function isAllowedAddress(address: string, allowedHosts: readonly string[]): boolean {
  const url = new URL(address);
  return url.protocol === "https:" || allowedHosts.map(readAllowedHost).includes(hostAndPort(url));
}

function exceptionFor(pair: string): string {
  return `If the host is yours, add ${pair} to PIXORA_ALLOWED_HOSTS.`;
}

/** Reads a URL from outside. The message does not repeat it: nobody knows what is in it. */
export function readUrl(text: string, base?: URL): URL {
  if (URL.canParse(text, base?.href)) return new URL(text, base?.href);
  throw new PixoraError("unsafe_url", "The address is not a URL. It must begin with https://.");
}

/** How a URL is called in messages: by scheme and host only, since path and query can hold tokens. */
export function nameOf(url: URL): string {
  return `${url.protocol}//${url.host}`;
}

/** A host as a socket wants it: IPv6 without brackets. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

export function portOf(url: URL): number {
  return Number(url.port || (url.protocol === "https:" ? 443 : 80));
}

function hostAndPort(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}

/** Spelled as a URL spells it, so that both are compared in one form. */
function readAllowedHost(pair: string): string {
  const url = `http://${pair}`;
  if (/:\d+$/.test(pair) && URL.canParse(url)) return hostAndPort(new URL(url));
  throw new PixoraError("invalid_request", `PIXORA_ALLOWED_HOSTS is set wrongly: "${pair}" is not a host:port pair.`);
}

async function addressesOf(url: URL, lookup: Lookup): Promise<readonly LookupAddress[]> {
  const host = bareHost(url);
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  const addresses = await lookup(host);
  if (addresses.length > 0) return addresses;
  throw new PixoraError("vendor_failed", `The host of ${nameOf(url)} has no address.`);
}

function lookUp(hostname: string): Promise<LookupAddress[]> {
  return dns.lookup(hostname, { all: true });
}
