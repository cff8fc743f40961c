/** What lives on the shore or in tales: turtles, frogs, sea monsters, furry monsters. */
import { circle, ellipse, group, type Point, path, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { blob, bodyFill, type Drawing, limb, type Sketch, tones } from "./canvas.ts";

const EYE = "#231d2a";

const FLIPPERS = [
  limb([
    [30, 10, 12],
    [48, 34, 13],
    [38, 62, 4],
  ]),
  limb([
    [-40, 10, 9],
    [-60, 28, 8],
    [-72, 34, 3],
  ]),
];

const STUMPS = [
  limb([
    [32, 8, 13],
    [38, 24, 11],
    [38, 32, 10],
  ]),
  limb([
    [-36, 8, 13],
    [-42, 24, 11],
    [-42, 32, 10],
  ]),
];

function turtle({ defs, color }: Sketch, sea = false): Art {
  const skin = "#8fae5a";
  const shell = color ?? (sea ? "#4f8a78" : "#7a6a3a");
  const tone = tones(shell);
  const line = { stroke: tones(skin).ink, "stroke-width": 2.6, "stroke-linejoin": "round" };
  const fill = bodyFill(defs, sea ? "#6fae9a" : skin, -50, 40);
  const dome = "M-62 10Q-58 -56 0 -58Q58 -56 62 10Z";
  const clip = defs.add((id) => `<clipPath id="${id}">${path(dome, "#000")}</clipPath>`);
  const plates =
    "M-22 -34L0 -46L22 -34L20 -8L-20 -8ZM-22 -34L-52 -30M-20 -8L-34 14M22 -34L52 -30M20 -8L34 14M0 -46V-60M-60 -8L-36 -20M60 -8L36 -20";
  const limbs = sea ? FLIPPERS : STUMPS;
  return {
    body: group([
      path(
        limb([
          [-54, 8, 8],
          [-72, 14, 3],
        ]),
        fill,
        line,
      ),
      ...limbs.map((d) => path(d, fill, line)),
      path(
        limb([
          [48, 4, 13],
          [66, -10, 13],
          [82, -24, 18],
        ]),
        fill,
        line,
      ),
      path("M-66 10Q-66 18 -58 20H58Q66 18 66 10Z", tones(shell).pale, { ...line, stroke: tone.ink }),
      path(dome, bodyFill(defs, shell, -58, 12), { ...line, stroke: tone.ink }),
      group([ellipse(-16, -50, 40, 18, "#fff6cf", { opacity: 0.22 }), stroke(plates, tone.ink, 3, { opacity: 0.5 })], {
        "clip-path": clip,
      }),
      ellipse(89, -29, 4.6, 5.6, EYE),
      circle(90.6, -31, 1.9, "#ffffff"),
      stroke("M99 -18Q92 -12 84 -14", line.stroke, 2),
      ellipse(82, -17, 4, 2.6, "#f0806f", { opacity: 0.45 }),
    ]),
    shine: "",
  };
}

function frog({ defs, color }: Sketch): Art {
  const coat = color ?? "#6bb04a";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 2.6, "stroke-linejoin": "round" };
  const fill = bodyFill(defs, coat, -70, 34);
  const eye = (x: number): string =>
    circle(x, -50, 14, fill, line) +
    circle(x + 1, -51, 9.5, "#fdf3c4") +
    ellipse(x + 2, -51, 5, 6.4, EYE) +
    circle(x + 4, -53, 2.2, "#ffffff");
  return {
    body: group([
      ellipse(-36, 12, 26, 20, bodyFill(defs, tone.dark, -10, 34), line),
      path("M-56 32Q-30 22 -18 32Z", fill, line),
      path("M-44 22Q-46 -20 -14 -38Q14 -54 44 -34Q58 -18 46 2Q30 30 -4 32Q-36 34 -44 22Z", fill, line),
      path("M46 -4Q36 26 4 31Q-10 8 6 -8Q26 2 46 -4Z", tone.pale, { opacity: 0.9 }),
      path("M14 8Q10 24 14 32H36Q34 26 28 24Q30 12 28 4Z", fill, line),
      eye(12),
      eye(38),
      stroke("M-2 -18Q24 0 52 -18", tone.ink, 2.8),
      ellipse(8, -8, 5, 3.4, "#f0806f", { opacity: 0.5 }),
    ]),
    shine: "",
  };
}

const NECK_FINS = "M24 -42l-24 -4l16 22ZM12 -72l-24 -4l16 22ZM12 -100l-24 -4l16 22ZM24 -124l-24 -4l16 22Z";

