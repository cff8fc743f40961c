/** Stands before a server that plays a vendor: writes down all that it is sent, and on demand refuses it, and repeats it. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface Echo {
  /** Instead of the vendor's own, with its path. */
  url: string;
  host: string;
  /** Heads and bodies of all requests. */
  heard: Buffer[];
  /** The next requests are answered with these, one each, and their headers are in the answer. */
  refuseNext(...statuses: number[]): void;
  /** All requests from now on are; null to pass them on again. */
  refuseAll(status: number | null): void;
  close(): Promise<void>;
}

export async function startEcho(vendorUrl: string): Promise<Echo> {
  const vendor = new URL(vendorUrl);
  const heard: Buffer[] = [];
  const upcoming: number[] = [];
  let always: number | null = null;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    heard.push(Buffer.from(`${request.method} ${request.url}\n${request.rawHeaders.join("\n")}\n`), body);
    const status = upcoming.shift() ?? always;
    if (status !== null) return refuse(request, response, status);
    await pass(request, body, vendor, response);
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ host, heard },
    url: `http://${host}${vendor.pathname === "/" ? "" : vendor.pathname}`,
    refuseNext: (...statuses) => void upcoming.push(...statuses),
    refuseAll: (status) => {
      always = status;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** In the words of each vendor, and with what it was sent in each form in which texts may hold it. */
function refuse({ headers }: IncomingMessage, response: ServerResponse, status: number): void {
  const key = (headers.authorization ?? "").replace(/^\w+ /, "");
  const forms = [
    base64(key),
    base64(`user:${key}`),
    headers.authorization,
    encodeURIComponent(key),
    JSON.stringify(headers),
  ];
  const text = `Incorrect API key provided: ${forms.join(" and ")}`;
  const known = { detail: text, title: text, message: text, msg: text, error_description: text };
  const error = { message: text, type: text, code: "invalid_api_key" };
  response.writeHead(status, { "content-type": "application/json", "x-request-id": key, "x-echo": encodeURI(text) });
  response.end(JSON.stringify({ ...known, error }));
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

async function pass(request: IncomingMessage, body: Buffer, vendor: URL, response: ServerResponse): Promise<void> {
  const { method, headers, url } = request;
  const passed = send({ host: vendor.hostname, port: vendor.port, path: url, method, headers, agent: false });
  passed.end(body);
  const [answered] = (await once(passed, "response")) as [IncomingMessage];
  response.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
  answered.pipe(response);
}
