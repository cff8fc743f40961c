import { connect as connectPlainly, isIP, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { bareHost, portOf, type Target } from "./outside-target.ts";

/** Opens a connection to one of the target's addresses; a secure one for https. */
export type Connect = (target: Target) => Socket;

/** An address that is silent for so long is left for the next one. */
const ATTEMPT_MS = 1_000;

/**
 * The addresses are handed over, not looked up again: a name that has moved since the check moves nothing.
 * Certificates are checked whatever the environment says.
 */
export const openConnection: Connect = ({ url, addresses }) => {
  const host = bareHost(url);
  const place = {
    host,
    port: portOf(url),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ATTEMPT_MS,
    lookup: (_host: string, _options: unknown, answer: Answer) => answer(null, [...addresses]),
  };
  if (url.protocol !== "https:") return connectPlainly(place);
  const servername = isIP(host) === 0 ? host : "";
  return connectSecurely({ ...place, servername, rejectUnauthorized: true, ALPNProtocols: ["http/1.1"] });
};

type Answer = (error: null, addresses: { address: string; family: number }[]) => void;
