/** Houses and towers; their windows are lit at dusk and night. */
import { circle, ellipse, group, path, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, halo, inked, rounded, type Sketch, shaded, tones } from "./canvas.ts";
import { brickLines, LAMP, pane, panesGlow, roofCone, round, STONE } from "./masonry.ts";

function lighthouse(sketch: Sketch): Art {
  const { defs, color, glow } = sketch;
  const band = color ?? "#d8443c";
  const wall = "M-34 150L-22 -60H22L34 150Z";
  const line = inked("#8f8a88", 2.6);
  const bands = [-30, 40, 110].map((y) => path(`M-40 ${y}H40V${y + 34}H-40Z`, shaded(defs, band)));
  const iron = shaded(defs, "#4a4f5c");
  return {
    body: group([
      path(
        "M-84 178Q-74 150 -48 152Q-20 134 14 146Q56 138 70 160Q90 164 92 178Z",
        shaded(defs, "#7f7d84"),
        inked("#7f7d84"),
      ),
      path("M-48 152L-30 164L-52 170ZM14 146L30 160L8 168Z", "#5f5d66", { opacity: 0.6 }),
      path(wall, rounded(defs, "#f6efe2"), line),
      cut(defs, wall, [...bands, path("M8 -70H60V160H8Z", "#4a3a5e", { opacity: 0.16 })]),
      path("M-12 150V126Q0 110 12 126V150Z", shaded(defs, "#6b4630"), inked("#6b4630", 2)),
      pane(-7, 12, 14, 20, sketch, true),
      pane(-6, 78, 12, 18, sketch, true),
      path("M-36 -60H36L30 -74H-30Z", iron, inked("#4a4f5c")),
      rectangle(-22, -108, 44, 34, "#ffe9ae", inked("#4a4f5c", 2.2)),
      stroke("M-8 -108V-74M8 -108V-74", "#4a4f5c", 2),
      stroke("M-34 -74V-88M-20 -74V-88M20 -74V-88M34 -74V-88M-36 -88H36", "#4a4f5c", 2.4),
      path("M-28 -108H28Q20 -140 0 -142Q-20 -140 -28 -108Z", shaded(defs, band), inked(band)),
      circle(0, -147, 5, iron, inked("#4a4f5c", 1.6)),
    ]),
    shine: group([
      circle(0, -91, 120, halo(defs, glow, sketch.night ? 0.85 : 0.45)),
      ellipse(0, -91, 12, 13, "#fffbe6"),
      sketch.night
        ? path(
            "M-6 -96L-420 -160V-30L-6 -86Z",
            defs.horizontal([
              [0, "#fff2c0", 0],
              [0.5, "#fff2c0", 0.1],
              [1, "#fff2c0", 0.5],
            ]),
          )
        : "",
    ]),
  };
}

function house(sketch: Sketch, wallColor: string, roofColor: string, bricks: boolean): Art {
  const { defs, color } = sketch;
  const wall = color ?? wallColor;
  const line = inked(wall, 2.6);
  const roof = shaded(defs, roofColor);
  return {
    body: group([
      path("M40 -104V-60H62V-84V-104Z", shaded(defs, "#a5604a"), inked("#a5604a")),
      rectangle(36, -110, 30, 9, shaded(defs, "#8a4f3f"), inked("#8a4f3f", 2)),
      path("M-84 70V-26L0 -96L84 -26V70Z", shaded(defs, wall), line),
      bricks
        ? cut(defs, "M-84 70V-26L0 -96L84 -26V70Z", brickLines(-84, -90, 170, 160, wall))
        : stroke("M-84 30H84M-84 50H84", tones(wall).ink, 1.2, { opacity: 0.16 }),
      path("M-104 -18L0 -112L104 -18L92 -4L0 -88L-92 -4Z", roof, inked(roofColor, 2.8)),
      path("M-16 70V16Q0 2 16 16V70Z", shaded(defs, "#8a4a34"), inked("#8a4a34")),
      circle(9, 46, 3, "#f0c85a"),
      pane(-66, 4, 34, 34, sketch),
      pane(32, 4, 34, 34, sketch),
      circle(0, -48, 13, sketch.night ? LAMP : "#a9d0e2", inked("#7a5a3c", 2.2)),
      stroke("M0 -61V-35M-13 -48H13", "#5f452e", 1.6),
      rectangle(-70, 40, 42, 10, shaded(defs, "#9a6a42"), inked("#9a6a42", 1.8)),
      ...[-62, -50, -38].map((x, index) => circle(x, 38, 6, ["#e8607a", "#f2c04a", "#e8607a"][index] ?? "#e8607a")),
      rectangle(-26, 68, 52, 7, shaded(defs, STONE), inked(STONE, 1.8)),
    ]),
    shine: panesGlow(sketch, [
      [-49, 20],
      [49, 20],
    ]),
  };
}

