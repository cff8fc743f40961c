/** What every picture vendor must do, whatever it is. Not here: how its pictures look. */
import { describe, expect, it } from "vitest";
import type { SheetView } from "../../models/character.ts";
import type { ImageProvider, ImageRequest, Produced } from "../../providers/types.ts";
import { paidContext } from "./context.ts";

const MIRA = { id: "mira", name: "Mira", kind: "young girl", appearance: "red coat, black hair, yellow boots" };

/** A scene's request; `changes` replace whole fields. */
export function stillRequest(changes: Partial<ImageRequest> = {}): ImageRequest {
  return {
    prompt: "Mira finds a lantern in a snowy forest, cinematic",
    subject: {
      kind: "still",
      mood: "mysterious",
      cast: [{ character: MIRA, path: null }],
      picture: {
        description: "Mira finds a lantern in a snowy forest.",
        place: "snowy forest",
        subjects: ["lantern"],
        timeOfDay: "dusk",
        weather: "snow",
        shot: "medium",
      },
    },
    references: [],
    style: "cinematic",
    width: 320,
    height: 180,
    seed: 7,
    ...changes,
  };
}

export function sheetRequest(view: SheetView): ImageRequest {
  return stillRequest({ prompt: `Mira, ${view}`, subject: { kind: "sheet", character: MIRA, view } });
}

/** Width and height as a PNG's header tells them. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Width and height of a PNG or a JPEG. */
export function pictureSize({ bytes, mediaType }: Pick<Produced, "bytes" | "mediaType">) {
  if (mediaType === "image/png") return pngSize(bytes);
  expect(mediaType).toBe("image/jpeg");
  return jpegSize(bytes);
}

/** Of the first segment that begins a frame: SOF0 to SOF15, without the tables that are numbered between them. */
function jpegSize(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  for (;;) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
}

export function describeImageProvider(name: string, create: () => ImageProvider): void {
  describe(`${name} as an image provider`, () => {
    it("makes a picture of the film's aspect that is at least as large as the film", async () => {
      const request = stillRequest();
      const made = await create().generate(request, paidContext());
      const { width, height } = pictureSize(made);
      expect(width).toBeGreaterThanOrEqual(request.width);
      expect(height).toBeGreaterThanOrEqual(request.height);
      expect(width / height).toBeCloseTo(request.width / request.height, 1);
    });

    it("says who made it, from which prompt and for how much", async () => {
      const provider = create();
      const request = stillRequest();
      const { provenance } = await provider.generate(request, paidContext());
      expect(provenance.vendor).toBe(provider.vendor);
      expect(provenance.model).not.toBe("");
      expect(provenance.prompt).toBe(request.prompt);
      const price = provider.price({ ...request, references: 0 });
      expect(price.minUsd).toBeLessThanOrEqual(price.maxUsd);
      expect(provenance.costUsd).toBeLessThanOrEqual(price.maxUsd);
    });

    it.each(["front", "side", "back"] as const)("makes a character's %s view", async (view) => {
      const made = await create().generate(sheetRequest(view), paidContext());
      expect(pictureSize(made).width).toBeGreaterThan(0);
    });

    it("rejects with `cancelled` and makes nothing when the task was cancelled before", async () => {
      const signal = AbortSignal.abort();
      await expect(create().generate(stillRequest(), paidContext({ signal }))).rejects.toMatchObject({
        code: "cancelled",
      });
    });

    it("rejects with `cancelled` when the task is cancelled on the way", async () => {
      const controller = new AbortController();
      const made = create().generate(stillRequest(), paidContext({ signal: controller.signal }));
      controller.abort();
      await expect(made).rejects.toMatchObject({ code: "cancelled" });
    });
  });
}
