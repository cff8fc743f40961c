/** Paper and glass that tell something: books, maps, scrolls, pictures, mirrors. */
import { circle, ellipse, group, path, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, halo, inked, type Sketch, shaded, tones } from "./canvas.ts";
import { sparkle } from "./wonders.ts";

const PARCHMENT = "#ecd6a5";

function book({ defs, color }: Sketch): Art {
  const cover = color ?? "#8a3b3f";
  const line = inked(cover, 2.8);
  const page = (side: number): string => {
    const d = `M0 -34Q${side * 34} -62 ${side * 88} -48V28Q${side * 34} 16 0 42Z`;
    return path(
      d,
      defs.horizontal(
        side < 0
          ? [
              [0, "#fff8e6"],
              [0.8, "#f4e6c4"],
              [1, "#d9c298"],
            ]
          : [
              [0, "#d9c298"],
              [0.2, "#f4e6c4"],
              [1, "#fff8e6"],
            ],
      ),
      inked("#c9b083", 2),
    );
  };
  const words = (side: number): string =>
    stroke(
      [-26, -14, -2, 10].map((y) => `M${side * 18} ${y + 3}Q${side * 44} ${y - 14} ${side * 74} ${y - 8}`).join(""),
      "#a58e6d",
      2.6,
      { opacity: 0.7 },
    );
  return {
    body: group([
      path(
        "M-98 -42Q-96 -48 -90 -48L0 -34L90 -48Q96 -48 98 -42V40Q60 30 0 54Q-60 30 -98 40Z",
        shaded(defs, cover),
        line,
      ),
      path("M-92 32Q-40 22 0 48Q40 22 92 32V24Q40 14 0 40Q-40 14 -92 24Z", "#f0dfb8", inked("#c9b083", 1.4)),
      page(-1),
      page(1),
      words(-1),
      path("M30 -14q10 -16 22 -4q10 -12 18 2q-8 20 -22 24q-16 -8 -18 -22Z", "#d98a5a", { opacity: 0.6 }),
      stroke("M26 14Q48 2 76 6", "#a58e6d", 2.6, { opacity: 0.7 }),
      path("M8 38L14 70L22 60L30 68L22 32Z", "#d8403a", inked("#d8403a", 1.6)),
    ]),
    shine: group([
      ellipse(0, -40, 90, 60, halo(defs, "#fff0b8", 0.35)),
      sparkle(-20, -74, 9),
      sparkle(30, -86, 12),
      sparkle(2, -98, 6),
    ]),
  };
}

function map({ defs }: Sketch): Art {
  const line = inked("#b58f55", 2.4);
  const sheet = "M-92 -50L-32 -66L32 -50L92 -66V50L32 66L-32 50L-92 66Z";
  return {
    body: group([
      path(sheet, shaded(defs, PARCHMENT), line),
      cut(defs, sheet, [
        path("M-32 -70L32 -54V70L-32 54Z", "#a5793c", { opacity: 0.16 }),
        path("M-92 -60L-60 -40Q-40 -20 -60 0Q-80 20 -60 44L-92 70Z", "#8fb8b0", { opacity: 0.65 }),
        path("M40 -70Q30 -30 60 -24Q84 -16 96 -36V-80Z", "#8fb06a", { opacity: 0.6 }),
      ]),
      path("M-24 -14l12 -22l12 22ZM-8 -14l9 -17l10 17Z", "#9a7f5a", inked("#9a7f5a", 1.4)),
      path("M-44 32Q-20 6 0 20T34 -2T62 14", "none", {
        stroke: "#c23a32",
        "stroke-width": 4,
        "stroke-dasharray": "9 8",
        "stroke-linecap": "round",
      }),
      stroke("M56 10L72 26M72 10L56 26", "#c23a32", 6),
      circle(-62, -24, 13, "none", { stroke: "#7d5f38", "stroke-width": 2 }),
      path("M-62 -40L-58 -24L-62 -8L-66 -24Z", "#7d5f38"),
      stroke("M-32 -66V50M32 -50V66", "#a5793c", 1.6, { opacity: 0.5 }),
    ]),
    shine: "",
  };
}

