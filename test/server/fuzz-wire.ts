/** Bytes, headers, targets and whole connections that no honest client makes. */
import fc, { type Arbitrary } from "fast-check";
import { KEYS } from "./service-rig.ts";

export const METHODS = [
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
  "CONNECT",
  "PROPFIND",
  "QUERY",
  "SOURCE",
];

/** What a request line may name beside a path, and a few that are none. */
export const TARGETS = [
  "*",
  "http://evil.example/ai/tasks",
  "https://127.0.0.1:1/",
  "localhost:80",
  "ai/tasks",
  "?",
  "//",
  "/\\",
];

export const MEDIA_TYPES = [
  ...["application/json", "application/json; charset=utf-16", "APPLICATION/JSON;", "application/x+json", "a/b+json"],
  ...["text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "", "json", ";"],
];

/** Names that no machine has, and some that one may have. */
export const HOSTS = [
  ...[
    "xn--a",
    "0.0.0.0.0",
    "1.2.3.256",
    "999999999999",
    "a..b",
    "a b",
    "[::1",
    "[::1]:0",
    "evil.example:99999",
    "",
    "@",
  ],
  ...[
    "evil.example",
    "localhost/",
    "localhost?",
    "localhost#",
    "user@localhost",
    "%00",
    "*",
    "a".repeat(300),
    "-",
    "_",
  ],
];

export const HEADER_VALUES = [
  ...[
    "*",
    "wait=55",
    "wait=-1",
    "wait=9999999",
    "bytes=0-",
    "bytes=-0",
    "bytes=9-1",
    "bytes=0-0,2-3",
    "bytes=99999999999999-",
  ],
  ...["0", "-1", "1e3", "2147483649", "0x10", "Sat, 31 Feb 2026 99:99:99 GMT", 'W/"a", "b"', '"', "text/event-stream"],
  ...[
    "application/json",
    "*/*;q=2",
    "h2c",
    "websocket",
    "null",
    "https://evil.example",
    "00-0-0-0",
    "Bearer",
    "Bearer a.b.c",
  ],
  ...[`Bearer ${"a".repeat(9000)}`, `Bearer ${KEYS.viewer}`, "Basic Og==", "application/json; charset=utf-7", "gzip"],
];

const POST_LINE = `POST /ai/generate HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer ${KEYS.ann}\r\n`;
const TO_JSON = "Content-Type: application/json\r\n";
export const CHUNKED = [
  `${POST_LINE}${TO_JSON}Transfer-Encoding: chunked\r\n\r\n`,
  `${POST_LINE}Transfer-Encoding: chunked\r\n\r\n`,
];
export const CHUNKS = [
  ...[
    "0\r\n\r\n",
    "2\r\n{}\r\n0\r\n\r\n",
    "2;a=b\r\n{}\r\n0\r\nx: y\r\n\r\n",
    "zz\r\n",
    "-1\r\n",
    "ffffffffffffffff\r\n{}",
  ],
  ...[
    "2\r\n{}",
    "2\r\n{}0\r\n",
    "3\r\n{}\r\n0\r\n\r\n",
    "2\n{}\n0\n\n",
    "\r\n",
    `40001\r\n${" ".repeat(0x40001)}\r\n0\r\n\r\n`,
  ],
];
export const NONSENSE = [
  ...[
    "\r\n\r\n",
    "GET",
    "GET /",
    "GET / HTTP/9.9\r\n\r\n",
    "GET / HTTP/1.0\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "\x16\x03\x01\0\xa5",
  ],
  ...[
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    `${POST_LINE}Content-Length: -1\r\n\r\n`,
    `${POST_LINE}Content-Length: 5\r\n\r\n{}`,
  ],
  ...[
    `${POST_LINE}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
    `${POST_LINE}Content-Length: 99999999999999999999\r\n\r\n`,
  ],
  ...[
    `${POST_LINE}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
    `${POST_LINE}Transfer-Encoding: gzip\r\n\r\n{}`,
  ],
  ...[
    `${POST_LINE}${TO_JSON}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}`,
    `${POST_LINE}Expect: wonders\r\n\r\n`,
  ],
  ...[
    `${POST_LINE}Host: evil.example\r\n\r\n`,
    `${POST_LINE} folded: 1\r\n\r\n`,
    `${POST_LINE}: none\r\n\r\n`,
    `${POST_LINE}a b: 1\r\n\r\n`,
  ],
  ...[
    `${POST_LINE}Upgrade: websocket\r\n\r\n`,
    `${POST_LINE}${"x: y\r\n".repeat(3000)}\r\n`,
    "GET / HTTP/1.1\nHost: localhost\n\n",
  ],
];

const printableByte = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
  fc.integer({ min: 0x80, max: 0xff }),
);
const anyByte = fc.oneof({ weight: 200, arbitrary: printableByte }, fc.constantFrom(0, 1, 9, 11, 0x7f));

/** What a header may hold. */
export const printable = (most: number) => toText(printableByte, most);

/** All bytes as text, but for the ends of lines. */
export const latin = (most: number) => toText(anyByte, most);

/** Without what would end the path. */
export const latinPath = latin(40).map((text) => text.replaceAll(/\s/g, ""));

export function token(most: number): Arbitrary<string> {
  return fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, { maxLength: most });
}

export function inPieces(bytes: Buffer, size: number): Buffer[] {
  const count = Math.ceil(bytes.length / size);
  // A long one in few pieces, whatever their size.
  const length = count > 100 ? Math.ceil(bytes.length / 100) : size;
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, place) =>
    bytes.subarray(place * length, (place + 1) * length),
  );
}

function toText(byte: Arbitrary<number>, most: number): Arbitrary<string> {
  return fc.array(byte, { maxLength: most, size: "max" }).map((bytes) => Buffer.from(bytes).toString("latin1"));
}
