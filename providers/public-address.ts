import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Where the internet's IPv6 addresses are given from (RFC 4291). Outside lie old forms that hide an IPv4 address. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
/** Addresses of IPv4 hosts as a network without IPv4 writes them (NAT64, RFC 6052). */
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");
/** Azure's services for the machine itself, at an address that looks public. */
const AZURE_HOST = "168.63.129.16";

/**
 * Whether an IP address, in its usual spelling and without brackets, is one of the public internet.
 * NAT64 addresses count as the IPv4 address in them; every other way to wrap one (IPv4-mapped, 6to4, Teredo, …) does not.
 * A zone (`fe80::1%eth0`), an odd spelling (`127.1`) and what is no address at all are not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes("%")) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return isPublicIPv4(parsed);
  if (parsed.match(NAT64)) return isPublicIPv4(new ipaddr.IPv4(parsed.toByteArray().slice(12)));
  return parsed.range() === "unicast" && parsed.match(GLOBAL_UNICAST);
}

function isPublicIPv4(address: ipaddr.IPv4): boolean {
  return address.range() === "unicast" && address.toString() !== AZURE_HOST;
}
