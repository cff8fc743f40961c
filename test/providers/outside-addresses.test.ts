import diagnostics from "node:diagnostics_channel";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createOutsideRequest } from "../../providers/outside-request.ts";
import { leadTo, namesFrom, serve } from "./outside-server.ts";

const context = { signal: new AbortController().signal };
const get = (url: string) => ({ method: "GET", url, maxBytes: 1000, deadlineMs: 1500 }) as const;

/** Every socket of this process that begins to connect anywhere, while the guard uses its real connector. */
let sockets = 0;
const count = () => {
  sockets += 1;
};
beforeEach(() => {
  sockets = 0;
  diagnostics.subscribe("net.client.socket", count);
});
afterEach(() => {
  diagnostics.unsubscribe("net.client.socket", count);
});

it("the count of sockets sees a connection", async () => {
  const server = await serve((_request, response) => response.end("ok"));
  await createOutsideRequest({ allowedHosts: [server.host] })(get(`http://${server.host}/`), context);
  expect(sockets).toBe(1);
});

it.each([
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "127.255.255.254",
  "2130706433",
  "0x7f000001",
  "0x7F.1",
  "0x7f.0x0.0x0.0x1",
  "0177.0.0.1",
  "0177.0x0.1",
  "017700000001",
  "127.0.0.1.",
  "%31%32%37.0.0.1",
  "１２７.0.0.1",
  "127。0。0。1",
  "①②⑦.⓪.⓪.①",
  "0",
  "0.0.0.0",
  "10.0.0.1",
  "0xa000001",
  "100.64.0.1",
  "168.63.129.16",
  "169.254.169.254",
  "2852039166",
  "0xa9fea9fe",
  "0251.0376.0251.0376",
  "172.16.0.1",
  "172.31.255.254",
  "192.0.0.192",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.1.1",
  "3232235777",
  "198.18.0.1",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "4294967295",
  "[::]",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::127.0.0.1]",
  "[::7f00:1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::FFFF:169.254.169.254]",
  "[::ffff:0:127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[64:ff9b::169.254.169.254]",
  "[64:ff9b:1::7f00:1]",
  "[2001:0:7f00:1::]",
  "[2001:db8::1]",
  "[2002:7f00:1::]",
  "[2002:a9fe:a9fe::1]",
  "[100::1]",
  "[fc00::1]",
  "[fd00:ec2::254]",
  "[fe80::1]",
  "[fe80::1%25eth0]",
  "[fec0::1]",
  "[ff02::1]",
])("nobody connects to https://%s", async (host) => {
  const { lookup, asked } = namesFrom({});
  const server = await serve((_request, response) => response.end());
  const request = createOutsideRequest({ allowedHosts: [], lookup });
  await expect(request(get(`https://${host}:${server.port}/`), context)).rejects.toMatchObject({ code: "unsafe_url" });
  expect({ sockets, connections: server.connections(), asked }).toEqual({ sockets: 0, connections: 0, asked: [] });
});

it.each([
  ["private", ["10.0.0.1"]],
  ["this machine's", ["127.0.0.1"]],
  ["this machine's in IPv6", ["::1"]],
  ["with a zone", ["fe80::1%eth0"]],
  ["first public, then private", ["8.8.8.8", "10.0.0.1"]],
  ["first private, then public", ["169.254.169.254", "8.8.8.8"]],
  ["public and IPv4-mapped", ["8.8.8.8", "::ffff:10.0.0.1"]],
  ["no address at all", ["localhost"]],
])("a name whose addresses are %s is refused without a connection", async (_name, addresses) => {
  const { lookup } = namesFrom({ "files.test": addresses });
  const request = createOutsideRequest({ allowedHosts: [], lookup });
  await expect(request(get("https://files.test/"), context)).rejects.toMatchObject({ code: "unsafe_url" });
  expect(sockets).toBe(0);
});

it.each([
  ["http", "http://files.test/"],
  ["another scheme", "ftp://files.test/"],
  ["a file", "file:///etc/passwd"],
  ["a script", "javascript:alert(1)"],
  ["a blob", "blob:https://files.test/1"],
  ["a user name", "https://user@files.test/"],
  ["a password", "https://:word@files.test/"],
  ["no scheme", "files.test/a.png"],
  ["no host", "https://"],
  ["an impossible port", "https://files.test:99999/"],
  ["nothing", ""],
])("a URL with %s is refused before its name is looked up", async (_name, url) => {
  const { lookup, asked } = namesFrom({ "files.test": ["8.8.8.8"] });
  const request = createOutsideRequest({ allowedHosts: [], lookup });
  await expect(request(get(url), context)).rejects.toMatchObject({ code: "unsafe_url", retryable: false });
  expect({ sockets, asked }).toEqual({ sockets: 0, asked: [] });
});

it("the refusal names the host, and neither path nor query nor the address behind the name", async () => {
  const { lookup } = namesFrom({ "files.test": ["10.1.2.3"] });
  const request = createOutsideRequest({ allowedHosts: [], lookup });
  const refusal = request(get("https://files.test/secret-path?token=secret-token"), context);
  await expect(refusal).rejects.toMatchObject({
    message:
      "https://files.test is not followed: its address is not public. " +
      "If the host is yours, add files.test:443 to PIXORA_ALLOWED_HOSTS.",
  });
});

