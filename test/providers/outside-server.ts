import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect as connectPlainly } from "node:net";
import { onTestFinished } from "vitest";
import type { Connect } from "../../providers/outside-connection.ts";
import type { Lookup } from "../../providers/outside-target.ts";

export interface OutsideServer {
  port: number;
  /** `127.0.0.1:<port>` */
  host: string;
  connections(): number;
  /** Connections that are open now. */
  open(): number;
}

/** A local server that ends with the test and counts its connections. */
export async function serve(listener: RequestListener): Promise<OutsideServer> {
  let connections = 0;
  let open = 0;
  const server = createServer(listener).on("connection", (socket) => {
    connections += 1;
    open += 1;
    socket.on("close", () => {
      open -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, host: `127.0.0.1:${port}`, connections: () => connections, open: () => open };
}

/** Leads every connection to one local server, without TLS, and notes where it was meant to go. */
export function leadTo(server: OutsideServer): { connect: Connect; visited: string[] } {
  const visited: string[] = [];
  const connect: Connect = ({ url, addresses }) => {
    visited.push(`${url.host} ${addresses.map(({ address }) => address).join(" ")}`);
    return connectPlainly(server.port, "127.0.0.1");
  };
  return { connect, visited };
}

/** Names of the test's own. One that is not listed is unknown. */
export function namesFrom(table: Record<string, string[]>): { lookup: Lookup; asked: string[] } {
  const asked: string[] = [];
  const lookup: Lookup = async (name) => {
    asked.push(name);
    const addresses = table[name];
    if (!addresses) throw Object.assign(new Error("unknown name"), { code: "ENOTFOUND" });
    return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };
  return { lookup, asked };
}
