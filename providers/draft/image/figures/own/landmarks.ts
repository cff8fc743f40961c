/** Bridges, wells, portals: what is built, but not lived in. */
import { circle, ellipse, group, path, polygon, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, halo, inked, rounded, type Sketch, shaded, tones } from "./canvas.ts";
import { brickLines, pane, panesGlow, STONE } from "./masonry.ts";

function windmill(sketch: Sketch): Art {
  const { defs } = sketch;
  const wall = sketch.color ?? "#efe4d0";
  const sail = group([
    path("M-4 0L-3 -112H3L4 0Z", shaded(defs, "#8a5f3a"), inked("#8a5f3a", 1.8)),
    path("M4 -24L26 -26V-108H4Z", "#fbf4e2", inked("#c9b48a", 2)),
    stroke("M4 -44H26M4 -64H26M4 -86H26M15 -26V-108", "#b59a6a", 1.5),
  ]);
  return {
    body: group([
      path("M-54 140L-34 -40H34L54 140Z", rounded(defs, wall), inked(wall)),
      path("M-44 -40Q-36 -92 0 -94Q36 -92 44 -40Q0 -30 -44 -40Z", shaded(defs, "#b5523f"), inked("#b5523f")),
      pane(-9, 0, 18, 26, sketch, true),
      pane(-9, 52, 18, 26, sketch, true),
      path("M-17 140V104Q0 86 17 104V140Z", shaded(defs, "#7a4f34"), inked("#7a4f34")),
      ...[20, 110, 200, 290].map((turn) => group(sail, { transform: `translate(0 -54) rotate(${turn})` })),
      circle(0, -54, 9, shaded(defs, "#8a5f3a"), inked("#8a5f3a")),
    ]),
    shine: panesGlow(sketch, [[0, 14]]),
  };
}

function bridge({ defs, color }: Sketch): Art {
  const stone = color ?? "#a9a094";
  const arch = "M-170 60V-4Q-80 -58 0 -60Q80 -58 170 -4V60H118Q112 4 62 2Q14 4 8 60H-8Q-14 4 -62 2Q-112 4 -118 60Z";
  const blocks = Array.from({ length: 17 }, (_, index) => {
    const t = (index - 8) / 8;
    return rectangle(t * 168 - 10, -24 - 54 * (1 - t * t) + 4, 19, 15, shaded(defs, tones(stone).light), {
      ...inked(stone, 1.8),
      rx: 3,
    });
  });
  return {
    body: group([
      path(arch, shaded(defs, stone), inked(stone, 3)),
      cut(defs, arch, brickLines(-170, -60, 340, 122, stone)),
      path("M-122 60Q-116 -2 -62 -6Q-8 -2 -4 60M4 60Q8 -2 62 -6Q116 -2 122 60", "none", {
        ...inked(stone, 5),
        opacity: 0.45,
      }),
      ...blocks,
    ]),
    shine: "",
  };
}

function tent(sketch: Sketch): Art {
  const { defs } = sketch;
  const cloth = sketch.color ?? "#e0823c";
  return {
    body: group([
      stroke("M-120 66L-96 40M122 66L98 40", "#8a7a5f", 2.4),
      path("M-8 -66L60 -58L116 60H40Z", shaded(defs, tones(cloth).dark), inked(cloth)),
      path("M-8 -66L-104 60H44Z", shaded(defs, cloth), inked(cloth)),
      path("M-8 -58L-40 60H14Z", sketch.night ? "#ffd98a" : "#4a3040", inked(cloth, 2)),
      path(
        "M-8 -58Q-18 10 -48 60H-36Q-16 20 -8 -58ZM-8 -58Q2 10 22 60H10Q-4 20 -8 -58Z",
        tones(cloth).light,
        inked(cloth, 2),
      ),
      stroke("M-8 -66V-80M60 -58V-70", "#8a5f3a", 4),
    ]),
    shine: sketch.night ? circle(-12, 10, 90, halo(defs, sketch.glow, 0.6)) : "",
  };
}

function well({ defs, color }: Sketch): Art {
  const stone = color ?? "#9f9c98";
  return {
    body: group([
      path("M-48 -60H-38V20H-48ZM38 -60H48V20H38Z", shaded(defs, "#8a5f3a"), inked("#8a5f3a")),
      rectangle(-54, -40, 108, 9, shaded(defs, "#8a5f3a"), { rx: 4, ...inked("#8a5f3a", 2) }),
      stroke("M0 -34V-6", "#c9a46a", 3),
      path("M-13 -8H13L10 16H-10Z", shaded(defs, "#a5744a"), inked("#a5744a", 2)),
      path("M-76 -56L0 -104L76 -56L66 -48H-66Z", shaded(defs, "#b5523f"), inked("#b5523f")),
      ellipse(0, 18, 62, 14, "#2f4456", inked(stone)),
      path("M-62 18Q0 42 62 18V74Q0 96 -62 74Z", rounded(defs, stone), inked(stone, 3)),
      cut(defs, "M-62 18Q0 42 62 18V74Q0 96 -62 74Z", brickLines(-64, 26, 128, 70, stone)),
      path("M-68 14Q0 40 68 14V26Q0 52 -68 26Z", shaded(defs, tones(stone).light), inked(stone, 2)),
    ]),
    shine: "",
  };
}

