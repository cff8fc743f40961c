/** HTTP/1.1 by hand: sends any bytes, in any pieces, and reads all that is answered. */
import { connect } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";

export interface Exchange {
  /** Written one after the other, each in a turn of the loop of its own. */
  pieces: readonly (string | Uint8Array)[];
  /** What is done after the last piece: wait for the server to close, say that nothing more comes, or break off. */
  ending: "wait" | "end" | "reset";
}

export interface RawAnswer {
  status: number;
  headers: Headers;
  text: string;
}

export interface RawRequest {
  method: string;
  path: string;
  headers: readonly (readonly [name: string, value: string])[];
  body?: string | Uint8Array | null;
}

/** No answer of these tests takes longer: milliseconds. */
const DEADLINE_MS = 5000;

/** A request whose connection is closed after its answer. Its text is sent as Latin-1, its body as UTF-8. */
export function toBytes({ method, path, headers, body = null }: RawRequest): Buffer {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const length: RawRequest["headers"] = bytes === null ? [] : [["Content-Length", String(bytes.length)]];
  const host = headers.some(([name]) => name.toLowerCase() === "host") ? [] : [["Host", "127.0.0.1"]];
  const lines = [...host, ["Connection", "close"], ...length, ...headers].map((line) => line.join(": "));
  const head = Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`, "latin1");
  return Buffer.concat([head, bytes ?? Buffer.alloc(0)]);
}

/** All that comes until the connection is closed. Rejects when that takes longer than anything here may. */
export function exchange(port: number, { pieces, ending }: Exchange): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
    const heard: Buffer[] = [];
    const hang = () => reject(new Error(`No end came in ${DEADLINE_MS} ms, only: ${Buffer.concat(heard)}`));
    const deadline = setTimeout(() => {
      hang();
      socket.destroy();
    }, DEADLINE_MS);
    socket.on("data", (bytes) => heard.push(bytes));
    // A server may close before it has read everything: what it answered counts.
    socket.on("error", () => {});
    socket.on("end", () => socket.end());
    socket.on("close", () => {
      clearTimeout(deadline);
      resolve(Buffer.concat(heard));
    });
    socket.on("connect", async () => {
      for (const piece of pieces) {
        socket.write(piece);
        await nextTurn();
      }
      if (ending === "end") socket.end();
      if (ending === "reset") socket.resetAndDestroy();
    });
  });
}

/** The answers in what was heard, without those that only say to go on (1xx). */
export function answersIn(heard: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = heard; rest.length > 0; ) {
    const { answer, size } = readOne(rest);
    if (answer.status >= 200) answers.push(answer);
    rest = rest.subarray(size);
  }
  return answers;
}

function readOne(heard: Buffer): { answer: RawAnswer; size: number } {
  const headEnd = heard.indexOf("\r\n\r\n");
  const [first = "", ...lines] = heard.subarray(0, headEnd).toString("latin1").split("\r\n");
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(first) ?? [];
  if (status === undefined || headEnd < 0) throw new Error(`This is no answer: ${heard.toString("latin1")}`);
  const headers = new Headers(
    lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]),
  );
  const body = heard.subarray(headEnd + 4);
  const { bytes, size } = headers.get("transfer-encoding") === "chunked" ? unchunked(body) : sized(body, headers);
  return { answer: { status: Number(status), headers, text: bytes.toString() }, size: headEnd + 4 + size };
}

/** A HEAD has no body whatever its length says: so a length that is not there is none. */
function sized(body: Buffer, headers: Headers): { bytes: Buffer; size: number } {
  const size = Math.min(Number(headers.get("content-length") ?? 0), body.length);
  return { bytes: body.subarray(0, size), size };
}

function unchunked(body: Buffer): { bytes: Buffer; size: number } {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf("\r\n", at);
    if (lineEnd < 0) return { bytes: Buffer.concat(parts), size: body.length };
    const length = Number.parseInt(body.subarray(at, lineEnd).toString("latin1"), 16);
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 4 + length;
    if (length === 0) return { bytes: Buffer.concat(parts), size: at };
  }
}
