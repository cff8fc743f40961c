/** Houses, towers, bridges: what stands in the distance of a story. Lit windows at dusk and night. */
import { circle, ellipse, group, path, polygon, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, halo, inked, rounded, type Sketch, shaded, tones } from "./canvas.ts";

const STONE = "#a9a59c";
const LAMP = "#ffd97a";

function pane(x: number, y: number, w: number, h: number, { night, defs }: Sketch, arched = false): string {
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

function panesGlow(sketch: Sketch, places: readonly (readonly [number, number])[]): string {
  if (!sketch.night) return "";
  return group(places.map(([x, y]) => circle(x, y, 46, halo(sketch.defs, sketch.glow, 0.55))));
}

function brickLines(x: number, y: number, w: number, h: number, color: string): string {
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

function roofCone(x: number, y: number, w: number, h: number, color: string, { defs }: Sketch): string {
  return (
    path(`M${x - w} ${y}Q${x} ${y + 8} ${x + w} ${y}L${x} ${y - h}Z`, rounded(defs, color), inked(color)) +
    stroke(`M${x} ${y - h}v-16`, "#5a4636", 2.4) +
    path(`M${x} ${y - h - 16}l20 6l-20 7Z`, "#e8b33a", inked("#e8b33a", 1.6))
  );
}

function round(x: number, top: number, w: number, bottom: number, color: string, { defs }: Sketch): string {
  const merlons = [-1, -0.34, 0.34]
    .map((at) => `M${x + at * w * 1.12} ${top - 10}h${w * 0.44}v12h${-w * 0.44}Z`)
    .join("");
  return (
    path(`M${x - w} ${top}H${x + w}V${bottom}H${x - w}Z`, rounded(defs, color), inked(color)) +
    path(merlons, rounded(defs, color), inked(color, 2)) +
    path(`M${x - w * 1.14} ${top - 2}h${w * 2.28}v10h${-w * 2.28}Z`, shaded(defs, color), inked(color, 2))
  );
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

export const BUILDINGS: Readonly<Record<string, Drawing>> = {
  lighthouse,
  house: (sketch) => house(sketch, "#f2e2c4", "#c2543f", false),
  "brick-house": (sketch) => house(sketch, "#c2694f", "#6f5a66", true),
  cottage,
  castle,
  tower,
  "clock-tower": clockTower,
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