it.each([
  [
    "http://127.0.0.1:8080/a.png",
    "http://127.0.0.1:8080 is not followed: .* add 127.0.0.1:8080 to PIXORA_ALLOWED_HOSTS",
  ],
  ["ftp://files.test/a.png", "ftp://files.test is not followed: the URL must begin with https://.$"],
])("the refusal of %s tells of the exception that can be made, where one can", async (url, message) => {
  const request = createOutsideRequest({ allowedHosts: [] });
  await expect(request(get(url), context)).rejects.toThrow(new RegExp(message));
});

it("a name that turns private after the check is connected to at the address that was checked", async () => {
  const server = await serve((_request, response) => response.end("ok"));
  const { connect, visited } = leadTo(server);
  const answers = ["8.8.8.8", "127.0.0.1", "127.0.0.1"];
  let asked = 0;
  const lookup = async () => [{ address: answers[asked++] ?? "", family: 4 }];
  await createOutsideRequest({ allowedHosts: [], lookup, connect })(get("https://files.test/"), context);
  expect({ asked, visited }).toEqual({ asked: 1, visited: ["files.test 8.8.8.8"] });
});

it("real sockets connect to the address that was handed to them, without a look-up of their own", async () => {
  const server = await serve((request, response) => response.end(request.headers.host));
  const { lookup, asked } = namesFrom({ "no-such-name.invalid": ["127.0.0.1"] });
  const host = `no-such-name.invalid:${server.port}`;
  const { bytes } = await createOutsideRequest({ allowedHosts: [host], lookup })(get(`http://${host}/`), context);
  expect(Buffer.from(bytes).toString()).toBe(host);
  expect(asked).toEqual(["no-such-name.invalid"]);
});

it("a name is looked up again for every redirect to it", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/") response.writeHead(302, { location: "/next" }).end();
    else response.end("secret");
  });
  const { connect, visited } = leadTo(server);
  const answers = ["8.8.8.8", "127.0.0.1"];
  const lookup = async () => [{ address: answers.shift() ?? "", family: 4 }];
  const request = createOutsideRequest({ allowedHosts: [], lookup, connect });
  await expect(request(get("https://files.test/"), context)).rejects.toMatchObject({ code: "unsafe_url" });
  expect(visited).toEqual(["files.test 8.8.8.8"]);
});

it.each([
  "https://127.0.0.1/",
  "https://2130706433/",
  "//[::1]/",
  "https://intra.test/",
  "http://files.test/",
  "file:///",
])("a redirect to %s is refused", async (location) => {
  const server = await serve((_request, response) => response.writeHead(302, { location }).end());
  const { connect, visited } = leadTo(server);
  const { lookup } = namesFrom({ "files.test": ["8.8.8.8"], "intra.test": ["192.168.0.7"] });
  const request = createOutsideRequest({ allowedHosts: [], lookup, connect });
  await expect(request(get("https://files.test/"), context)).rejects.toMatchObject({ code: "unsafe_url" });
  expect(visited).toHaveLength(1);
});

it("a redirect from https to http is refused even where http is allowed", async () => {
  const server = await serve((_request, response) => response.writeHead(302, { location: "http://intra.test/" }).end());
  const { connect, visited } = leadTo(server);
  const { lookup } = namesFrom({ "files.test": ["8.8.8.8"], "intra.test": ["10.0.0.1"] });
  const request = createOutsideRequest({ allowedHosts: ["intra.test:80"], lookup, connect });
  await expect(request(get("https://files.test/"), context)).rejects.toMatchObject({ code: "unsafe_url" });
  expect(visited).toHaveLength(1);
});

it.each([
  ["http://INTRA.test:8080/", "intra.TEST:8080"],
  ["http://intra.test/", "intra.test:80"],
  ["https://intra.test/", "intra.test:443"],
  ["http://[::1]/", "[::1]:80"],
  ["http://[0::1]:8080/", "[::1]:8080"],
])("%s is let through for %s", async (url, allowed) => {
  const server = await serve((_request, response) => response.end("ok"));
  const { lookup } = namesFrom({ "intra.test": ["10.0.0.1"] });
  const request = createOutsideRequest({ allowedHosts: [allowed], lookup, connect: leadTo(server).connect });
  await expect(request(get(url), context)).resolves.toMatchObject({ status: 200 });
});

it.each([
  ["http://intra.test:8081/", "intra.test:8080"],
  ["http://intra.test/", "intra.test:443"],
  ["https://intra.test/", "intra.test:80"],
  ["http://a.intra.test/", "intra.test:80"],
  ["http://intra.test.evil.test/", "intra.test:80"],
  ["http://10.0.0.1/", "intra.test:80"],
  ["http://intra.test:80@evil.test/", "intra.test:80"],
])("%s is not let through for %s", async (url, allowed) => {
  const { lookup } = namesFrom({ "intra.test": ["10.0.0.1"], "a.intra.test": ["10.0.0.1"], "evil.test": ["8.8.8.8"] });
  const request = createOutsideRequest({ allowedHosts: [allowed], lookup });
  await expect(request(get(url), context)).rejects.toMatchObject({ code: "unsafe_url" });
  expect(sockets).toBe(0);
});

it.each(["intra.test", "a b:80", "intra.test:99999"])("an allowed host “%s” is refused at the start", (allowed) => {
  expect(() => createOutsideRequest({ allowedHosts: [allowed] })).toThrow(/PIXORA_ALLOWED_HOSTS/);
});