/** A low log house under a thatched roof, smoke from the chimney. */
function cottage(sketch: Sketch): Art {
  const { defs, color } = sketch;
  const wall = color ?? "#a5744a";
  const thatch = "#c99a52";
  const logs = Array.from({ length: 5 }, (_, row) =>
    rectangle(-86, -8 + row * 16, 172, 16, shaded(defs, wall), { rx: 7, ...inked(wall, 2) }),
  );
  const ends = Array.from({ length: 5 }, (_, row) =>
    [-86, 86]
      .map(
        (x) =>
          circle(x, row * 16, 9, shaded(defs, "#d9b07a"), inked(wall, 2)) +
          circle(x, row * 16, 4, "none", { stroke: "#8a6038", "stroke-width": 1.3 }),
      )
      .join(""),
  );
  return {
    body: group([
      path("M34 -96H62V-40H34Z", shaded(defs, STONE), inked(STONE)),
      cut(defs, "M34 -96H62V-40H34Z", brickLines(34, -96, 28, 60, STONE)),
      stroke("M48 -104Q36 -118 50 -130T46 -158", "#e6e6ea", 9, { opacity: 0.6 }),
      ...logs,
      ...ends,
      path(
        "M-112 0Q-60 -92 -8 -96Q70 -92 112 0Q90 12 66 2Q40 12 14 2Q-12 12 -40 2Q-66 12 -90 4Q-102 8 -112 0Z",
        shaded(defs, thatch),
        inked(thatch, 3),
      ),
      stroke(
        "M-70 -38Q-56 -20 -62 -6M-30 -74Q-16 -40 -22 -4M20 -78Q30 -40 24 -8M62 -50Q74 -26 70 -6",
        tones(thatch).ink,
        2,
        { opacity: 0.4 },
      ),
      path("M-14 72V22Q2 6 18 22V72Z", shaded(defs, "#6f4630"), inked("#6f4630")),
      circle(11, 48, 3, "#f0c85a"),
      pane(-66, 18, 34, 28, sketch),
      pane(36, 18, 34, 28, sketch),
      rectangle(-28, 70, 60, 8, shaded(defs, STONE), inked(STONE, 1.8)),
    ]),
    shine: panesGlow(sketch, [
      [-49, 32],
      [53, 32],
    ]),
  };
}

function castle(sketch: Sketch): Art {
  const { defs, color } = sketch;
  const stone = color ?? "#c2bcb2";
  const roof = "#5f6fae";
  const flags = [
    [-92, -60],
    [92, -60],
  ] as const;
  return {
    body: group([
      round(0, -96, 40, 110, tones(stone).dark, sketch),
      roofCone(0, -104, 48, 74, roof, sketch),
      ...flags.map(([x]) => round(x, -44, 28, 110, stone, sketch) + roofCone(x, -52, 34, 58, roof, sketch)),
      path("M-70 10H70V110H-70Z", shaded(defs, stone), inked(stone)),
      path([-62, -38, -14, 10, 34].map((x) => `M${x} -2h18v14h-18Z`).join(""), shaded(defs, stone), inked(stone, 2)),
      cut(defs, "M-70 10H70V110H-70Z", brickLines(-70, 22, 140, 90, stone)),
      path("M-24 110V62Q0 30 24 62V110Z", shaded(defs, "#6b4630"), inked("#6b4630", 3)),
      stroke("M-12 110V54M0 110V48M12 110V54", "#3f2a1c", 2, { opacity: 0.6 }),
      pane(-8, -70, 16, 28, sketch, true),
      ...flags.map(([x]) => pane(x - 6, -14, 12, 24, sketch, true) + pane(x - 6, 46, 12, 24, sketch, true)),
      pane(-54, 40, 14, 24, sketch, true),
      pane(40, 40, 14, 24, sketch, true),
    ]),
    shine: panesGlow(sketch, [
      [0, -54],
      [-92, 0],
      [92, 0],
    ]),
  };
}

