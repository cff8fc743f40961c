import type { Writable } from "node:stream";
import { plainText } from "./format.ts";
import type { View } from "./view.ts";

/** Speaks to the user on stderr, one line at a time. */
export interface Voice {
  tell(text: string): void;
  /** Speaks in between what this view shows; null when nothing is shown any more. */
  besides(view: View | null): void;
  /** Nobody listens any more. */
  mute(): void;
}

export function createVoice(stderr: Writable): Voice {
  let shown: View | null = null;
  let isMute = false;
  return {
    tell(text) {
      if (isMute) return;
      const write = () => void stderr.write(`pixora: ${plainText(text)}\n`);
      if (shown) shown.interject(write);
      else write();
    },
    besides(view) {
      shown = view;
    },
    mute() {
      isMute = true;
    },
  };
}
