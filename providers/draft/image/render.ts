/** From SVG to PNG, off the event loop. */
import { renderAsync } from "@resvg/resvg-js";
import { PixoraError } from "../../../models/error.ts";

/** Renders SVG to a PNG of this width in pixels. */
export type Renderer = (svg: string, width: number, signal: AbortSignal) => Promise<Uint8Array>;

/**
 * A renderer that draws at most `atOnce` pictures side by side; the others wait in order.
 * It rejects with `cancelled` when the signal aborts.
 */
export function createRenderer(atOnce: number): Renderer {
  let running = 0;
  const waiting: (() => void)[] = [];
  const enter = async (): Promise<void> => {
    if (running < atOnce) running++;
    // The place is handed over by `leave`, so `running` does not change here.
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };
  return async (svg, width, signal) => {
    throwIfAborted(signal);
    await enter();
    try {
      return await draw(svg, width, signal);
    } finally {
      leave();
    }
  };
}

async function draw(svg: string, width: number, signal: AbortSignal): Promise<Uint8Array> {
  throwIfAborted(signal);
  const image = await renderAsync(
    svg,
    { fitTo: { mode: "width", value: width }, font: { loadSystemFonts: false } },
    // A signal of this call's own: the renderer refuses one that it has seen before.
    AbortSignal.any([signal]),
  ).catch((cause: unknown) => {
    throwIfAborted(signal);
    throw new PixoraError("vendor_failed", "The draft vendor could not draw this picture: report its prompt.", {
      cause,
    });
  });
  throwIfAborted(signal);
  return image.asPng();
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new PixoraError("cancelled", "The picture was cancelled.", { cause: signal.reason });
}
