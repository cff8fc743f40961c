/**
 * Where a cue stands in the frame, and how large it is.
 * Not here: what its letters look like (caption-looks.ts).
 */

import type { FrameSize } from "../stills/piece-plan.ts";
import { frameShape } from "./captions.ts";
import type { CaptionFont } from "./fonts.ts";
import type { LinePlace } from "./text-drawing.ts";
import { type LaidOutLine, layOutLine, writingDirection } from "./text-layout.ts";

/** Pixels of the frame; right and bottom are the first beyond it. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A laid out line in its place. */
export interface PlacedLine extends LinePlace {
  laid: LaidOutLine;
}

/**
 * Parts of the frame's width and height that stay free of letters at each side and below. Wide films keep to the
 * margins of television. Upright ones are watched in feeds: their players lay title and sound over the lower 16 to 20 %
 * and a column of buttons over the right 11 to 15 % (the right only, but text belongs in the middle).
 */
const FREE = {
  wide: { sides: 0.07, below: 0.065 },
  square: { sides: 0.07, below: 0.075 },
  upright: { sides: 0.13, below: 0.2 },
};
/** An em as part of the frame's shorter side. Upright films are seen on phones. */
const FONT_SIZE = { wide: 0.05, square: 0.05, upright: 0.056 };

/** Ems from one baseline to the next where letters are not taller than most, and of a line above and below its own. */
const LINE_HEIGHT = 1.38;
const HEAD = 1.04;
const FOOT = 0.4;
/** Between the marks under one line and those over the next. */
const MARKS_APART = 0.16;
const MOST_LINES = 2;

/** Where letters may stand: what players cover, and what screens cut off, is outside. */
export function safeArea(frame: FrameSize): Area {
  const { sides, below } = FREE[frameShape(frame)];
  const { width, height } = frame;
  return { left: sides * width, top: height / 2, right: (1 - sides) * width, bottom: (1 - below) * height };
}

/** Upper edge of most cues of two lines. */
export function captionTop(frame: FrameSize): number {
  return safeArea(frame).bottom - (HEAD + (MOST_LINES - 1) * LINE_HEIGHT + FOOT) * fontSize(frame);
}

/** Pixels of an em, where the lines are not too wide for it. */
export function fontSize(frame: FrameSize): number {
  return FONT_SIZE[frameShape(frame)] * Math.min(frame.width, frame.height);
}

/** The lines, centred at the lower end of the safe area, smaller where one would pass its sides. */
export function placeLines(texts: readonly string[], frame: FrameSize, fonts: readonly CaptionFont[]): PlacedLine[] {
  const direction = writingDirection(texts.join(" "));
  const laidOut = texts.map((text) => layOutLine(text, direction, fonts));
  const safe = safeArea(frame);
  const widest = Math.max(...laidOut.map(({ width }) => width));
  const size = Math.min(fontSize(frame), (safe.right - safe.left) / widest);
  const lines: PlacedLine[] = [];
  let baseline = safe.bottom - FOOT * size;
  for (const laid of laidOut.reverse()) {
    const below = lines[0]?.laid;
    if (below) baseline -= Math.max(LINE_HEIGHT, laid.drop + MARKS_APART + below.rise) * size;
    lines.unshift({ laid, size, left: (frame.width - laid.width * size) / 2, baseline });
  }
  return lines;
}

/** What the lines take, marks and all. */
export function areaOf(lines: readonly PlacedLine[]): Area {
  return {
    left: Math.min(...lines.map(({ left }) => left)),
    top: Math.min(...lines.map(({ baseline, size, laid }) => baseline - Math.max(HEAD, laid.rise) * size)),
    right: Math.max(...lines.map(({ left, laid, size }) => left + laid.width * size)),
    bottom: Math.max(...lines.map(({ baseline, size, laid }) => baseline + Math.max(FOOT, laid.drop) * size)),
  };
}

/** An area with so many pixels more on all sides. */
export function grown({ left, top, right, bottom }: Area, x: number, y: number): Area {
  return { left: left - x, top: top - y, right: right + x, bottom: bottom + y };
}
