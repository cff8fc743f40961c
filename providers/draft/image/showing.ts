/** One figure with what ties it to its place: shadow, water, rails, a table, its own light. */
import type { Placed } from "./composition.ts";
import { mix } from "./drawing/color.ts";
import { ellipse, group, rectangle, round, stroke } from "./drawing/svg.ts";
import { table } from "./scenery/furniture.ts";
import { lampLit } from "./scenery/room.ts";
import type { Stage } from "./stage.ts";

/** Draws a figure where it is placed: with its shadow or its waterline, and what it stands on. */
export function showFigure(stage: Stage, item: Placed, filter: string | null): string {
  const { figure, x, y, height } = item;
  const scale = height / figure.height;
  const width = figure.width * scale;
  const turned = group(figure.markup, {
    transform: `translate(${round(x - width / 2)} ${round(y - height)}) scale(${round(scale, 10000)})`,
  });
  return group([
    item.table > 0 ? stand(stage, item, width) : "",
    item.grounded ? shadow(stage, x, y, width) : "",
    item.grounded && figure.rails === true ? rails(stage, y, height) : "",
    figure.glows ? aura(stage, x, y - height / 2, Math.max(width, height)) : "",
    item.floats === true
      ? waterline(stage, item, filter ? group(turned, { filter }) : turned)
      : filter
        ? group(turned, { filter })
        : turned,
  ]);
}

/** The table under a small thing indoors. */
function stand(stage: Stage, { x, y, table: high }: Placed, width: number): string {
  const lit = lampLit(stage);
  const size = Math.max(high / 0.76, (width * 1.25) / 1.72);
  // The table's own foot is where it says; its top is 0.8 of its size above.
  return group(table(lit, x, 0, size), {
    transform: `translate(0 ${round(y + high)}) scale(1 ${round(high / (size * 0.8), 1000)})`,
  });
}

/** Dark where the feet touch, softer away from the light. */
function shadow(stage: Stage, x: number, y: number, width: number): string {
  const { atmosphere, defs } = stage;
  const fill = defs.radial([
    [0, atmosphere.shadow, 0.62],
    [0.55, atmosphere.shadow, 0.34],
    [1, atmosphere.shadow, 0],
  ]);
  const away = stage.sun.x < x ? 1 : -1;
  return group([
    ellipse(x + away * width * 0.14, y - width * 0.005, width * 0.62, Math.min(width * 0.1, 26), fill),
    ellipse(x, y, width * 0.4, Math.min(width * 0.055, 15), fill),
  ]);
}

function aura(stage: Stage, x: number, y: number, size: number): string {
  const { glow, darkness } = stage.atmosphere;
  const fill = stage.defs.radial([
    [0, glow, 0.5 + darkness * 0.35],
    [0.3, glow, 0.22 + darkness * 0.16],
    [1, glow, 0],
  ]);
  return ellipse(x, y, size * (1.1 + darkness), size * (1.1 + darkness), fill);
}

/** How much of what swims is under water, as a share of its height. */
const DRAUGHT = 0.14;

/** Cuts off what is under water, and draws the waves that it makes. */
function waterline(stage: Stage, { figure, x, y, height }: Placed, shown: string): string {
  const width = (height * figure.width) / figure.height;
  const level = y - height * DRAUGHT;
  const swell = Math.max(2, Math.min(height * 0.02, 7));
  const from = x - width * 0.56;
  const step = (width * 1.12) / 8;
  const waves = `M${round(from)} ${round(level)}${Array.from({ length: 8 }, (_, index) => `q${round(step / 2)} ${round(index % 2 === 0 ? swell * 2 : -swell * 2)} ${round(step)} 0`).join("")}`;
  const clip = stage.defs.add(
    (id) => `<clipPath id="${id}"><path d="${waves}V${round(y - height * 1.6)}H${round(from)}Z"/></clipPath>`,
  );
  const light = mix(stage.atmosphere.sky[3], "#ffffff", 0.5);
  return group([
    ellipse(x, level + height * 0.06, width * 0.52, height * 0.09, stage.shade("#0d2f4a"), { opacity: 0.32 }),
    group(shown, { "clip-path": clip }),
    stroke(waves, light, Math.max(2.4, height * 0.014), { opacity: 0.75 }),
    stroke(
      `M${round(x - width * 0.4)} ${round(level + height * 0.07)}h${round(width * 0.5)}M${round(x - width * 0.1)} ${round(level + height * 0.12)}h${round(width * 0.44)}`,
      light,
      Math.max(1.6, height * 0.009),
      { opacity: 0.45 },
    ),
  ]);
}

/** The track under a train: from one side of the frame to the other. */
function rails(stage: Stage, y: number, height: number): string {
  const gauge = Math.max(10, height * 0.07);
  const pitch = gauge * 2.6;
  const sleepers = Array.from({ length: Math.ceil(stage.width / pitch) + 1 }, (_, index) =>
    rectangle(index * pitch - gauge * 0.5, y - gauge * 0.45, gauge, gauge * 1.3, stage.shade("#5f4630"), { rx: 2 }),
  );
  const rail = (at: number): string =>
    rectangle(-4, at, stage.width + 8, Math.max(4, gauge * 0.2), stage.shade("#8a929c"));
  return group([
    rectangle(-4, y - gauge * 0.7, stage.width + 8, gauge * 1.8, stage.shade("#8d8478"), { opacity: 0.85 }),
    ...sleepers,
    rail(y - gauge * 0.25),
    rail(y + gauge * 0.45),
  ]);
}
