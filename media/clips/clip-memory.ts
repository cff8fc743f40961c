/**
 * Knows what clips are, at the least cost: decoding one whole takes a quarter of encoding it. A clip that says it is as
 * long as it is needed is believed, since every piece looks at what it decodes, and counts it. All others are measured.
 */
import { stat } from "node:fs/promises";
import { createOnlyOnce } from "../teamwork.ts";
import type { MeasuredClip } from "./clip-info.ts";

export interface KnownClip extends MeasuredClip {
  /** Whether it was decoded to its end; else it only says so. */
  isMeasured: boolean;
}

export interface ClipMemory {
  /** What a clip is, of which no more than its first `seenFrames` (of the film) are seen. The file must stay as it is. */
  of(path: string, seenFrames: number, signal: AbortSignal): Promise<KnownClip>;
  /** Somebody has decoded it to its end, and it is what it says. */
  confirm(path: string): Promise<void>;
  /** Somebody found it otherwise than it says: from now on it is measured. */
  doubt(path: string): Promise<void>;
}

export interface ClipMemoryOptions {
  /** What a clip says of itself; null for nothing. */
  readHeader: (path: string) => Promise<MeasuredClip | null>;
  measure: (path: string, signal: AbortSignal) => Promise<MeasuredClip>;
}

const CLIPS_REMEMBERED = 256;

export function createClipMemory({ readHeader, measure }: ClipMemoryOptions): ClipMemory {
  const headers = createOnlyOnce<MeasuredClip | null>();
  const measured = createOnlyOnce<MeasuredClip>();
  /** Names of clips in the order in which they were first seen. */
  const names = new Set<string>();
  const confirmed = new Set<string>();
  const doubted = new Set<string>();

  const forgetOldest = () => {
    const [oldest] = names;
    if (names.size <= CLIPS_REMEMBERED || oldest === undefined) return;
    for (const known of [headers, measured]) known.forget(oldest);
    for (const set of [names, confirmed, doubted]) set.delete(oldest);
  };

  return {
    async of(path, seenFrames, signal) {
      const name = await nameOf(path);
      names.add(name);
      forgetOldest();
      const header = doubted.has(name) ? null : await headers.run(name, () => readHeader(path), signal);
      const isMeasured = confirmed.has(name);
      if (header && (isMeasured || header.frames >= seenFrames)) return { ...header, isMeasured };
      return { ...(await measured.run(name, () => measure(path, signal), signal)), isMeasured: true };
    },
    async confirm(path) {
      confirmed.add(await nameOf(path));
    },
    async doubt(path) {
      doubted.add(await nameOf(path));
    },
  };
}

async function nameOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return `${path} ${size} ${mtimeMs}`;
}
