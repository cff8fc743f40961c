/** The draft vendor's pictures: drawn by rule as vectors, on this machine, for nothing. */
import { PixoraError } from "../../../models/error.ts";
import type { ImageProvider, ImageRequest } from "../../types.ts";
import { createRenderer } from "./render.ts";
import { drawSheet } from "./sheet.ts";
import { type Drawing, drawStill } from "./still.ts";

export interface DraftImageOptions {
  /** How many pictures may be rendered side by side. */
  atOnce?: number;
}

/** Larger than the film, so that the camera can move in without losing sharpness. */
const OVERSIZE = 1.25;

/** Pictures without a key or a network. The same request gives the same bytes. */
export function createDraftImages({ atOnce = 2 }: DraftImageOptions = {}): ImageProvider {
  const render = createRenderer(atOnce);
  return {
    vendor: "draft",
    maxReferences: 0,
    price: () => ({ minUsd: 0, maxUsd: 0 }),
    generate: async (request, { signal }) => {
      if (signal.aborted) throw new PixoraError("cancelled", "The picture was cancelled.", { cause: signal.reason });
      const drawing = draw(request);
      const width = even(request.width * OVERSIZE);
      const small =
        drawing.cell === null ? null : await render(drawing.svg, Math.round(drawing.width / drawing.cell), signal);
      const bytes = await render(small ? enlarge(request, small) : drawing.svg, width, signal);
      return {
        bytes,
        mediaType: "image/png",
        ...(drawing.subjectPlace && { subjectPlace: drawing.subjectPlace }),
        provenance: {
          vendor: "draft",
          model: "storyboard-1",
          prompt: request.prompt,
          seed: request.seed,
          requestId: null,
          costUsd: 0,
          credits: drawing.credits,
        },
      };
    },
  };
}

function draw(request: ImageRequest): Drawing {
  return request.subject.kind === "still" ? drawStill(request, request.subject) : drawSheet(request, request.subject);
}

/** The small picture with hard cells. */
function enlarge({ width, height }: ImageRequest, png: Uint8Array): string {
  const data = Buffer.from(png).toString("base64");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><image width="${width}" height="${height}" preserveAspectRatio="none" image-rendering="optimizeSpeed" href="data:image/png;base64,${data}"/></svg>`;
}

function even(value: number): number {
  return Math.round(value / 2) * 2;
}
