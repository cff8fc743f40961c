/** What people hold. A prop is drawn in two parts: under the fingers, and over them. */
import type { Hand } from "./arms.ts";
import type { Body } from "./body.ts";
import { lighten } from "./colour.ts";
import type { Prop } from "./costume.ts";
import { type Point, point } from "./geometry.ts";
import { type DrawProp, type Grip, type Held, pole, star } from "./grip.ts";
import { HOME } from "./props-of-home.ts";
import { SPORT } from "./props-of-sport.ts";
import { GEAR } from "./props-of-trade.ts";

const HELD_BY_LOWER_EDGE: ReadonlySet<Prop> = new Set(["book", "map", "clipboard", "camera", "cup"]);

export function drawProp(body: Body, prop: Prop, hand: Hand): Held {
  const size = Math.max(0.74, Math.min(1.15, body.build.hand / 14));
  const raised = HELD_BY_LOWER_EDGE.has(prop) ? 24 : 0;
  const out = hand.centre.x >= body.skeleton.shoulder.x ? 1 : -1;
  const at = (x: number, y: number): Point =>
    point(hand.centre.x + out * x * size, hand.centre.y + (y - raised) * size);
  const drawn = PROPS[prop]({ body, hand, size, out, at });
  return { under: drawn.under ?? "", over: drawn.over ?? "" };
}

const WOOD = "#8a5a36";

const STEEL = "#cfd8e3";

const toGround = (grip: Grip): number => (-4 - grip.hand.centre.y) / grip.size;

