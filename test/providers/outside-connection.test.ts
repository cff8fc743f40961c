import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createOutsideRequest } from "../../providers/outside-request.ts";
import { namesFrom } from "./outside-server.ts";

const run = promisify(execFile);
const hasOpenssl = await run("openssl", ["version"]).then(
  () => true,
  () => false,
);

let folder = "";
let port = 0;
let greetings: unknown[] = [];
const server = createServer((_request, response) => response.end("ok"));

/** A certificate for files.test that nobody has signed. */
beforeAll(async () => {
  if (!hasOpenssl) return;
  folder = mkdtempSync(join(tmpdir(), "pixora-tls-"));
  const subject = ["-subj", "/CN=files.test", "-addext", "subjectAltName=DNS:files.test"];
  const files = ["-keyout", join(folder, "key.pem"), "-out", join(folder, "certificate.pem")];
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  await run("openssl", ["req", "-x509", ...key, "-days", "2", ...subject, ...files]);
  const [privateKey, cert] = ["key.pem", "certificate.pem"].map((name) => readFileSync(join(folder, name)));
  server.setSecureContext({ key: privateKey, cert });
  server.on("secureConnection", (socket) => greetings.push(socket.servername));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  if (folder) rmSync(folder, { recursive: true });
});

it.skipIf(!hasOpenssl)("a certificate that nobody vouches for is refused, whatever the environment says", async () => {
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  const { lookup } = namesFrom({ "files.test": ["127.0.0.1"] });
  const host = `files.test:${port}`;
  const request = createOutsideRequest({ allowedHosts: [host], lookup });
  const call = { method: "GET", url: `https://${host}/`, maxBytes: 10, deadlineMs: 1500 } as const;
  const answer = request(call, { signal: new AbortController().signal });
  await expect(answer).rejects.toMatchObject({
    code: "vendor_failed",
    retryable: false,
    message: expect.stringContaining("CERT"),
  });
  vi.unstubAllEnvs();
});

/** Asks from a process of its own, since node reads further authorities only when it starts. */
async function askTrustingly(name: string): Promise<string> {
  const script = `
    import { createOutsideRequest } from "./providers/outside-request.ts";
    const lookup = async () => [{ address: "127.0.0.1", family: 4 }];
    const request = createOutsideRequest({ allowedHosts: ["${name}:${port}"], lookup });
    const call = { method: "GET", url: "https://${name}:${port}/", maxBytes: 10, deadlineMs: 5000 };
    request(call, { signal: new AbortController().signal }).then(
      ({ bytes }) => console.log(Buffer.from(bytes).toString()),
      (error) => console.log(error.message),
    );`;
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, "certificate.pem") };
  const { stdout } = await run(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], { env });
  return stdout.trim();
}

it.skipIf(!hasOpenssl)("a certificate that is vouched for is good for its own name only", async () => {
  greetings = [];
  const [right, wrong] = await Promise.all([askTrustingly("files.test"), askTrustingly("other.test")]);
  expect(right).toBe("ok");
  expect(wrong).toContain("ERR_TLS_CERT_ALTNAME_INVALID");
  expect(greetings).toContain("files.test");
});
