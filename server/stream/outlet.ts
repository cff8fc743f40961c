/** A stream of bytes that is pulled: it has one piece at most, the one that its connection writes. Not here: which piece. */
import { PixoraError } from "../../models/error.ts";

export interface OutletOptions {
  /** What it begins with. */
  first: Uint8Array;
  now: () => number;
  /** Ends the connection at once. Without it the stream fails, which does the same. */
  cut: (() => void) | undefined;
  /** Asks for one piece, now or later. */
  onWant: () => void;
  /** Its connection is gone. Not told when it was closed or cut from here. */
  onGone: () => void;
}

export interface Outlet {
  readonly body: ReadableStream<Uint8Array>;
  /** Whether a piece is asked for. */
  isWanting(): boolean;
  isOpen(): boolean;
  /** Only when it wants one. */
  hand(bytes: Uint8Array): void;
  /** For how long it has not taken what it has: milliseconds. */
  stalledMs(): number;
  close(): void;
  cut(): void;
}

export function createOutlet({ first, now, cut, onWant, onGone }: OutletOptions): Outlet {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let hasBegun = false;
  let isWanting = false;
  let isOpen = true;
  let handedAt = now();
  const hand = (bytes: Uint8Array) => {
    isWanting = false;
    handedAt = now();
    controller?.enqueue(bytes);
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      pull() {
        isWanting = true;
        if (hasBegun) return onWant();
        hasBegun = true;
        hand(first);
      },
      cancel() {
        if (!isOpen) return;
        isOpen = false;
        onGone();
      },
    },
    { highWaterMark: 0 },
  );
  return {
    body,
    isWanting: () => isOpen && isWanting,
    isOpen: () => isOpen,
    hand,
    stalledMs: () => (isWanting ? 0 : now() - handedAt),
    close() {
      isOpen = false;
      controller?.close();
    },
    cut() {
      isOpen = false;
      if (cut) cut();
      else controller?.error(new PixoraError("timeout", "The reader of an event stream took nothing for too long."));
    },
  };
}
