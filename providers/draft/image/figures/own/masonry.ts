/** What buildings are put together from: panes, bricks, round walls, pointed roofs. */
import { circle, group, path, stroke } from "../../drawing/svg.ts";
import { halo, inked, rounded, type Sketch, shaded, tones } from "./canvas.ts";

export const STONE = "#a9a59c";

export const LAMP = "#ffd97a";

export function pane(x: number, y: number, w: number, h: number, { night, defs }: Sketch, arched = false): string {
  const glass = night
    ? defs.vertical([
        [0, "#fff0b0"],
        [1, "#f7b24a"],
      ])
    : defs.vertical([
        [0, "#b9dcea"],
        [1, "#6f9db8"],
      ]);
  const d = arched
    ? `M${x} ${y + h}V${y + w / 2}A${w / 2} ${w / 2} 0 0 1 ${x + w} ${y + w / 2}V${y + h}Z`
    : `M${x} ${y}h${w}v${h}h${-w}Z`;
  return (
    path(d, glass, inked("#7a5a3c", 2)) +
    stroke(`M${x + w / 2} ${y + 1}V${y + h}M${x} ${y + h / 2}H${x + w}`, "#5f452e", 1.6)
  );
}

export function panesGlow(sketch: Sketch, places: readonly (readonly [number, number])[]): string {
  if (!sketch.night) return "";
  return group(places.map(([x, y]) => circle(x, y, 46, halo(sketch.defs, sketch.glow, 0.55))));
}

export function brickLines(x: number, y: number, w: number, h: number, color: string): string {
  const rows = Math.floor(h / 12);
  const d = Array.from({ length: rows }, (_, row) => {
    const top = y + row * 12;
    const joints = Array.from(
      { length: Math.floor(w / 24) },
      (_, index) => `M${x + index * 24 + (row % 2) * 12 + 6} ${top}v12`,
    ).join("");
    return `M${x} ${top}H${x + w}${joints}`;
  });
  return stroke(d.join(""), tones(color).ink, 1.4, { opacity: 0.28 });
}

export function roofCone(x: number, y: number, w: number, h: number, color: string, { defs }: Sketch): string {
  return (
    path(`M${x - w} ${y}Q${x} ${y + 8} ${x + w} ${y}L${x} ${y - h}Z`, rounded(defs, color), inked(color)) +
    stroke(`M${x} ${y - h}v-16`, "#5a4636", 2.4) +
    path(`M${x} ${y - h - 16}l20 6l-20 7Z`, "#e8b33a", inked("#e8b33a", 1.6))
  );
}

export function round(x: number, top: number, w: number, bottom: number, color: string, { defs }: Sketch): string {
  const merlons = [-1, -0.34, 0.34]
    .map((at) => `M${x + at * w * 1.12} ${top - 10}h${w * 0.44}v12h${-w * 0.44}Z`)
    .join("");
  return (
    path(`M${x - w} ${top}H${x + w}V${bottom}H${x - w}Z`, rounded(defs, color), inked(color)) +
    path(merlons, rounded(defs, color), inked(color, 2)) +
    path(`M${x - w * 1.14} ${top - 2}h${w * 2.28}v10h${-w * 2.28}Z`, shaded(defs, color), inked(color, 2))
  );
}