const PROPS: Readonly<Record<Prop, DrawProp>> = {
  ...GEAR,
  ...HOME,
  ...SPORT,
  staff: (grip) => ({
    under:
      grip.body.ink.shine(grip.at(8, -168), 62 * grip.size, grip.body.costume.palette.trim) +
      pole(grip, [-4, toGround(grip)], [6, -142], 9, WOOD) +
      grip.body.ink.line([grip.at(-9, -146), grip.at(-12, -172), grip.at(0, -190)], WOOD, 7) +
      grip.body.ink.line([grip.at(14, -146), grip.at(26, -168), grip.at(16, -190)], WOOD, 7) +
      grip.body.ink.oval(
        grip.at(8, -168),
        15 * grip.size,
        15 * grip.size,
        lighten(grip.body.costume.palette.trim, 0.25),
      ) +
      grip.body.ink.bright.spot(grip.at(3, -174), 5 * grip.size, 4 * grip.size, "#ffffff", 0.8),
  }),
  stick: (grip) => ({ under: pole(grip, [-4, toGround(grip)], [5, -96], 8, WOOD) }),
  wand: (grip) => ({
    under:
      grip.body.ink.shine(grip.at(44, -66), 46 * grip.size, "#ffe9a0") +
      pole(grip, [-6, 10], [40, -58], 5.5, "#5c3b2c") +
      star(grip, 44, -66, 15, "#ffe48a"),
  }),
  sword: (grip) => ({ under: blade(grip, [38, -150], 15) + hilt(grip, [38, -150]) }),
  katana: (grip) => ({ under: blade(grip, [58, -150], 9) + hilt(grip, [58, -150]) }),
  spear: (grip) => ({
    under:
      pole(grip, [-3, toGround(grip)], [4, -170], 7.5, WOOD) +
      grip.body.ink.plate([grip.at(4, -218), grip.at(18, -178), grip.at(5, -166), grip.at(-10, -178)], STEEL),
  }),
  trident: (grip) => ({
    under:
      pole(grip, [-3, toGround(grip)], [4, -150], 8, "#d8a640") +
      [-20, 4, 28].map((x) => pole(grip, [x, -150], [x, -196], 7, "#d8a640")).join("") +
      pole(grip, [-20, -150], [28, -150], 7, "#d8a640"),
  }),
  shield: (grip) => {
    const { ink, costume } = grip.body;
    const rim = [
      grip.at(-46, -52),
      grip.at(0, -62),
      grip.at(46, -52),
      grip.at(44, 20),
      grip.at(0, 72),
      grip.at(-44, 20),
    ];
    const field = [
      grip.at(-36, -42),
      grip.at(0, -50),
      grip.at(36, -42),
      grip.at(34, 16),
      grip.at(0, 58),
      grip.at(-34, 16),
    ];
    return {
      over:
        ink.blob(rim, STEEL) + ink.blob(field, costume.palette.accent) + star(grip, 0, -4, 22, costume.palette.trim),
    };
  },
  lantern: (grip) => {
    const { ink } = grip.body;
    const frame = "#54422f";
    return {
      under:
        ink.shine(grip.at(2, 52), 110 * grip.size, "#ffd36e") +
        ink.line([grip.at(-15, 26), grip.at(-9, 4), grip.at(0, -2), grip.at(13, 4), grip.at(19, 26)], frame, 4) +
        ink.bright.blob(
          [grip.at(-18, 30), grip.at(2, 22), grip.at(22, 30), grip.at(24, 72), grip.at(2, 78), grip.at(-20, 72)],
          "#ffe9a8",
        ) +
        ink.bright.spot(grip.at(2, 54), 10 * grip.size, 15 * grip.size, "#ffb23e") +
        ink.bright.spot(grip.at(2, 58), 5 * grip.size, 8 * grip.size, "#fff6d0") +
        [-19, 23].map((x) => ink.line([grip.at(x, 32), grip.at(x, 72)], frame, 4)).join("") +
        ink.plate([grip.at(-22, 32), grip.at(-10, 18), grip.at(14, 18), grip.at(26, 32)], frame) +
        ink.plate([grip.at(-23, 72), grip.at(27, 72), grip.at(24, 81), grip.at(-20, 81)], frame),
    };
  },
  torch: (grip) => ({
    under:
      grip.body.ink.shine(grip.at(14, -74), 86 * grip.size, "#ffb24a") +
      pole(grip, [-6, 34], [10, -44], 11, WOOD) +
      grip.body.ink.bright.blob(
        [
          grip.at(-8, -46),
          grip.at(-10, -72),
          grip.at(8, -92),
          grip.at(16, -122),
          grip.at(32, -82),
          grip.at(30, -54),
          grip.at(12, -40),
        ],
        "#f58a2e",
      ) +
      grip.body.ink.bright.patch(
        [grip.at(2, -50), grip.at(4, -70), grip.at(16, -92), grip.at(24, -66), grip.at(14, -46)],
        "#ffe27a",
      ),
  }),
  bow: (grip) => ({
    under:
      grip.body.ink.line(
        [grip.at(-22, -94), grip.at(12, -60), grip.at(16, 0), grip.at(12, 60), grip.at(-22, 94)],
        WOOD,
        8,
      ) + grip.body.ink.line([grip.at(-22, -94), grip.at(-23, 0), grip.at(-22, 94)], "#efe6d2", 2),
  }),
  hammer: (grip) => ({
    under:
      pole(grip, [-8, 30], [16, -70], 9, WOOD) +
      grip.body.ink.plate([grip.at(-16, -70), grip.at(-8, -98), grip.at(46, -86), grip.at(38, -58)], "#8b95a5"),
  }),
  pickaxe: (grip) => ({
    under:
      pole(grip, [-8, 40], [16, -84], 9, WOOD) +
      grip.body.ink.line(
        [grip.at(-38, -66), grip.at(-10, -90), grip.at(18, -92), grip.at(46, -78), grip.at(62, -52)],
        "#8b95a5",
        11,
      ),
  }),
  pitchfork: (grip) => ({
    under:
      pole(grip, [-3, toGround(grip)], [4, -120], 7.5, WOOD) +
      [-18, 4, 26].map((x) => pole(grip, [x, -122], [x, -168], 5, "#9aa3b0")).join("") +
      pole(grip, [-18, -122], [26, -122], 6, "#9aa3b0"),
  }),
  broom: (grip) => ({
    under:
      pole(grip, [10, -130], [-4, toGround(grip) - 62], 8, WOOD) +
      grip.body.ink.blob(
        [
          grip.at(-12, toGround(grip) - 66),
          grip.at(6, toGround(grip) - 66),
          grip.at(26, toGround(grip) - 2),
          grip.at(-2, toGround(grip)),
          grip.at(-34, toGround(grip) - 2),
        ],
        "#d9aa55",
      ),
  }),
  cane: (grip) => ({
    under:
      pole(grip, [0, toGround(grip)], [0, -4], 8, WOOD) +
      grip.body.ink.line([grip.at(0, 0), grip.at(0, -16), grip.at(-12, -22), grip.at(-22, -12)], WOOD, 8),
  }),
  rod: (grip) => ({
    under:
      grip.body.ink.line([grip.at(-14, 36), grip.at(20, -52), grip.at(96, -150)], "#6b4a2e", 5) +
      grip.body.ink.line([grip.at(96, -150), grip.at(108, -60), grip.at(110, 30)], "#f4f1e8", 1.6, 0.8) +
      grip.body.ink.oval(grip.at(110, 34), 6 * grip.size, 8 * grip.size, "#e2524a"),
  }),
};

function blade(grip: Grip, tip: readonly [number, number], breadth: number): string {
  const { ink } = grip.body;
  const length = Math.hypot(tip[0], tip[1]);
  const [ux, uy] = [tip[0] / length, tip[1] / length];
  const beside = (along: number, aside: number): Point => grip.at(ux * along - uy * aside, uy * along + ux * aside);
  return (
    ink.plate(
      [
        beside(12, -breadth / 2),
        beside(length - 20, -breadth / 2),
        beside(length, 0),
        beside(length - 20, breadth / 2),
        beside(12, breadth / 2),
      ],
      STEEL,
    ) + ink.line([beside(20, 0), beside(length - 24, 0)], "#ffffff", 2.4, 0.8)
  );
}

function hilt(grip: Grip, tip: readonly [number, number]): string {
  const length = Math.hypot(tip[0], tip[1]);
  const [ux, uy] = [tip[0] / length, tip[1] / length];
  return (
    pole(grip, [ux * -22, uy * -22], [ux * 14, uy * 14], 9, "#6b3f2a") +
    pole(
      grip,
      [ux * 16 - uy * -22, uy * 16 + ux * -22],
      [ux * 16 - uy * 22, uy * 16 + ux * 22],
      8,
      grip.body.costume.palette.trim,
    )
  );
}
