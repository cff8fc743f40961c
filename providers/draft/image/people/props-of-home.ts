/** Bags, bread, books and other things of daily life. */
import { darken, lighten } from "./colour.ts";
import type { Prop } from "./costume.ts";
import { type DrawProp, pole, sheet } from "./grip.ts";

export const HOME: Readonly<
  Pick<
    Record<Prop, DrawProp>,
    "basket" | "book" | "loaf" | "spoon" | "bag" | "case" | "flower" | "cup" | "umbrella" | "teddy" | "watch" | "rope"
  >
> = {
  basket: (grip) => {
    const { ink } = grip.body;
    const straw = "#cf9a52";
    return {
      under:
        ink.line(
          [grip.at(-32, 40), grip.at(-26, 8), grip.at(0, -4), grip.at(26, 8), grip.at(32, 40)],
          darken(straw, 0.2),
          6,
        ) +
        [
          [-18, 34, "#d8403f"],
          [2, 30, "#f3c64b"],
          [20, 35, "#d8403f"],
        ]
          .map(([x, y, colour]) =>
            ink.oval(grip.at(Number(x), Number(y)), 12 * grip.size, 12 * grip.size, String(colour)),
          )
          .join("") +
        ink.blob(
          [grip.at(-38, 38), grip.at(0, 42), grip.at(38, 38), grip.at(30, 78), grip.at(0, 84), grip.at(-30, 78)],
          straw,
        ) +
        [50, 62, 73]
          .map((y) =>
            ink.line(
              [grip.at(-34 + (y - 50) * 0.2, y), grip.at(0, y + 4), grip.at(34 - (y - 50) * 0.2, y)],
              darken(straw, 0.22),
              2.4,
              0.8,
            ),
          )
          .join(""),
    };
  },
  book: (grip) => {
    const { ink, costume } = grip.body;
    return {
      under:
        ink.plate(
          [grip.at(-32, -42), grip.at(26, -46), grip.at(30, 24), grip.at(-28, 28)],
          darken(costume.palette.accent, 0.1),
        ) +
        ink.plate([grip.at(-28, 22), grip.at(28, 18), grip.at(30, 24), grip.at(-28, 28)], "#f8f0da") +
        ink.line([grip.at(-16, -24), grip.at(16, -26)], costume.palette.trim, 5) +
        ink.line([grip.at(-10, -12), grip.at(12, -13)], costume.palette.trim, 3.4),
    };
  },
  loaf: (grip) => ({
    under:
      grip.body.ink.oval(grip.at(0, -12), 46 * grip.size, 20 * grip.size, "#d69a4e", -14 * grip.out) +
      [-20, 0, 20]
        .map((x) => grip.body.ink.line([grip.at(x - 5, -20 - x * 0.22), grip.at(x + 6, -8 - x * 0.26)], "#f3d9a0", 4))
        .join(""),
  }),
  spoon: (grip) => ({
    under:
      pole(grip, [-8, 30], [20, -56], 7, "#b98347") +
      grip.body.ink.oval(grip.at(25, -70), 11 * grip.size, 16 * grip.size, "#b98347", 18 * grip.out),
  }),
  bag: (grip) => {
    const colour = grip.body.costume.palette.accent;
    return {
      under:
        grip.body.ink.line(
          [grip.at(-16, 26), grip.at(-10, 2), grip.at(10, 2), grip.at(16, 26)],
          darken(colour, 0.3),
          5,
        ) +
        grip.body.ink.blob(
          [grip.at(-32, 24), grip.at(32, 24), grip.at(36, 70), grip.at(0, 78), grip.at(-36, 70)],
          colour,
        ) +
        grip.body.ink.line([grip.at(-31, 36), grip.at(0, 42), grip.at(31, 36)], lighten(colour, 0.3), 3),
    };
  },
  case: (grip) => ({
    under:
      grip.body.ink.line([grip.at(-12, 16), grip.at(-10, 2), grip.at(10, 2), grip.at(12, 16)], "#3f2a22", 5) +
      sheet(grip, -44, 14, 44, 68, "#7a4c33") +
      sheet(grip, -44, 32, 44, 37, "#5b3726") +
      sheet(grip, -8, 28, 8, 44, "#e0b24c"),
  }),
  flower: (grip) => ({
    under:
      grip.body.ink.line([grip.at(-4, 30), grip.at(4, -20), grip.at(10, -50)], "#4f8a48", 5) +
      [0, 1, 2, 3, 4, 5]
        .map((index) =>
          grip.body.ink.oval(
            grip.at(10 + Math.cos(index * 1.047) * 13, -60 + Math.sin(index * 1.047) * 13),
            9 * grip.size,
            9 * grip.size,
            lighten(grip.body.costume.palette.accent, 0.2),
          ),
        )
        .join("") +
      grip.body.ink.spot(grip.at(10, -60), 8 * grip.size, 8 * grip.size, "#f8d257"),
  }),
  cup: (grip) => ({
    under:
      grip.body.ink.line([grip.at(16, -24), grip.at(30, -18), grip.at(16, -4)], "#f4ede0", 5) +
      sheet(grip, -18, -32, 18, 6, "#f4ede0") +
      grip.body.ink.line([grip.at(-4, -42), grip.at(2, -52), grip.at(-3, -62)], "#ffffff", 3, 0.6),
  }),
  umbrella: (grip) => {
    const { ink, costume } = grip.body;
    const colour = costume.palette.accent;
    const canopy = [
      grip.at(-96, -150),
      grip.at(-70, -194),
      grip.at(-10, -222),
      grip.at(50, -194),
      grip.at(78, -150),
      grip.at(48, -160),
      grip.at(20, -148),
      grip.at(-10, -160),
      grip.at(-38, -148),
      grip.at(-66, -160),
    ];
    return {
      under:
        pole(grip, [0, 20], [-9, -214], 6, "#5b4636") +
        ink.blob(canopy, colour) +
        ink.line([grip.at(-10, -220), grip.at(-38, -152)], darken(colour, 0.25), 2.6) +
        ink.line([grip.at(-10, -220), grip.at(20, -152)], darken(colour, 0.25), 2.6),
    };
  },
  teddy: (grip) => {
    const { ink } = grip.body;
    const fur = "#b9824f";
    const ball = (x: number, y: number, radius: number, colour = fur): string =>
      ink.oval(grip.at(x, y), radius * grip.size, radius * grip.size, colour);
    return {
      under:
        ball(-14, 66, 10) +
        ball(14, 66, 10) +
        ball(0, 48, 20) +
        ball(-20, 40, 9) +
        ball(20, 40, 9) +
        ball(-14, 6, 8) +
        ball(14, 6, 8) +
        ball(0, 20, 19) +
        ink.spot(grip.at(0, 26), 8, 6, "#e7c79a") +
        ink.spot(grip.at(-7, 17), 2.4, 2.8, "#2a1c1c") +
        ink.spot(grip.at(7, 17), 2.4, 2.8, "#2a1c1c") +
        ink.spot(grip.at(0, 23), 2.6, 2, "#2a1c1c"),
    };
  },
  watch: (grip) => ({
    under:
      grip.body.ink.line([grip.at(-20, -34), grip.at(-8, -14), grip.at(0, 0)], "#e0b24c", 3) +
      grip.body.ink.oval(grip.at(4, -22), 21 * grip.size, 21 * grip.size, "#e0b24c") +
      grip.body.ink.spot(grip.at(4, -22), 16 * grip.size, 16 * grip.size, "#fbf6e6") +
      grip.body.ink.line([grip.at(4, -34), grip.at(4, -22), grip.at(12, -18)], "#3a2e2e", 2.6),
  }),
  rope: (grip) => ({
    under: [0, 1, 2]
      .map((index) =>
        grip.body.ink.line(
          [
            grip.at(-4, 4),
            grip.at(-24 - index * 3, 34 + index * 4),
            grip.at(0, 66 + index * 4),
            grip.at(24 + index * 3, 34 + index * 4),
            grip.at(4, 4),
          ],
          index === 1 ? "#c9a364" : "#b28d50",
          5,
        ),
      )
      .join(""),
  }),
};