function scroll({ defs, color }: Sketch): Art {
  const paper = color ?? PARCHMENT;
  const line = inked("#b58f55", 2.4);
  const roll = (y: number): string =>
    group([
      rectangle(-62, y - 13, 124, 26, shaded(defs, paper), { rx: 13, ...line }),
      circle(-66, y, 9, shaded(defs, "#8a5a34"), inked("#8a5a34", 2)),
      circle(66, y, 9, shaded(defs, "#8a5a34"), inked("#8a5a34", 2)),
      ellipse(50, y, 6, 9, "none", { stroke: "#a5793c", "stroke-width": 1.6 }),
    ]);
  const words = [-44, -30, -16, -2, 12]
    .map((y, index) => `M-36 ${y}H${index === 4 ? 4 : 36 - (index % 2) * 8}`)
    .join("");
  return {
    body: group([
      path("M-50 -70H50Q46 0 52 70H-52Q-46 0 -50 -70Z", shaded(defs, paper), line),
      stroke(words, "#9a7a4a", 3, { opacity: 0.75 }),
      circle(18, 38, 14, shaded(defs, "#c23a32"), inked("#c23a32", 2)),
      path("M18 29l3 6l6 1l-4 5l1 6l-6 -3l-6 3l1 -6l-4 -5l6 -1Z", "#f0b0a0"),
      roll(-72),
      roll(72),
    ]),
    shine: "",
  };
}

function painting({ defs, color }: Sketch): Art {
  const frame = color ?? "#c9973f";
  const view = "M-66 -46H66V46H-66Z";
  return {
    body: group([
      rectangle(-84, -64, 168, 128, shaded(defs, frame), { rx: 4, ...inked(frame, 3) }),
      rectangle(-74, -54, 148, 108, tones(frame).dark, inked(frame, 1.6)),
      rectangle(
        -66,
        -46,
        132,
        92,
        defs.vertical([
          [0, "#8fc5e8"],
          [0.6, "#f6e2b8"],
          [1, "#f2c890"],
        ]),
      ),
      cut(defs, view, [
        circle(30, -14, 14, "#fff2b0"),
        path("M-70 20Q-40 -22 -14 10Q10 -30 44 6Q60 -4 70 8V50H-70Z", "#6f8fa5"),
        path("M-70 30Q-20 8 20 28T70 24V50H-70Z", "#6f9a5a"),
        path("M-44 34V6M-56 18Q-44 -22 -32 18Z", "#3f6f45", { stroke: "#5a3f28", "stroke-width": 4 }),
      ]),
    ]),
    shine: "",
  };
}

function mirror({ defs, color }: Sketch): Art {
  const frame = color ?? "#d9a63a";
  const line = inked(frame);
  const glass = defs.add(
    (id) =>
      `<linearGradient id="${id}" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#e6f6fc"/><stop offset=".45" stop-color="#9fcbe4"/><stop offset="1" stop-color="#6a8fc0"/></linearGradient>`,
  );
  const leaf = (x: number, y: number, turn: number): string =>
    path("M0 0Q14 -14 30 -4Q16 10 0 0Z", shaded(defs, frame), {
      ...line,
      "stroke-width": 1.8,
      transform: `translate(${x} ${y}) rotate(${turn})`,
    });
  return {
    body: group([
      path("M-44 112L-58 136H-40L-24 118ZM44 112L58 136H40L24 118Z", shaded(defs, frame), line),
      ellipse(0, 0, 74, 122, shaded(defs, frame), { ...line, "stroke-width": 3 }),
      ellipse(0, 0, 60, 106, glass, line),
      path("M-36 40Q-44 -40 0 -86Q-20 -30 -14 60ZM-4 72Q-6 0 22 -70Q30 -66 34 -58Q12 0 12 80Z", "#ffffff", {
        opacity: 0.42,
      }),
      leaf(-6, -122, 200),
      leaf(6, -122, -20),
      leaf(-64, -66, 120),
      leaf(64, -66, 60),
      leaf(-4, 122, 170),
      leaf(4, 122, 10),
      circle(0, -128, 12, "#d8405a", inked("#d8405a", 2)),
    ]),
    shine: group([sparkle(-26, -52, 15), sparkle(32, 40, 10)]),
  };
}

export const PAGES: Readonly<Record<string, Drawing>> = {
  book,
  map,
  scroll,
  painting,
  mirror,
};
