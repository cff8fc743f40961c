/** The body of a request, which is JSON in UTF-8 or refused. */
import { malformed } from "./complaints.ts";
import type { Endpoint } from "./endpoint.ts";
import { refusal } from "./problem.ts";

/** `{}` where nothing is sent and nothing has to be. */
export async function readJson({ isBodyOptional = false }: Endpoint, request: Request): Promise<unknown> {
  refusePacked(request.headers.get("content-encoding"));
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength === 0 && isBodyOptional) return {};
  refuseOtherType(request.headers.get("content-type") ?? "");
  try {
    return JSON.parse(textOf(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed("body", [{ path: "", message: "is no JSON" }]);
    throw error;
  }
}

const JSON_TYPE = /^application\/([a-z0-9.+-]+\+)?json\s*(;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)/i;

function refusePacked(encoding: string | null): void {
  if (encoding === null || /^\s*(identity)?\s*$/i.test(encoding)) return;
  throw unsupported("The body is packed, and is not unpacked here: send it as it is, without content-encoding.");
}

function refuseOtherType(type: string): void {
  if (!JSON_TYPE.test(type)) throw unsupported("The body must be JSON, with content-type: application/json.");
  const [, charset = "utf-8"] = CHARSET.exec(type) ?? [];
  if (/^utf-?8$/i.test(charset)) return;
  throw unsupported("The body must be JSON in UTF-8: its content-type names another charset.");
}

/** Other bytes would become other words than were meant. A mark of the byte order is no part of the text. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw malformed("body", [{ path: "", message: "is not in UTF-8" }]);
  }
}

function unsupported(detail: string) {
  return refusal({ status: 415, code: "unsupported_media_type", detail });
}
