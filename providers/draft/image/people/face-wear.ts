/** Glasses and eye patches. */
import type { Body } from "./body.ts";
import { degrees, type Point } from "./geometry.ts";
import type { HeadFrame } from "./head.ts";

export function drawGlasses({ ink, build }: Body, frame: HeadFrame): string {
  const lenses = [-25, 25].map((longitude) => {
    const view = frame.view(longitude);
    if (Math.abs(view) > 78) return "";
    const centre = frame.on(longitude, build.eyeDrop + 0.01, 1.02);
    const rx = frame.rx * 0.25 * Math.max(0.5, Math.cos(degrees(view)));
    return `<g fill-opacity=".16">${ink.spot(centre, rx, frame.ry * 0.24, "#e6f6ff")}</g>${ring(ink.tone("#3a2a2c"), centre, rx, frame.ry * 0.24)}`;
  });
  if (Math.abs(frame.view(0)) > 100) return "";
  return (
    lenses.join("") +
    ink.line([frame.on(-12, build.eyeDrop - 0.02, 1.03), frame.on(12, build.eyeDrop - 0.02, 1.03)], "#3a2a2c", 3.4)
  );
}

const ring = (colour: string, centre: Point, rx: number, ry: number): string =>
  `<ellipse cx="${centre.x.toFixed(1)}" cy="${centre.y.toFixed(1)}" rx="${rx.toFixed(1)}" ry="${ry.toFixed(1)}" fill="none" stroke="${colour}" stroke-width="3.4"/>`;

export function drawEyepatch({ ink, build }: Body, frame: HeadFrame): string {
  const patch = frame.on(-26, build.eyeDrop, 1.02);
  const strapLine = ink.line(
    [
      frame.on(-88, build.eyeDrop - 0.25),
      frame.on(-30, build.eyeDrop - 0.16),
      frame.on(30, build.eyeDrop - 0.42),
      frame.on(80, build.eyeDrop - 0.55),
    ],
    "#2a2230",
    3.4,
  );
  return Math.abs(frame.view(-26)) > 80 ? "" : strapLine + ink.oval(patch, frame.rx * 0.21, frame.ry * 0.2, "#2a2230");
}
