/** Head-gear that belongs to one trade. */
import type { Body } from "./body.ts";
import { darken, lighten } from "./colour.ts";
import { number, type Point } from "./geometry.ts";
import { capPoints, type Hairline } from "./hair.ts";
import type { HeadFrame } from "./head.ts";

const level = (front: number, back: number): Hairline => [
  [-180, back],
  [-70, front + 0.06],
  [0, front],
  [70, front + 0.06],
  [180, back],
];

export function drawPirateHat({ ink, costume }: Body, frame: HeadFrame): string {
  const colour = costume.palette.hat;
  const hat = [
    frame.local(-1.42, -0.5),
    frame.local(-0.9, -0.92),
    frame.local(-0.5, -1.36),
    frame.local(0, -1.5),
    frame.local(0.5, -1.36),
    frame.local(0.9, -0.92),
    frame.local(1.42, -0.5),
    frame.local(0.7, -0.42),
    frame.local(0, -0.32),
    frame.local(-0.7, -0.42),
  ];
  const trim = [-1.34, -0.85, -0.45, 0, 0.45, 0.85, 1.34].map((x) =>
    frame.local(x, -0.53 - 0.86 * Math.max(0, 1 - (x / 1.25) ** 2)),
  );
  const front = Math.abs(frame.view(0)) < 100;
  const skull = front
    ? ink.spot(frame.local(0, -0.9), frame.rx * 0.2, frame.ry * 0.18, "#f7f2e6") +
      ink.spot(frame.local(-0.07, -0.9), frame.rx * 0.055, frame.ry * 0.06, colour) +
      ink.spot(frame.local(0.07, -0.9), frame.rx * 0.055, frame.ry * 0.06, colour) +
      ink.line([frame.local(-0.28, -0.68), frame.local(0.28, -0.6)], "#f7f2e6", 4.5) +
      ink.line([frame.local(-0.28, -0.6), frame.local(0.28, -0.68)], "#f7f2e6", 4.5)
    : "";
  return ink.blob(hat, colour) + ink.line(trim, costume.palette.trim, 4) + skull;
}

export function drawFireHelmet({ ink }: Body, frame: HeadFrame): string {
  const red = "#d23c34";
  const brim = ink.oval(
    frame.local(-Math.sin((frame.yaw * Math.PI) / 180) * 0.14, -0.4),
    frame.rx * 1.36,
    frame.ry * 0.24,
    darken(red, 0.14),
  );
  const shell = ink.blob(capPoints(frame, level(-0.42, -0.4), 1.2, 0), red);
  const shield =
    Math.abs(frame.view(0)) > 80
      ? ""
      : ink.blob(
          [frame.on(-16, -0.84), frame.on(16, -0.84), frame.on(15, -0.52), frame.on(0, -0.42), frame.on(-15, -0.52)],
          "#f3c94f",
        );
  return brim + shell + ink.line([frame.local(0, -1.18), frame.local(0, -0.9)], lighten(red, 0.3), 6, 0.7) + shield;
}

export function drawNurseCap({ ink }: Body, frame: HeadFrame): string {
  const cap = ink.blob(
    [
      frame.local(-0.62, -0.82),
      frame.local(-0.7, -1.2),
      frame.local(0, -1.3),
      frame.local(0.7, -1.2),
      frame.local(0.62, -0.82),
      frame.local(0, -0.72),
    ],
    "#fbfaf7",
  );
  if (Math.abs(frame.view(0)) > 80) return cap;
  const cross = (x: number, y: number): Point => frame.local(x, -1.0 + y);
  return (
    cap +
    ink.line([cross(-0.12, 0), cross(0.12, 0)], "#d8403f", 6) +
    ink.line([cross(0, -0.12), cross(0, 0.12)], "#d8403f", 6)
  );
}

/** The collar lies behind the head, the glass with its reflections before it. */
export function drawGlassHelmet({ ink, costume }: Body, frame: HeadFrame, part: "behind" | "over"): string {
  const middle = frame.local(0, -0.06);
  const [rx, ry] = [frame.rx * 1.36, frame.ry * 1.34];
  if (part === "behind")
    return (
      ink.oval(middle, rx * 1.06, ry * 1.05, costume.palette.main) + ink.spot(middle, rx * 0.95, ry * 0.94, "#27324f")
    );
  const glint = [frame.local(-0.98, 0.2), frame.local(-1.02, -0.5), frame.local(-0.55, -1.02)];
  const glass = `<ellipse cx="${number(middle.x)}" cy="${number(middle.y)}" rx="${number(rx)}" ry="${number(ry)}" fill="#bfe6ff" fill-opacity=".1" stroke="${ink.tone(darken(costume.palette.main, 0.1))}" stroke-width="6"/>`;
  const backShell = Math.abs(frame.view(0)) > 120 ? ink.oval(middle, rx, ry, costume.palette.main) : "";
  return (
    glass +
    backShell +
    ink.line(glint, "#ffffff", 7, 0.75) +
    ink.line([frame.local(0.86, 0.56), frame.local(0.66, 0.78)], "#ffffff", 5, 0.5)
  );
}

export function drawClownWig({ ink, costume, build }: Body, frame: HeadFrame, part: "behind" | "over"): string {
  const puff = (x: number, y: number, size: number): string =>
    ink.oval(frame.local(x, y), frame.rx * size, frame.rx * size, costume.palette.hair);
  if (part === "behind")
    return (
      puff(-1, -0.1, 0.5) +
      puff(1, -0.1, 0.5) +
      puff(-0.86, -0.5, 0.44) +
      puff(0.86, -0.5, 0.44) +
      puff(-1.02, 0.26, 0.36) +
      puff(1.02, 0.26, 0.36)
    );
  const nose =
    Math.abs(frame.view(0)) > 95
      ? ""
      : ink.oval(frame.on(0, build.eyeDrop + 0.2, 1.05), frame.rx * 0.19, frame.rx * 0.18, "#e0393f");
  const hat =
    ink.plate([frame.local(-0.34, -0.9), frame.local(0.05, -1.72), frame.local(0.42, -0.9)], costume.palette.main) +
    ink.oval(frame.local(0.05, -1.74), frame.rx * 0.15, frame.rx * 0.15, costume.palette.accent);
  const back =
    Math.abs(frame.view(0)) > 112
      ? ink.oval(frame.local(0, -0.1), frame.rx * 0.98, frame.ry * 0.9, costume.palette.hair)
      : "";
  return back + hat + nose;
}
