/** Remembers what clips were measured to be: decoding one whole costs about a quarter of encoding it. */
import { stat } from "node:fs/promises";
import { createOnlyOnce } from "../teamwork.ts";
import type { MeasuredClip } from "./clip-info.ts";

type MeasureClip = (path: string, signal: AbortSignal) => Promise<MeasuredClip>;

const CLIPS_REMEMBERED = 256;

/** The same measuring, done once for each file as long as the file stays as it is. */
export function createClipMemory(measure: MeasureClip): MeasureClip {
  const measured = createOnlyOnce<MeasuredClip>();
  const names = new Set<string>();
  return async (path, signal) => {
    const { size, mtimeMs } = await stat(path);
    const name = `${path} ${size} ${mtimeMs}`;
    const [oldest] = names.add(name);
    if (names.size > CLIPS_REMEMBERED && oldest !== undefined) {
      names.delete(oldest);
      measured.forget(oldest);
    }
    return measured.run(name, () => measure(path, signal), signal);
  };
}
