/** What the parts of the local Supabase share: requests as they see them, answers, tokens. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Claims } from "../setup/postgres-project.ts";

export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  claims: Claims;
  /** Stops reading, and drops the connection, after so many bytes of the body. */
  cutAfterBytes: number | null;
}

/** An answer that ends a call. */
export class Refused extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** Storage's shape: HTTP 400 for nearly everything, and the true status in the body. */
export function storageRefusal(statusCode: number, code: string, message: string): Refused {
  return new Refused(statusCode >= 500 ? statusCode : 400, {
    statusCode: String(statusCode),
    code,
    error: code,
    message,
  });
}

export function answer(response: ServerResponse, status: number, body?: unknown): void {
  if (body === undefined) {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/**
 * Reads a body, as far as it comes. `onBytes` sees each part as it arrives.
 * @returns whether it came whole
 */
export async function readParts({ request, cutAfterBytes }: Call, onBytes: (part: Buffer) => void): Promise<boolean> {
  let left = cutAfterBytes ?? Number.POSITIVE_INFINITY;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      onBytes(part.subarray(0, left));
      left -= part.length;
      if (left > 0) continue;
      request.socket.destroy();
      return false;
    }
    return true;
  } catch {
    return false;
  }
}

export async function readBody(call: Call): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  return (await readParts(call, (part) => parts.push(part))) ? Buffer.concat(parts) : null;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const signature = (text: string, secret: string) => createHmac("sha256", secret).update(text).digest("base64url");

/** A token as the project signs them: HS256. */
export function signToken(claims: object, secret: string): string {
  const text = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${text}.${signature(text, secret)}`;
}

/** The claims of a token that was signed with this secret, else null. */
export function readToken(token: string, secret: string): Record<string, unknown> | null {
  const [head, body, given] = token.split(".");
  if (!head || !body || !given) return null;
  const right = Buffer.from(signature(`${head}.${body}`, secret));
  const same = right.length === given.length && timingSafeEqual(right, Buffer.from(given));
  return same ? JSON.parse(Buffer.from(body, "base64url").toString()) : null;
}
