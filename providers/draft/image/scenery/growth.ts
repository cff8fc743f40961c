/** Grass, flowers and the marks of light on plain ground. */
import { lighten, mix } from "../drawing/color.ts";
import { circle, ellipse, group, path, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";

/** Flat spots of light and shade that make a plain ground lie down. */
export function patches(stage: Stage, name: string, color: string, opacity: number, count = 16): string {
  const random = stage.random.fork(name);
  const fill = stage.defs.radial([
    [0, color, 0.8],
    [0.6, color, 0.35],
    [1, color, 0],
  ]);
  return group(
    Array.from({ length: count }, () => {
      const near = random.next();
      const y = stage.horizon + 16 + near * (stage.height - stage.horizon);
      return ellipse(random.between(0, stage.width), y, 60 + near * 190, 5 + near * 22, fill);
    }),
    { opacity },
  );
}

/** Blades of grass along a line; one path for a whole bank. */
export function grass(
  stage: Stage,
  name: string,
  band: { y: number; spread: number; size: number; color: string; depth?: number; count?: number },
): string {
  const random = stage.random.fork(name);
  const count = (band.count ?? 150) * Math.max(0.6, stage.width / 1280);
  const draw = (color: string, share: number): string => {
    let d = "";
    for (let index = 0; index < count * share; index++) {
      const x = random.between(-10, stage.width + 10);
      const y = band.y + random.between(0, band.spread);
      const high = band.size * random.between(0.5, 1.2);
      const lean = random.between(-0.45, 0.45) * high;
      const thick = band.size * 0.11;
      d += `M${round(x - thick)} ${round(y)}Q${round(x + lean * 0.3)} ${round(y - high * 0.6)} ${round(x + lean)} ${round(y - high)}Q${round(x + lean * 0.3 + thick)} ${round(y - high * 0.5)} ${round(x + thick)} ${round(y)}Z`;
    }
    return path(d, stage.shade(color, band.depth ?? 0));
  };
  return group([draw(mix(band.color, "#0c1d14", 0.3), 0.55), draw(lighten(band.color, 0.08), 0.45)]);
}

/** Small flowers in the grass, in a few colours. */
export function flowers(stage: Stage, name: string, colors: readonly [string, ...string[]], count = 70): string {
  const random = stage.random.fork(name);
  const span = stage.height - stage.horizon;
  return group(
    Array.from({ length: Math.round(count * Math.max(0.6, stage.width / 1280)) }, () => {
      const near = random.between(0.08, 1);
      const x = random.between(0, stage.width);
      const y = stage.horizon + near * span;
      const r = 1.4 + near * 4.6;
      const color = stage.shade(random.pick(colors), (1 - near) * 0.5);
      const petals =
        near < 0.35
          ? circle(x, y, r * 0.8, color)
          : [0, 1, 2, 3, 4]
              .map((petal) => {
                const angle = (petal / 5) * Math.PI * 2;
                return circle(x + Math.cos(angle) * r * 0.7, y + Math.sin(angle) * r * 0.5, r * 0.55, color);
              })
              .join("");
      return group([
        near < 0.35
          ? ""
          : stroke(
              `M${round(x)} ${round(y)}q${round(r * 0.3)} ${round(r * 1.5)} 0 ${round(r * 3.2)}`,
              stage.shade("#3d7a3a"),
              1.4,
            ),
        petals,
        near < 0.35 ? "" : circle(x, y, r * 0.35, stage.shade("#ffe08a")),
      ]);
    }),
  );
}
