/** Planets, galaxies, fireworks: the far sky. */
import { createRandom } from "../../../random.ts";
import { circle, ellipse, group, type Point, path, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, halo, inked, type Sketch, shaded, tones } from "./canvas.ts";
import { sparkle } from "./wonders.ts";

function disc(r: number): string {
  return `M0 ${-r}A${r} ${r} 0 1 1 0 ${r}A${r} ${r} 0 1 1 0 ${-r}Z`;
}

function planet({ defs, color }: Sketch, base: string, ring: boolean): Art {
  const hue = color ?? base;
  const tone = tones(hue);
  const bands = path(
    "M-90 -34Q0 -14 90 -34V-18Q0 2 -90 -18ZM-90 12Q0 34 90 12V22Q0 46 -90 22ZM-90 46Q0 66 90 46V54Q0 74 -90 54Z",
    tone.dark,
    { opacity: 0.5 },
  );
  const half = (front: boolean): string =>
    path(
      front
        ? "M-128 14A130 30 0 0 0 128 -14L100 -11A102 20 0 0 1 -100 11Z"
        : "M-128 14A130 30 0 0 1 128 -14L100 -11A102 20 0 0 0 -100 11Z",
      shaded(defs, "#e8cf9a"),
      { ...inked("#e8cf9a", 2), transform: "rotate(-8)" },
    );
  return {
    body: group([
      ring ? half(false) : "",
      path(
        disc(72),
        defs.radial([
          [0, tone.light],
          [0.75, hue],
          [1, tone.dark],
        ]),
        inked(hue, 2),
      ),
      cut(
        defs,
        disc(72),
        ring || base !== "#c8553a"
          ? [bands]
          : [
              circle(-24, -20, 16, tone.dark, { opacity: 0.5 }),
              circle(26, 10, 22, tone.dark, { opacity: 0.4 }),
              circle(-10, 36, 12, tone.dark, { opacity: 0.5 }),
              ellipse(0, -70, 40, 12, "#fff2e6", { opacity: 0.8 }),
            ],
      ),
      ring ? half(true) : "",
    ]),
    shine: circle(0, 0, 150, halo(defs, tone.light, 0.2)),
  };
}

function galaxy({ defs, color }: Sketch): Art {
  const hue = color ?? "#8a6ff0";
  const arm = (turn: number): string =>
    path("M0 0Q50 -70 130 -30Q170 0 150 40Q130 0 90 -8Q40 -16 0 0Z", halo(defs, tones(hue).light, 0.9), {
      transform: `rotate(${turn}) scale(1.1)`,
    });
  const random = createRandom("galaxy");
  const dots = Array.from({ length: 40 }, () =>
    circle(random.between(-150, 150), random.between(-70, 70), random.between(0.8, 2.6), "#ffffff", { opacity: 0.9 }),
  );
  return {
    body: group([
      ellipse(0, 0, 170, 100, halo(defs, hue, 0.9)),
      arm(0),
      arm(120),
      arm(240),
      circle(0, 0, 50, halo(defs, "#fff2d0", 1)),
    ]),
    shine: group(dots),
  };
}

function constellation({ defs }: Sketch): Art {
  const points: readonly Point[] = [
    [-100, 20],
    [-60, -30],
    [-14, -14],
    [30, -44],
    [84, -30],
    [70, 26],
    [20, 40],
    [-14, -14],
  ];
  const line = `M${points.map(([x, y]) => `${x} ${y}`).join("L")}M20 40L30 84`;
  return {
    body: group([stroke(line, "#bcd0ff", 1.8, { opacity: 0.7 }), circle(0, 0, 4, "#ffffff")]),
    shine: group(
      [...points, [30, 84] as const].map(
        ([x, y], index) => circle(x, y, 22, halo(defs, "#dfe8ff", 0.6)) + sparkle(x, y, index % 3 === 0 ? 15 : 10),
      ),
    ),
  };
}

/** Three bursts, one above the other. */
function fireworks({ defs, color }: Sketch): Art {
  const burst = (x: number, y: number, reach: number, hue: string): string => {
    const sparks = Array.from({ length: 16 }, (_, index) => {
      const angle = (index / 16) * Math.PI * 2;
      const far = reach * (index % 2 === 0 ? 1 : 0.72);
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const line = `M${x + dx * far * 0.25} ${y + dy * far * 0.25}Q${x + dx * far * 0.7} ${y + dy * far * 0.7} ${x + dx * far} ${y + dy * far + 5}`;
      return stroke(line, hue, 3) + circle(x + dx * far, y + dy * far + 5, 3.4, tones(hue).pale);
    });
    return circle(x, y, reach * 1.2, halo(defs, hue, 0.4)) + group(sparks) + sparkle(x, y, reach * 0.24);
  };
  const bursts = [burst(0, -50, 80, color ?? "#f8c84a"), burst(-84, 26, 58, "#f06a8a"), burst(78, 34, 62, "#6fb8f5")];
  return { body: circle(0, 0, 2, "#ffffff"), flame: group(bursts), shine: "" };
}

export const HEAVENS: Readonly<Record<string, Drawing>> = {
  planet: (sketch) => planet(sketch, "#d9a566", false),
  mars: (sketch) => planet(sketch, "#c8553a", false),
  "ringed-planet": (sketch) => planet(sketch, "#d9b06a", true),
  galaxy,
  constellation,
  fireworks,
};