function tower(sketch: Sketch): Art {
  const stone = sketch.color ?? "#a8a29c";
  return {
    body: group([
      path("M-50 150L-36 -60H36L50 150Z", rounded(sketch.defs, stone), inked(stone)),
      cut(sketch.defs, "M-50 150L-36 -60H36L50 150Z", brickLines(-54, -60, 110, 212, stone)),
      path("M-48 -60H48L42 -44H-42Z", shaded(sketch.defs, stone), inked(stone)),
      rectangle(-42, -96, 84, 36, rounded(sketch.defs, stone), inked(stone)),
      roofCone(0, -94, 60, 84, "#7a4f9a", sketch),
      pane(-9, -90, 18, 26, sketch, true),
      pane(-8, -10, 16, 28, sketch, true),
      pane(-8, 52, 16, 28, sketch, true),
      path("M-15 150V118Q0 98 15 118V150Z", shaded(sketch.defs, "#6b4630"), inked("#6b4630")),
      path("M-50 150Q-44 110 -36 124Q-38 96 -28 104Q-32 130 -24 150Z", "#5f8f4a", { opacity: 0.85 }),
    ]),
    shine: panesGlow(sketch, [
      [0, -77],
      [0, 4],
      [0, 66],
    ]),
  };
}

function clockTower(sketch: Sketch): Art {
  const { defs } = sketch;
  const stone = sketch.color ?? "#bd9a74";
  const marks = Array.from({ length: 12 }, (_, hour) =>
    stroke("M0 -26V-21", "#3a2c26", hour % 3 === 0 ? 3 : 1.6, { transform: `translate(0 -64) rotate(${hour * 30})` }),
  );
  return {
    body: group([
      rectangle(-40, -20, 80, 170, rounded(defs, stone), inked(stone)),
      cut(defs, "M-40 -20H40V150H-40Z", brickLines(-40, -20, 80, 170, stone)),
      path("M-40 -20H-28V150H-40ZM28 -20H40V150H28Z", shaded(defs, tones(stone).light), inked(stone, 1.8)),
      rectangle(-50, -108, 100, 88, rounded(defs, stone), inked(stone)),
      rectangle(-56, -26, 112, 10, shaded(defs, stone), inked(stone, 2)),
      rectangle(-56, -114, 112, 10, shaded(defs, stone), inked(stone, 2)),
      path("M-52 -114L0 -196L52 -114Z", rounded(defs, "#4f6f7a"), inked("#4f6f7a")),
      circle(0, -200, 5, "#e8b33a", inked("#e8b33a", 1.6)),
      stroke("M0 -204V-222", "#5a4636", 2.6),
      circle(0, -64, 35, shaded(defs, "#e0b64a"), inked("#e0b64a")),
      circle(0, -64, 29, "#fdf6e0", inked("#b5914f", 1.6)),
      ...marks,
      stroke("M0 -64V-84", "#2f2724", 4),
      stroke("M0 -64L14 -54", "#2f2724", 4),
      circle(0, -64, 3.6, "#c23a32"),
      pane(-9, 4, 18, 32, sketch, true),
      pane(-9, 60, 18, 32, sketch, true),
      path("M-16 150V118Q0 100 16 118V150Z", shaded(defs, "#6b4630"), inked("#6b4630")),
    ]),
    shine: sketch.night
      ? group([
          circle(0, -64, 96, halo(defs, sketch.glow, 0.6)),
          panesGlow(sketch, [
            [0, 20],
            [0, 76],
          ]),
        ])
      : "",
  };
}

export const BUILDINGS: Readonly<Record<string, Drawing>> = {
  lighthouse,
  house: (sketch) => house(sketch, "#f2e2c4", "#c2543f", false),
  "brick-house": (sketch) => house(sketch, "#c2694f", "#6f5a66", true),
  cottage,
  castle,
  tower,
  "clock-tower": clockTower,
};
