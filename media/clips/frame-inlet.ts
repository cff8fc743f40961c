/** Where raw frames from a pipe become whole. Holds the pipe back until a frame is asked for, so nothing piles up. */
import { Writable } from "node:stream";

/** Where frames come from, one after another. */
export interface FrameSource {
  /** Fills the place with the next frame. One call at a time; never settles when no more frames come. */
  next(place: Uint8Array): Promise<void>;
}

export interface FrameInlet extends FrameSource {
  /** What ffmpeg writes its raw frames to. */
  stream: Writable;
}

interface Chunk {
  bytes: Uint8Array;
  done: () => void;
}

interface Wish {
  place: Uint8Array;
  filled: number;
  settle: () => void;
}

export function createFrameInlet(): FrameInlet {
  let chunk: Chunk | null = null;
  let wish: Wish | null = null;

  const pour = () => {
    if (!chunk || !wish) return;
    const part = chunk.bytes.subarray(0, wish.place.length - wish.filled);
    wish.place.set(part, wish.filled);
    wish.filled += part.length;
    chunk.bytes = chunk.bytes.subarray(part.length);
    const [finishedChunk, finishedWish] = [chunk, wish];
    if (finishedChunk.bytes.length === 0) chunk = null;
    if (finishedWish.filled === finishedWish.place.length) wish = null;
    if (wish === null) finishedWish.settle();
    if (chunk === null) finishedChunk.done();
  };

  const stream = new Writable({
    emitClose: false,
    autoDestroy: false,
    write(bytes: Buffer, _encoding, done) {
      chunk = { bytes, done };
      pour();
    },
  });
  const next = (place: Uint8Array) =>
    new Promise<void>((settle) => {
      wish = { place, filled: 0, settle };
      pour();
    });
  return { stream, next };
}
