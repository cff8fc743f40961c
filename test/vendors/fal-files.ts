/** The files of a server that plays fal: what was uploaded to it, and what its models made. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { CLIP_STUB, paintedPng } from "./pictures.ts";

type Input = Record<string, unknown>;

/** `cut`: half of it; `wrong_type`: a web page; `too_large`: endless; `missing`: 404. */
export type FileFault = "cut" | "wrong_type" | "too_large" | "missing";

export interface Upload {
  url: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface FalFiles {
  uploads: readonly Upload[];
  initiate(body: { content_type: string }): { upload_url: string; file_url: string };
  take(pathname: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** @param onHalf for half of it, and then this */
  serve(pathname: string, response: ServerResponse, onHalf?: () => void): void;
  outputOf(
    model: string,
    input: Input,
    changes?: { black?: boolean; flagged?: boolean; fault?: FileFault | null },
  ): Record<string, unknown>;
}

interface Made {
  type: string;
  bytes: () => Uint8Array;
  fault: FileFault | null;
}

export function createFalFiles({ url, clip = CLIP_STUB }: { url: string; clip?: Uint8Array }): FalFiles {
  const uploads: Upload[] = [];
  const made = new Map<string, Made>();
  let initiated = 0;

  function keep(order: unknown, extension: string, file: Made): string {
    const name = createHash("sha256")
      .update(JSON.stringify([order, file.fault]))
      .digest("hex")
      .slice(0, 24);
    const pathname = `/files/${name}.${extension}`;
    made.set(pathname, file);
    return `${url}${pathname}`;
  }

  return {
    uploads,
    initiate({ content_type }) {
      const name = `upload-${++initiated}.${content_type.split("/")[1]}`;
      return { upload_url: `${url}/put/${name}?signature=secret`, file_url: `${url}/files/${name}` };
    },
    async take(pathname, request, response) {
      const bytes = await buffer(request);
      const type = request.headers["content-type"] ?? "";
      const stored = pathname.replace("/put/", "/files/");
      uploads.push({ url: `${url}${stored}`, contentType: type, bytes });
      made.set(stored, { type, bytes: () => bytes, fault: null });
      response.writeHead(200).end();
    },
    serve(pathname, response, onHalf) {
      const file = made.get(pathname);
      if (!file || file.fault === "missing") response.writeHead(404).end();
      else if (file.fault === "wrong_type")
        response.writeHead(200, { "content-type": file.type }).end("<html>Sorry</html>");
      else if (file.fault === "too_large") sendTooMuch(response, file);
      else if (onHalf) send(response, { ...file, fault: "cut" }, onHalf);
      else send(response, file);
    },
    outputOf(model, input, { black = false, flagged = false, fault = null } = {}) {
      const order = [model, input, black];
      if (model.includes("video")) {
        return {
          video: {
            url: keep(order, "mp4", { type: "video/mp4", bytes: () => clip, fault }),
            content_type: "video/mp4",
          },
        };
      }
      const { width, height } = pictureSize(input);
      const colour = black ? ([0, 0, 0] as const) : colourOf(model, input);
      const bytes = () => paintedPng(width, height, colour);
      const picture = keep(order, "png", { type: "image/png", bytes, fault });
      return {
        images: [{ url: picture, width, height, content_type: "image/png" }],
        ...(model.includes("flux") ? { has_nsfw_concepts: [flagged], seed: input.seed ?? 1 } : {}),
        prompt: input.prompt,
      };
    },
  };
}

function send(
  response: ServerResponse,
  { type, bytes, fault }: Made,
  onCut = (): void => void response.destroy(),
): void {
  const whole = bytes();
  response.writeHead(200, { "content-type": type, "content-length": whole.byteLength });
  if (fault !== "cut") response.end(whole);
  else response.write(whole.subarray(0, whole.byteLength / 2), onCut);
}

/** Announces a gigabyte, and would never end. */
function sendTooMuch(response: ServerResponse, { type, bytes }: Made): void {
  response.writeHead(200, { "content-type": type, "content-length": 2 ** 30 }).write(bytes());
}

const SHAPES: Record<string, readonly [number, number]> = {
  "16:9": [1376, 768],
  "1:1": [1024, 1024],
  "9:16": [768, 1376],
};

function pictureSize({ image_size, aspect_ratio, resolution }: Input): { width: number; height: number } {
  if (typeof image_size === "object" && image_size) return image_size as { width: number; height: number };
  const [width, height] = SHAPES[String(aspect_ratio)] ?? [1024, 1024];
  const scale = resolution === "2K" ? 2 : 1;
  return { width: width * scale, height: height * scale };
}

/** Never black: every channel is 64 or more. */
function colourOf(model: string, input: Input): readonly [number, number, number] {
  const [red = 0, green = 0, blue = 0] = createHash("sha256")
    .update(JSON.stringify([model, input]))
    .digest();
  return [64 + (red % 192), 64 + (green % 192), 64 + (blue % 192)];
}
