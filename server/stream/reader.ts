/**
 * One reader: a place in a task's events. It is told when there may be more, and gets one piece whenever its connection
 * takes one. Not here: where events come from (feed.ts, past.ts), and when it is looked after (rounds.ts).
 */
import { type Problem, toProblem } from "../../models/error.ts";
import type { Feed } from "./feed.ts";
import { DISMISSAL, FAREWELL, GREETING, HEARTBEAT, type Piece } from "./frames.ts";
import { createOutlet, type OutletOptions } from "./outlet.ts";
import type { Ring } from "./ring.ts";

/**
 * `stalled`: it took nothing for too long. `parted`: it was sent away, and may come back for the rest. `dismissed`: it may
 * read no more.
 */
export type Leaving = "left" | "ended" | "stalled" | "parted" | "dismissed";

export interface ReaderOptions extends Pick<OutletOptions, "now" | "cut"> {
  feed: Feed;
  ring: Ring;
  /** The last event that it has; null when what it has is not from this log. */
  afterId: number | null;
  /** The next piece after an event that is older than the ring; null when the task is gone. */
  past: (afterId: number | null) => Promise<Piece | null>;
  /** Whether it may read on. */
  mayStay?: (() => Promise<boolean>) | undefined;
  onLeave: (how: Leaving) => void;
  onFailure: (problem: Problem) => void;
}

type Parting = Extract<Leaving, "parted" | "dismissed">;

export interface Reader {
  readonly body: ReadableStream<Uint8Array>;
  /** A comment, when nothing else is on its way. One that may not stay is sent away. */
  beat(): void;
  /** Cuts it when it has taken nothing for so many milliseconds. */
  check(stallMs: number): void;
  /** Ends the stream cleanly, as soon as it takes something. */
  part(how: Parting): void;
  cut(): void;
  /** Its request is over. */
  leave(): void;
}

export function createReader({ feed, ring, past, now, cut, onLeave, onFailure, ...options }: ReaderOptions): Reader {
  const { mayStay = async () => true } = options;
  let { afterId } = options;
  let isReading = false;
  let parting: Parting | null = null;

  const finish = (how: Leaving) => {
    stopListening();
    onLeave(how);
  };
  const close = (how: Leaving) => {
    if (!outlet.isOpen()) return;
    outlet.close();
    finish(how);
  };
  const handPiece = (piece: Piece) => {
    afterId = piece.lastId;
    outlet.hand(piece.bytes);
  };
  const readPast = async () => {
    isReading = true;
    try {
      const piece = await past(afterId);
      if (!piece) close("ended");
      else if (outlet.isOpen()) handPiece(piece);
    } catch (error) {
      onFailure(toProblem(error));
      parting ??= "parted";
    }
    isReading = false;
    serve();
  };
  /** With a word, when it is time. */
  const sendAway = (): boolean => {
    const how = parting ?? (feed.state() === "failed" ? "parted" : null);
    if (how === null) return false;
    outlet.hand(how === "dismissed" ? DISMISSAL : FAREWELL);
    close(how);
    return true;
  };
  /** Hands over one piece, if one is wanted and there is one. */
  const serve = () => {
    if (isReading || !outlet.isWanting() || sendAway()) return;
    if (afterId === null || afterId < ring.afterId()) return void readPast();
    const piece = ring.after(afterId);
    if (piece) handPiece(piece);
    else if (feed.state() === "ended") close("ended");
  };
  const outlet = createOutlet({ first: GREETING, now, cut, onWant: serve, onGone: () => finish("left") });
  const stopListening = feed.listen(serve);
  const part = (how: Parting) => {
    parting = how;
    serve();
  };
  const cutNow = () => {
    if (!outlet.isOpen()) return;
    outlet.cut();
    finish("stalled");
  };
  return {
    body: outlet.body,
    beat() {
      if (!isReading && outlet.isWanting()) outlet.hand(HEARTBEAT);
      void mayStay().then((may) => may || part("dismissed"));
    },
    check: (stallMs) => void (outlet.stalledMs() >= stallMs && cutNow()),
    part,
    cut: cutNow,
    leave: () => close("left"),
  };
}
