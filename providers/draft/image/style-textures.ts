import { curve, ellipse, group, type Point, path, rectangle, round } from "./drawing/svg.ts";
import type { Stage } from "./stage.ts";

export function vignette(stage: Stage, color: string, strength: number): string {
  const fill = stage.defs.radial([
    [0, color, 0],
    [0.62, color, 0],
    [0.85, color, strength * 0.4],
    [1, color, strength],
  ]);
  return (
    ellipse(stage.width / 2, stage.height / 2, stage.width * 0.78, stage.height * 0.82, fill) +
    frameOf(stage, color, strength)
  );
}

/** The corners outside the vignette's ellipse. */
function frameOf(stage: Stage, color: string, strength: number): string {
  const { width: w, height: h } = stage;
  const rx = w * 0.78;
  const ry = h * 0.82;
  return `<path fill-rule="evenodd" fill="${color}" opacity="${round(strength)}" d="M0 0H${w}V${h}H0ZM${round(w / 2 - rx)} ${h / 2}a${round(rx)} ${round(ry)} 0 1 0 ${round(2 * rx)} 0a${round(rx)} ${round(ry)} 0 1 0 ${round(-2 * rx)} 0Z"/>`;
}

function noiseTile(stage: Stage, frequency: string, octaves: number, color: string, contrast: number): string {
  const filter = stage.defs.add(
    (id) =>
      `<filter id="${id}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="${octaves}" seed="7" stitchTiles="stitch"/><feColorMatrix type="matrix" values="0 0 0 0 ${color} 0 0 0 0 ${color} 0 0 0 0 ${color} ${contrast} 0 0 0 ${round(0.5 - contrast / 2)}"/></filter>`,
  );
  return stage.defs.add(
    (id) =>
      `<pattern id="${id}" width="240" height="240" patternUnits="userSpaceOnUse"><rect width="240" height="240" filter="${filter}"/></pattern>`,
  );
}

export function grain(stage: Stage, opacity: number): string {
  return (
    rectangle(0, 0, stage.width, stage.height, noiseTile(stage, "0.8", 1, "0", 3), { opacity }) +
    rectangle(0, 0, stage.width, stage.height, noiseTile(stage, "0.71", 1, "1", 3), { opacity })
  );
}

export function paper(stage: Stage, opacity: number): string {
  return (
    rectangle(0, 0, stage.width, stage.height, noiseTile(stage, "0.045", 4, "0.25", 2.4), { opacity }) +
    rectangle(0, 0, stage.width, stage.height, noiseTile(stage, "0.35", 2, "1", 3), { opacity: opacity * 0.8 })
  );
}

/** The unpainted rim of the paper: the wash ends in an uneven line, in three steps. */
export function edge(stage: Stage): string {
  const { width: w, height: h } = stage;
  const random = stage.random.fork("edge");
  const around = (inset: number): string => {
    const stray = (): number => inset * random.between(0.45, 1.5);
    const steps = Array.from({ length: 20 }, (_, index) => index / 20);
    const points: Point[] = [
      ...steps.map((share): Point => [inset + share * (w - 2 * inset), stray()]),
      ...steps.map((share): Point => [w - stray(), inset + share * (h - 2 * inset)]),
      ...steps.map((share): Point => [w - inset - share * (w - 2 * inset), h - stray()]),
      ...steps.map((share): Point => [stray(), h - inset - share * (h - 2 * inset)]),
    ];
    return `M-4 -4H${w + 4}V${h + 4}H-4Z${curve(points)}Z`;
  };
  return group([34, 24, 15].map((inset) => path(around(inset), "#fdf9ef", { "fill-rule": "evenodd", opacity: 0.55 })));
}