function pyramid({ defs, color }: Sketch): Art {
  const stone = color ?? "#dcb66e";
  const rows = [-60, -34, -8, 18, 44]
    .map((y) => `M${-(y + 90) * 0.95} ${y}L${(y + 90) * 0.34} ${y + 6}L${(y + 90) * 0.95} ${y - 1}`)
    .join("");
  return {
    body: group([
      polygon(
        [
          [0, -90],
          [146, 66],
          [48, 70],
        ],
        shaded(defs, tones(stone).dark),
        inked(stone),
      ),
      polygon(
        [
          [0, -90],
          [48, 70],
          [-146, 66],
        ],
        shaded(defs, stone),
        inked(stone),
      ),
      stroke(rows, tones(stone).ink, 1.8, { opacity: 0.35 }),
      path("M-34 69V44L-20 34L-6 46V70Z", "#4a3828", inked(stone, 2)),
    ]),
    shine: "",
  };
}

function door({ defs, color }: Sketch): Art {
  const wood = color ?? "#8a5632";
  return {
    body: group([
      path("M-62 120V-60Q0 -130 62 -60V120Z", shaded(defs, STONE), inked(STONE, 3)),
      path("M-46 120V-52Q0 -104 46 -52V120Z", shaded(defs, wood), inked(wood)),
      stroke("M-23 120V-76M0 120V-84M23 120V-76", tones(wood).ink, 2, { opacity: 0.45 }),
      path("M-46 -20H20Q30 -16 20 -10H-46ZM-46 70H20Q30 74 20 80H-46Z", shaded(defs, "#4a4f5c"), inked("#4a4f5c", 1.8)),
      circle(30, 26, 9, "none", { stroke: "#e0b64a", "stroke-width": 4 }),
      rectangle(-70, 116, 140, 12, shaded(defs, STONE), inked(STONE, 2)),
    ]),
    shine: "",
  };
}

function portal({ defs, color }: Sketch): Art {
  const light = color ?? "#7a6ff0";
  const stones = Array.from({ length: 14 }, (_, index) => {
    const angle = Math.PI * (0.86 + (index / 13) * 1.28);
    return rectangle(-17, -13, 34, 26, shaded(defs, "#8a8794"), {
      rx: 5,
      ...inked("#8a8794"),
      transform: `translate(${Math.cos(angle) * 82} ${Math.sin(angle) * 100}) rotate(${(angle * 180) / Math.PI})`,
    });
  });
  return {
    body: group([
      ellipse(
        0,
        0,
        76,
        94,
        defs.radial([
          [0, "#ffffff"],
          [0.35, tones(light).light],
          [1, tones(light).dark],
        ]),
      ),
      ...stones,
      path("M-100 106Q-90 78 -60 86L-40 106ZM100 106Q90 78 60 86L40 106Z", shaded(defs, "#7d7a86"), inked("#7d7a86")),
      rectangle(-104, 100, 208, 14, shaded(defs, "#8a8794"), { rx: 4, ...inked("#8a8794") }),
    ]),
    shine: group([
      circle(0, 0, 170, halo(defs, light, 0.5)),
      ...[0, 120, 240].map((turn) =>
        path("M0 0Q34 -10 40 -44Q20 -64 -6 -66Q26 -52 24 -34Q20 -14 0 0Z", "#ffffff", {
          opacity: 0.5,
          transform: `rotate(${turn})`,
        }),
      ),
    ]),
  };
}

function observatory(sketch: Sketch): Art {
  const { defs } = sketch;
  const wall = sketch.color ?? "#d9d6d0";
  return {
    body: group([
      path("M-78 90V-4H78V90Z", rounded(defs, wall), inked(wall)),
      path("M-86 -4Q-84 -90 0 -92Q84 -90 86 -4Z", rounded(defs, "#8fa5b5"), inked("#8fa5b5")),
      path("M10 -4Q14 -60 20 -90L48 -78Q50 -40 50 -4Z", "#2f3a50", inked("#8fa5b5", 2)),
      path("M22 -36L84 -104L104 -86L44 -20Z", rounded(defs, "#c9a04a"), inked("#c9a04a")),
      ellipse(94, -95, 8, 15, "#a9d6ea", { ...inked("#c9a04a", 2), transform: "rotate(42 94 -95)" }),
      rectangle(-92, -8, 184, 12, shaded(defs, wall), inked(wall, 2)),
      pane(-60, 24, 24, 30, sketch, true),
      pane(36, 24, 24, 30, sketch, true),
      path("M-16 90V44Q0 28 16 44V90Z", shaded(defs, "#6b4630"), inked("#6b4630")),
    ]),
    shine: panesGlow(sketch, [
      [-48, 40],
      [48, 40],
    ]),
  };
}

function signpost({ defs, color }: Sketch): Art {
  const wood = color ?? "#9a6a42";
  const board = (y: number, side: number): string =>
    path(
      `M${-60 * side} ${y}H${50 * side}L${72 * side} ${y + 14}L${50 * side} ${y + 28}H${-60 * side}Z`,
      shaded(defs, wood),
      inked(wood),
    ) +
    stroke(`M${-44 * side} ${y + 14}H${34 * side}`, tones(wood).ink, 3, {
      opacity: 0.45,
      "stroke-dasharray": "12 6 20 6",
    });
  return {
    body: group([
      path("M-7 -80H7L8 110H-8Z", rounded(defs, tones(wood).dark), inked(wood)),
      board(-64, 1),
      board(-22, -1),
      path("M-30 112Q-24 96 -14 106Q0 92 12 106Q24 96 30 112Z", "#6f9a4a"),
    ]),
    shine: "",
  };
}

export const LANDMARK_DRAWINGS: Readonly<Record<string, Drawing>> = {
  windmill,
  bridge,
  tent,
  well,
  pyramid,
  door,
  portal,
  observatory,
  signpost,
};
