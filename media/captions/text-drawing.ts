/** A laid out line as SVG. Not here: what stands around it (caption-looks.ts, title-card.ts). */
import type { LaidOutLine } from "./text-layout.ts";

/** A line's place in the drawing, in pixels, `size` being those of an em. */
export interface LinePlace {
  left: number;
  baseline: number;
  size: number;
}

/** Colours are SVG's. A stroke is centred on the letters' edge; its width is in ems. */
export interface TextPaint {
  fill: string;
  stroke?: { colour: string; opacity: number; width: number };
}

/** Font outlines have y upwards, pictures downwards. */
export function lineSvg(
  { glyphs }: Pick<LaidOutLine, "glyphs">,
  place: LinePlace,
  { fill, stroke }: TextPaint,
): string {
  const shapes = glyphs.map(({ path, x, y, unitsPerEm }) => {
    const scale = place.size / unitsPerEm;
    const [left, top] = [place.left + x * place.size, place.baseline + y * place.size];
    const matrix = `translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${scale.toFixed(6)} ${(-scale).toFixed(6)})`;
    const width = stroke ? ` stroke-width="${(stroke.width * unitsPerEm).toFixed(1)}"` : "";
    return `<path transform="${matrix}"${width} d="${path}"/>`;
  });
  const edge = stroke ? ` stroke="${stroke.colour}" stroke-opacity="${stroke.opacity}" stroke-linejoin="round"` : "";
  return `<g fill="${fill}"${edge}>${shapes.join("")}</g>`;
}