/** A long neck out of the water, humps behind it. */
function seaMonster({ defs, color }: Sketch): Art {
  const coat = color ?? "#3f8a7c";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 5, "stroke-linejoin": "round", "paint-order": "stroke" };
  const fill = bodyFill(defs, coat, -150, 30);
  const hump = (x: number, r: number): string => {
    const d = `M${x - r} 30Q${x - r} ${30 - r * 1.5} ${x} ${30 - r * 1.55}Q${x + r} ${30 - r * 1.5} ${x + r} 30Z`;
    const fins = [-0.45, 0, 0.45].map((at) =>
      path(`M${x + r * at - 8} ${30 - r * (1.5 - Math.abs(at) * 0.5)}l4 -20l12 17Z`, "#e8b04a", {
        stroke: tone.ink,
        "stroke-width": 2,
      }),
    );
    return fins.join("") + path(d, fill, line);
  };
  const neck = limb([
    [40, 34, 34],
    [44, -20, 26],
    [26, -74, 21],
    [38, -118, 20],
    [64, -132, 22],
  ]);
  const clip = defs.add((id) => `<clipPath id="${id}">${path(neck, "#000")}</clipPath>`);
  const bands = [-6, -30, -54, -78, -100].map((y) =>
    stroke(`M34 ${y + 8}Q56 ${y + 16} 76 ${y}`, tone.dark, 2.4, { opacity: 0.6 }),
  );
  return {
    body: group([
      path("M-152 30Q-170 -6 -196 -14Q-188 10 -200 22Q-180 20 -168 30Z", fill, { ...line, "stroke-width": 3 }),
      hump(-118, 26),
      hump(-48, 38),
      path(NECK_FINS, "#e8b04a", { stroke: tone.ink, "stroke-width": 2, "stroke-linejoin": "round" }),
      path(neck, fill, line),
      group([path("M62 40Q76 -20 46 -76Q56 -110 70 -112L110 -60V40Z", tone.pale, { opacity: 0.8 }), ...bands], {
        "clip-path": clip,
      }),
      path(
        limb([
          [56, -136, 25],
          [86, -128, 21],
          [108, -122, 15],
        ]),
        fill,
        line,
      ),
      path("M112 -116Q90 -104 68 -114", "none", { stroke: tone.ink, "stroke-width": 2.6, "stroke-linecap": "round" }),
      path("M46 -156Q36 -182 20 -186Q26 -166 34 -148ZM62 -160Q58 -184 46 -194Q46 -172 50 -156Z", tone.pale, {
        stroke: tone.ink,
        "stroke-width": 2.4,
      }),
      ellipse(74, -142, 7.4, 9, "#fdf3c4", { stroke: tone.ink, "stroke-width": 1.6 }),
      ellipse(76, -142, 4, 6.4, EYE),
      circle(77.6, -145, 1.9, "#ffffff"),
      ellipse(112, -130, 3, 2, tone.ink),
    ]),
    shine: "",
  };
}

const FUR = Array.from({ length: 40 }, (_, index): Point => {
  const angle = (index / 40) * Math.PI * 2;
  const reach = index % 2 === 0 ? 1 : 0.93;
  return [Math.cos(angle) * 74 * reach, -22 + Math.sin(angle) * 88 * reach];
});

/** A furry beast with horns, more grump than terror. */
function monster({ defs, color }: Sketch): Art {
  const coat = color ?? "#6f62a8";
  const tone = tones(coat);
  const line = { stroke: tone.ink, "stroke-width": 3.4, "stroke-linejoin": "round" };
  const fill = bodyFill(defs, coat, -110, 70);
  const claw = (x: number): string => [0, 9, 18].map((dx) => path(`M${x + dx} 70l4 -9l5 9Z`, "#f6eed8")).join("");
  return {
    body: group([
      path(
        limb([
          [-30, 40, 20],
          [-34, 60, 18],
        ]),
        fill,
        line,
      ),
      path(
        limb([
          [34, 40, 20],
          [38, 60, 18],
        ]),
        fill,
        line,
      ),
      path(
        limb([
          [-62, -30, 16],
          [-92, 6, 15],
          [-88, 34, 17],
        ]),
        fill,
        line,
      ),
      path("M-36 -96Q-64 -110 -60 -140Q-36 -132 -18 -104ZM36 -96Q64 -110 60 -140Q36 -132 18 -104Z", "#f0e2bf", line),
      path(blob(FUR, 0.5), fill, line),
      ellipse(6, 20, 44, 38, tone.light, { opacity: 0.5 }),
      path(
        limb([
          [62, -30, 16],
          [92, 6, 15],
          [90, 34, 17],
        ]),
        fill,
        line,
      ),
      claw(-44),
      claw(28),
      ellipse(-14, -54, 17, 19, "#fdf6d8", { stroke: tone.ink, "stroke-width": 2 }),
      ellipse(30, -54, 17, 19, "#fdf6d8", { stroke: tone.ink, "stroke-width": 2 }),
      circle(-8, -52, 8, EYE),
      circle(35, -52, 8, EYE),
      circle(-5, -55, 3, "#ffffff"),
      circle(38, -55, 3, "#ffffff"),
      stroke("M-34 -78L-2 -72M50 -78L20 -72", tone.ink, 5),
      path("M-28 -14Q8 8 46 -14Q40 20 8 22Q-22 20 -28 -14Z", "#5a2038", { stroke: tone.ink, "stroke-width": 2.4 }),
      path("M-22 -10l8 14l8 -9ZM40 -10l-8 14l-8 -9Z", "#ffffff"),
    ]),
    shine: "",
  };
}

export const SHORE: Readonly<Record<string, Drawing>> = {
  turtle: (sketch) => turtle(sketch),
  "sea-turtle": (sketch) => turtle(sketch, true),
  frog,
  "sea-monster": seaMonster,
  monster,
};
