/** A broken ship on the sea floor. */
import { mix } from "../drawing/color.ts";
import { ellipse, group, path, round, stroke } from "../drawing/svg.ts";
import type { Stage } from "../stage.ts";

/** @param tone a thing's own colour as it is seen through this much water */
export function wreck(stage: Stage, tone: (color: string, depth: number) => string): string {
  const side = stage.sun.x < stage.width / 2 ? 0.7 : 0.3;
  const size = Math.min(stage.width * 0.62, 620 * stage.scale) / 600;
  const hull = tone("#5a4231", 0.2);
  const dark = mix(hull, "#03101f", 0.6);
  const plank = mix(hull, "#03101f", 0.28);
  const light = mix(hull, "#bff4ff", 0.22);
  const ribs = [150, 190, 228, 262].map((x, index) =>
    stroke(`M${x} ${-6}q${26 - index * 3} ${-60 + index * 6} ${8 + index * 4} ${-124 + index * 20}`, plank, 11),
  );
  const planks = [-34, -72, -110].map((y) => stroke(`M${-252 - y * 0.2} ${y}Q-60 ${y + 26} 120 ${y + 6}`, plank, 4));
  const masts = [
    stroke("M-120 -130L-168 -420", hull, 15),
    stroke("M-250 -330L-70 -358", hull, 9),
    stroke("M40 -120L66 -262", hull, 14),
    stroke("M66 -262l34 -16", hull, 9),
  ];
  const rags = path("M-244 -326q40 60 18 128q46 -34 66 6q22 -60 76 -20q-34 -66 8 -142Z", light, { opacity: 0.4 });
  const ports = [-170, -96, -22, 52].map((x) => ellipse(x, -62 + Math.abs(x + 60) * 0.04, 13, 13, dark));
  return group(
    [
      ...masts,
      rags,
      ...ribs,
      path(
        "M-318 -176C-300 -120 -276 -40 -214 14L196 18Q172 -12 148 -18L160 -58L128 -72L140 -118Q-40 -96 -190 -128L-214 -168Q-270 -176 -318 -176Z",
        hull,
      ),
      stroke("M-318 -176Q-270 -176 -214 -168L-190 -128Q-40 -96 140 -118", light, 5),
      ...planks,
      ...ports,
      path("M-30 -20q20 -30 54 -22q30 20 12 44q-40 12 -66 -22Z", dark),
    ],
    {
      transform: `translate(${round(side * stage.width)} ${round(stage.horizon + 22 * stage.scale)}) rotate(-7) scale(${round(size, 1000)})`,
    },
  );
}
