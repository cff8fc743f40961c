/** Tools, instruments and what belongs to a trade. */
import { mix } from "./colour.ts";
import type { Prop } from "./costume.ts";
import { type DrawProp, pole, sheet } from "./grip.ts";

export const GEAR: Readonly<
  Pick<
    Record<Prop, DrawProp>,
    "map" | "clipboard" | "brush" | "palette" | "guitar" | "flute" | "magnifier" | "flask" | "camera"
  >
> = {
  map: (grip) => ({
    under:
      grip.body.ink.plate(
        [grip.at(-38, -32), grip.at(0, -38), grip.at(38, -32), grip.at(38, 22), grip.at(0, 16), grip.at(-38, 22)],
        "#ecd9a8",
      ) +
      grip.body.ink.line([grip.at(-24, 8), grip.at(-8, -10), grip.at(8, -4), grip.at(24, -20)], "#c2483d", 3.4) +
      grip.body.ink.line([grip.at(0, -37), grip.at(0, 16)], "#c7ad74", 2.4),
  }),
  clipboard: (grip) => ({
    under:
      sheet(grip, -26, -40, 26, 30, "#9a6b42") +
      sheet(grip, -21, -32, 21, 26, "#faf6ea") +
      sheet(grip, -9, -44, 9, -34, "#9aa3b0") +
      [-18, -4, 10].map((y) => grip.body.ink.line([grip.at(-14, y), grip.at(14, y)], "#a9b2c0", 2.6)).join(""),
  }),
  brush: (grip) => ({
    under:
      pole(grip, [-8, 26], [18, -44], 6, "#b98347") +
      pole(grip, [18, -44], [23, -58], 9, "#c7ced8") +
      grip.body.ink.oval(
        grip.at(27, -70),
        8 * grip.size,
        14 * grip.size,
        grip.body.costume.palette.accent,
        18 * grip.out,
      ),
  }),
  palette: (grip) => ({
    under:
      grip.body.ink.blob(
        [
          grip.at(-44, -16),
          grip.at(-14, -38),
          grip.at(30, -32),
          grip.at(46, -4),
          grip.at(26, 14),
          grip.at(6, 12),
          grip.at(-24, 22),
        ],
        "#c99a62",
      ) +
      ["#d8403f", "#f3c64b", "#4f9a58", "#3f78c9", "#f7f4ec"]
        .map((colour, index) =>
          grip.body.ink.spot(
            grip.at(-28 + index * 15, -10 - Math.sin(index * 0.8) * 13),
            6.5 * grip.size,
            5.5 * grip.size,
            colour,
          ),
        )
        .join(""),
  }),
  guitar: (grip) => {
    const { ink } = grip.body;
    const wood = "#c9853f";
    return {
      under:
        pole(grip, [-20, 10], [92, -52], 10, "#5b3a28") +
        sheet(grip, 86, -64, 108, -46, "#4a2f22") +
        ink.oval(grip.at(-58, 32), 40 * grip.size, 38 * grip.size, wood) +
        ink.oval(grip.at(-22, 12), 28 * grip.size, 26 * grip.size, wood) +
        ink.spot(grip.at(-36, 20), 30 * grip.size, 22 * grip.size, wood) +
        ink.spot(grip.at(-34, 19), 12 * grip.size, 12 * grip.size, "#4a2f22") +
        ink.line([grip.at(-66, 36), grip.at(90, -51)], "#f4ecd6", 2),
    };
  },
  flute: (grip) => ({
    under:
      pole(grip, [-34, -10], [54, 8], 7, "#c9ced8") +
      [-4, 12, 28].map((x) => grip.body.ink.spot(grip.at(x, -3 + x * 0.2), 2.6, 2.6, "#545c6b")).join(""),
  }),
  magnifier: (grip) => ({
    under:
      pole(grip, [-10, 28], [14, -24], 9, "#6b4330") +
      grip.body.ink.oval(grip.at(26, -50), 29 * grip.size, 29 * grip.size, "#caa24a") +
      grip.body.ink.spot(grip.at(26, -50), 23 * grip.size, 23 * grip.size, "#d8f0fb") +
      grip.body.ink.line([grip.at(14, -54), grip.at(20, -65), grip.at(30, -68)], "#ffffff", 4),
  }),
  flask: (grip) => {
    const { ink } = grip.body;
    const fluid = mix("#6fe0a8", grip.body.costume.palette.accent, 0.25);
    return {
      under:
        ink.shine(grip.at(4, -44), 48 * grip.size, "#9ff0c8") +
        ink.blob(
          [
            grip.at(-4, -12),
            grip.at(-4, -34),
            grip.at(-22, -56),
            grip.at(-14, -74),
            grip.at(22, -74),
            grip.at(30, -56),
            grip.at(12, -34),
            grip.at(12, -12),
          ].map((p) => ({ x: p.x, y: 2 * grip.at(0, -43).y - p.y })),
          "#dff3f5",
        ) +
        ink.patch([grip.at(-14, -30), grip.at(22, -30), grip.at(28, -18), grip.at(4, -10), grip.at(-20, -18)], fluid),
    };
  },
  camera: (grip) => ({
    under:
      sheet(grip, -26, -32, 26, 6, "#3b3a46") +
      sheet(grip, -10, -40, 10, -32, "#55545f") +
      grip.body.ink.oval(grip.at(0, -13), 14 * grip.size, 14 * grip.size, "#9fb4c6") +
      grip.body.ink.spot(grip.at(0, -13), 8 * grip.size, 8 * grip.size, "#27324f"),
  }),
};
